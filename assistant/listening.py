"""Work in a thread that is told to end as soon as nobody waits for it: its caller went away, or called it off.

Knows nothing of doors, nor of what the work is.
"""

from collections.abc import Awaitable, Callable
from threading import Event
from typing import TypeVar

import anyio
from anyio import to_thread

from assistant.stopping import Stopped

LOOKED_EVERY_S = 0.25

T = TypeVar("T")
HasLeft = Callable[[], Awaitable[bool]]


async def while_wanted(work: Callable[[Stopped], T], has_left: HasLeft) -> T | None:
    """What `work` gives, which runs in a thread and is told whether to end; None where its caller has left before.

    Where the task that waits here is cancelled, the work is told so too, and waited for. Raises what the work raises.
    """
    unwanted, over = Event(), False
    result: T | None = None
    failure: Exception | None = None

    async def watch() -> None:
        try:
            while not await has_left():
                await anyio.sleep(LOOKED_EVERY_S)
        finally:  # left, or cancelled: the thread itself hears nothing of either
            if not over:
                unwanted.set()

    async with anyio.create_task_group() as beside:
        beside.start_soon(watch)
        try:
            result = await to_thread.run_sync(work, unwanted.is_set)
        except Exception as error:  # noqa: BLE001 - raised below as it is: the group would wrap it
            failure = error
        over = True
        beside.cancel_scope.cancel()
    if failure is not None:
        raise failure
    return None if unwanted.is_set() else result

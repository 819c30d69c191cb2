"""A call that takes long, run beside its reply: progress goes out while it runs, then its value or its error.

Knows nothing of what is called.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import TypeAdapter

from assistant.api.event_stream import ServerEvent
from assistant.client.calls import PROGRESS
from index.progress import Progress

Work = Callable[[Progress], Any]
_Told = tuple[str, Any]


def reported(work: Work, result: TypeAdapter[Any], stopped: threading.Event) -> Iterator[ServerEvent]:
    """The events of this work; whoever closes this early stops it. Raises what it raises."""
    told: queue.SimpleQueue[_Told] = queue.SimpleQueue()
    threading.Thread(target=_run, args=(work, told), name="client call", daemon=True).start()
    try:
        while True:
            kind, value = told.get()
            if kind == "error":
                raise value
            if kind == "result":
                yield ServerEvent("result", result.dump_python(value, mode="json"))
                return
            yield ServerEvent("progress", PROGRESS.dump_python(value, mode="json"))
    finally:
        stopped.set()


def _run(work: Work, told: "queue.SimpleQueue[_Told]") -> None:
    try:
        told.put(("result", work(lambda progress: told.put(("progress", progress)))))
    except BaseException as error:  # noqa: BLE001  (raised again in the thread that waits)
        told.put(("error", error))

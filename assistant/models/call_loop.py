"""An event loop in a thread of its own, which runs only as long as something is called in it.

Calls are awaited because only so can one be ended from outside at any moment. All that run at once share one loop,
since a client's connections belong to the loop that opened them. Knows nothing of what is called.
"""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

from assistant.models.bounded_loop import BoundedLoop

Result = TypeVar("Result")


class CallLoop:
    """Any number of threads may call at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._callers = 0
        self._loop: BoundedLoop | None = None
        self._thread: threading.Thread | None = None

    @contextmanager
    def running(self, call: Coroutine[Any, Any, Result]) -> Iterator[Future[Result]]:
        """The call at work; it is cancelled where the block ends before it does."""
        future = asyncio.run_coroutine_threadsafe(call, self._enter())
        try:
            yield future
        finally:
            future.cancel()
            self._leave()

    def _enter(self) -> BoundedLoop:
        with self._lock:
            if self._loop is None:
                self._loop = BoundedLoop()
                self._thread = threading.Thread(target=_run, args=(self._loop,), name="model-calls", daemon=True)
                self._thread.start()
            self._callers += 1
            return self._loop

    def _leave(self) -> None:
        """The last one out waits until the thread is gone, so that no two loops share a client's connections."""
        with self._lock:
            self._callers -= 1
            if self._callers or self._loop is None or self._thread is None:
                return
            self._loop.call_soon_threadsafe(self._loop.stop)
            if self._thread is not threading.current_thread():
                self._thread.join()
            self._loop, self._thread = None, None


def _run(loop: BoundedLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        loop.run_until_complete(loop.last_steps())
    finally:
        # Not its threads: one may sit in a look-up of a name for long, and is of no use to anybody.
        loop.close()

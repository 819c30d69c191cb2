"""Ctrl-C and requests to terminate, as a wish to stop that a command sees to at a good moment.

Knows no command.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from assistant.terminal.printing import err


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl-C inside ends what is done at the next good moment; a second one ends it at once."""
    asked = Event()
    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: object) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)
        err.print("Stopping; the next update goes on where this one was.")

    signal.signal(signal.SIGINT, stop)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def until_interrupted(stop: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and a request to terminate call `stop`."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, lambda number, frame: stop())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""Files that were handed in made into articles, with news of how far that is.

Knows nothing of how files reached this machine, nor of where they lie meanwhile.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from assistant.inbox import HandedIn
from assistant.window.asked import Asked
from index.updating import UpdateProgress, UpdateReport

NEWS_EVERY_S = 0.25

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class News:
    """How far an update is, and for how long its present stage has run; `progress` is None before the first."""

    progress: UpdateProgress | None
    elapsed_s: float


def added(assistant: Asked, files: Sequence[HandedIn], clock: Clock = time.monotonic) -> Iterator[News | UpdateReport]:
    """News every quarter of a second while something happens; the last item is the report.

    The update goes on where the caller stops listening. Raises what the assistant raises.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix="update")
    latest: deque[UpdateProgress] = deque(maxlen=1)
    future = pool.submit(assistant.hand_in, files, latest.append)
    pool.shutdown(wait=False)
    yield from _news(future, latest, clock)
    yield future.result()


def _news(future: Future[UpdateReport], latest: deque[UpdateProgress], clock: Clock) -> Iterator[News]:
    """What was reported since the last look, with the time since its stage began."""
    yield News(None, 0.0)
    stage, began = "", clock()
    while not wait([future], timeout=NEWS_EVERY_S).done:
        if not latest:
            continue
        progress = latest.pop()
        if progress.stage != stage:
            stage, began = progress.stage, clock()
        yield News(progress, clock() - began)

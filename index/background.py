"""One piece of work that is done in a thread beside everything else, with what it has to say of itself.

Knows nothing of what the work is.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from corpus.errors import DatabaseError
from index.errors import IndexingError
from index.progress import Progress, UpdateProgress, ignore


class BackgroundWork:
    """Runs `work` when it is asked to, once at a time."""

    def __init__(self, work: Callable[[Progress], None]) -> None:
        self._work = work
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="building")
        self._job: Future[None] | None = None
        self._stopped = False
        self._progress: UpdateProgress | None = None
        self.reason: str | None = None
        """Why it was asked to run, or what it failed of; None once it is done."""

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._job is not None and not self._job.done()

    @property
    def progress(self) -> UpdateProgress | None:
        """How far it is, None while it is not at work."""
        return self._progress if self.running else None

    def start(self, reason: str, progress: Progress = ignore) -> None:
        """Begin, unless it is at work already or was stopped for good."""
        if self._stopped or self.running:
            return
        self.reason, self._progress = reason, None
        self._job = self._pool.submit(self._run, progress)

    def start_again(self) -> None:
        """Begin again if it failed the last time."""
        if self._job and self._job.done() and self._job.exception():
            self.start(self.reason or "")

    def settle(self) -> None:
        """Wait until it is done. Raises what it failed of."""
        if self._job:
            self._job.result()

    def stop(self) -> None:
        """Wait until it ends, and never begin again; whoever calls has told the work to end."""
        self._stopped = True
        self._pool.shutdown(wait=True)

    def _run(self, progress: Progress) -> None:
        def told(news: UpdateProgress) -> None:
            self._progress = news
            progress(news)

        why = self.reason
        try:
            self._work(told)
            self.reason = None
        except (IndexingError, DatabaseError, OSError) as error:
            self.reason = f"{why}; building it anew failed: {error}"
            raise

"""Work that goes on after whoever asked for it has gone, each piece of it a job that can be looked at and stopped.

Knows nothing of what the work is, nor of doors.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from assistant.errors import AssistantError, BusyError
from assistant.jobs import CutOff, Job, JobResult, Jobs, JobState, Whole
from assistant.running import Begun, Run, Running
from corpus.errors import CorpusError
from index.errors import IndexingError

MOST_AT_ONCE = 4
"""Jobs that run beside each other: most wait for the network, and those that write take turns anyway."""

MOST_LIVE = 32
"""Jobs that run or wait; more are refused, so that nobody fills the machine with work."""

_ENDING_S = 5.0
_UNDER_WAY = "It is being done already, from elsewhere."
_BROKE = "Something broke. The program's log says what."
_log = logging.getLogger(__name__)

Work = Callable[[Begun], JobResult]


@dataclass(frozen=True, slots=True)
class JobOrder:
    """What is to be done: its kind, its name for people, and what it is done to; one at a time for each `subject`.

    `again` is kept until the job is over, so that one that the end of the program cuts off can be begun again from it.
    """

    kind: str
    name: str
    subject: str
    source_id: str | None = None
    again: str | None = None


@dataclass(frozen=True, slots=True)
class _Live:
    """A job that runs or waits."""

    subject: str
    stopped: threading.Event
    future: Future[None]


class JobRunner:
    """Runs jobs in threads of its own. Safe to use from many threads."""

    def __init__(self, jobs: Jobs, running: Running) -> None:
        self._jobs = jobs
        self._running = running
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="job")
        self._live: dict[int, _Live] = {}
        self._lock = threading.RLock()
        self._ending = False

    def start(self, order: JobOrder, work: Work) -> int:
        """The id of the new job, or of the one that does the same already. Raises BusyError where too many wait."""
        with self._lock:
            same = [id for id, live in self._live.items() if live.subject == order.subject]
            if same:
                return same[0]
            if self._ending:
                raise BusyError("The program is ending. Try again when it has started anew.")
            if len(self._live) >= MOST_LIVE:
                raise BusyError(f"{MOST_LIVE} jobs are under way or wait. Try again when some of them are done.")
            id = self._jobs.queue(order.kind, order.name, order.source_id, order.again)
            stopped = threading.Event()
            future = self._pool.submit(self._run, id, order, work, stopped)
            self._live[id] = _Live(order.subject, stopped, future)
        return id

    def cut_off(self) -> list[CutOff]:
        """What the end of an earlier program cut off and can be begun again, the oldest first."""
        return self._jobs.cut_off()

    def settle(self, cut_off: CutOff) -> None:
        """It was begun again, or is given up."""
        self._jobs.settle(cut_off.id)

    def progress(self, job: Job) -> Run | None:
        """How far a job is, None where it does not run. One that was begun elsewhere is known by its source."""
        live = self._live.get(job.id)
        subject = live.subject if live else job.source_id
        return self._running.find(subject) if subject and not job.state.over else None

    def stop(self, job: Job) -> None:
        """Ask a job to end early, for good; nothing where it is over. One that waits ends as soon as it begins."""
        self._jobs.settle(job.id)
        with self._lock:
            live = self._live.get(job.id)
            if live:
                live.stopped.set()
        subject = live.subject if live else job.source_id
        if subject and not job.state.over:
            self._running.stop(subject)

    def stop_all(self) -> None:
        """Ask everything to end, and begin nothing more."""
        with self._lock:
            self._ending = True
            for live in self._live.values():
                live.stopped.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def join(self) -> None:
        """Wait until what was asked to end has ended, and not for ever."""
        wait([live.future for live in list(self._live.values())], timeout=_ENDING_S)

    def _run(self, id: int, order: JobOrder, work: Work, stopped: threading.Event) -> None:
        try:
            with self._jobs.inside(id) as whole, self._running.begun(order.subject) as begun:
                if begun is None:
                    state = JobState.FAILED
                    self._jobs.close(whole, state, JobResult(), _UNDER_WAY)
                else:
                    asked = Begun(begun.progress, lambda: stopped.is_set() or begun.stopped())
                    state = self._do(whole, work, asked)
            if order.again and not (self._ending and state is JobState.STOPPED):
                self._jobs.settle(id)
        except CorpusError:  # the library cannot be written any more: nothing is kept of this
            _log.exception("The job %d could not be recorded.", id)
        finally:
            with self._lock:
                self._live.pop(id, None)

    def _do(self, whole: Whole, work: Work, asked: Begun) -> JobState:
        """How it ended, which is recorded."""
        state = JobState.FAILED
        try:
            result = work(asked)
        except (AssistantError, CorpusError, IndexingError, OSError) as error:
            # what was asked to end can end with an error: the library is closed under it
            state = JobState.STOPPED if asked.stopped() else JobState.FAILED
            self._jobs.close(whole, state, JobResult(), str(error))
        except Exception:  # noqa: BLE001 - these threads' one broad handler: nobody waits who could be told otherwise
            _log.exception("The job %d broke.", whole.id)
            self._jobs.close(whole, state, JobResult(), _BROKE)
        else:
            state = JobState.STOPPED if asked.stopped() else whole.state
            self._jobs.close(whole, state, result, "; ".join(whole.messages) or None)
        return state

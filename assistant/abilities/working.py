"""The work on the library: its jobs, and its index built anew, compacted and verified.

Knows nothing of where articles come from.
"""

from collections.abc import Sequence

from assistant.abilities.kept_job import kept_job
from assistant.abilities.parts import Ability
from assistant.job_runner import JobRunner
from assistant.jobs import Job, JobPage, JobState
from assistant.running import Running
from index.progress import Progress, ignore
from index.reports import IndexState
from index.verifying import Verification


class Working(Ability):
    """Tells of jobs, and looks after the index."""

    def jobs(self, limit: int = 50) -> Sequence[Job]:
        """What was done last and how it ended, the newest first."""
        return self._parts.jobs.last(limit)

    def job(self, id: int) -> Job:
        """One job. Raises JobNotFoundError."""
        return self._parts.jobs.get(id)

    def job_page(self, state: JobState | None = None, offset: int = 0, limit: int = 50) -> JobPage:
        """Some of the jobs, the newest first."""
        return self._parts.jobs.page(state, offset, limit)

    @property
    def runner(self) -> JobRunner:
        """Does what goes on after whoever asked for it has gone."""
        return self._parts.runner

    @property
    def running(self) -> Running:
        """What is under way at any door, and how far it is."""
        return self._parts.running

    def index_state(self) -> IndexState:
        """How much can be searched, and what is being done about the rest."""
        return self._parts.updater.state

    @property
    def is_building(self) -> bool:
        """Whether the index is being built anew."""
        return self._parts.updater.is_building

    def settle(self) -> None:
        """Wait for the index that is being built, if one is. Raises IndexingError where that fails."""
        self._parts.updater.settle()

    def rebuild_index(self, progress: Progress = ignore) -> None:
        """Build the index anew from the library; questions are answered from the old one until it is done."""
        with kept_job(self._parts.jobs, "rebuild", "the index"):
            self._parts.updater.rebuild(progress)

    def compact(self, progress: Progress = ignore) -> None:
        """Give back the room of what was deleted: its bytes are nowhere afterwards."""
        with kept_job(self._parts.jobs, "compact", "the library"):
            self._parts.updater.compact(progress)

    def verify_index(self, progress: Progress = ignore) -> Verification:
        """Look through library and index for what does not agree, and repair it."""
        return self._parts.updater.verify(progress)

    def searchable_passages(self) -> int:
        """How many passages have their vector; reads every id of the store, which takes a while in a large one."""
        return self._parts.updater.searchable_passages()

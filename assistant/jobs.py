"""What was done to the library and how it ended: the last jobs, kept with their results.

Knows nothing of how a job is done.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence, Sized
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from assistant.errors import JobNotFoundError
from corpus.article import Skipped
from corpus.database import Database, Migration, Row
from index.reports import UpdateReport

MIGRATIONS = (
    Migration(
        "jobs",
        1,
        (
            """CREATE TABLE job (
                id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL, source_id TEXT,
                begun_at TEXT NOT NULL, ended_at TEXT, state TEXT NOT NULL, message TEXT, counts TEXT NOT NULL,
                skipped TEXT NOT NULL
            ) STRICT""",
        ),
    ),
    Migration("jobs", 2, ("ALTER TABLE job ADD COLUMN result TEXT NOT NULL DEFAULT '{}'",)),
    Migration("jobs", 3, ("ALTER TABLE job ADD COLUMN again TEXT",)),
)
MOST_JOBS = 200
MOST_SKIPPED = 100
"""Reasons that are kept of one job; how many there were is in its counts."""

MOST_NAMED = 100
"""Articles that one job names; how many there were is in its counts."""


class JobState(StrEnum):
    """How far a job is; one is stopped by its reader, or by the end of its process."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self not in (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class JobCounts:
    """How many articles a job concerned."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    restored: int = 0
    skipped: int = 0

    @classmethod
    def of(cls, report: UpdateReport) -> "JobCounts":
        """Those of an update."""
        lists: tuple[Sized, ...] = (report.added, report.changed, report.retired, report.restored, report.skipped)
        added, changed, retired, restored, skipped = (len(each) for each in lists)
        return cls(added, changed, report.unchanged, retired, restored, skipped)

    def plus(self, other: "JobCounts") -> "JobCounts":
        """Both together."""
        return JobCounts(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class JobResult:
    """What a job brought beside its counts: the first ids of articles, the ids of sources, and notes for people."""

    articles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One job: what kind, of what, when (UTC ISO instants) and with which result. `message` says why it failed."""

    id: int
    kind: str
    name: str
    source_id: str | None
    begun_at: str
    ended_at: str | None
    state: JobState
    message: str | None
    counts: JobCounts
    skipped: tuple[Skipped, ...]
    result: JobResult = JobResult()


@dataclass(frozen=True, slots=True)
class CutOff:
    """A job that the end of the program cut off, and the words that it can be begun again from."""

    id: int
    again: str


@dataclass(frozen=True, slots=True)
class JobPage:
    """Some jobs, the newest first, the number of those before them, and how many there are in all."""

    jobs: tuple[Job, ...]
    offset: int
    total: int


@dataclass(slots=True)
class Whole:
    """What the parts of a job came to so far. Changes as they end."""

    id: int
    counts: JobCounts = JobCounts()
    skipped: list[Skipped] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    states: list[JobState] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def add(self, state: JobState, report: UpdateReport, message: str | None) -> None:
        """One part has ended."""
        self.counts = self.counts.plus(JobCounts.of(report))
        self.skipped += report.skipped
        self.articles += (*report.added, *report.changed)
        self.states.append(state)
        self.messages += [message] if message else []

    @property
    def state(self) -> JobState:
        """Failed where every part did, stopped where one was."""
        if JobState.STOPPED in self.states:
            return JobState.STOPPED
        failed = bool(self.states) and set(self.states) == {JobState.FAILED}
        return JobState.FAILED if failed else JobState.DONE


class Jobs:
    """The last jobs, in the library file. What begins inside a job, on its thread, is part of it (`inside`)."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now
        self._own = threading.local()

    def begin(self, kind: str, name: str, source_id: str | None = None) -> int:
        """A job begins to run; gives its id. The oldest of too many is forgotten."""
        whole = self._whole()
        return whole.id if whole else self._write(kind, name, source_id, JobState.RUNNING)

    def queue(self, kind: str, name: str, source_id: str | None = None, again: str | None = None) -> int:
        """A job waits for its turn; gives its id. `again` is what it can be begun again from, until it is `settle`d."""
        return self._write(kind, name, source_id, JobState.QUEUED, again)

    def settle(self, id: int) -> None:
        """Nothing is to be begun again for this job."""
        self._database.execute("UPDATE job SET again = NULL WHERE id = ?", (id,))

    def cut_off(self) -> list[CutOff]:
        """The jobs that the end of an earlier program cut off and that can be begun again, the oldest first."""
        rows = self._database.query(
            "SELECT id, again FROM job WHERE again IS NOT NULL AND state = ? ORDER BY id", (JobState.STOPPED,)
        )
        return [CutOff(row["id"], row["again"]) for row in rows]

    @contextmanager
    def inside(self, id: int) -> Iterator[Whole]:
        """A job that waited runs now: all that this thread begins and ends inside adds up to it."""
        self._database.execute("UPDATE job SET state = ? WHERE id = ?", (JobState.RUNNING, id))
        self._own.whole = Whole(id)
        try:
            yield self._own.whole
        finally:
            self._own.whole = None

    def end(self, id: int, state: JobState, report: UpdateReport, message: str | None = None) -> None:
        """A job is over, or a part of the one that this thread is in."""
        whole = self._whole()
        if whole:
            whole.add(state, report, message)
            return
        alone = Whole(id)
        alone.add(state, report, None)
        self.close(alone, state, JobResult(), message)

    def close(self, whole: Whole, state: JobState, result: JobResult, message: str | None = None) -> None:
        """A job is over, with all of its parts."""
        skipped = [asdict(one) for one in whole.skipped[:MOST_SKIPPED]]
        named = {**asdict(result), "articles": (*result.articles, *whole.articles)[:MOST_NAMED]}
        values = (json.dumps(asdict(whole.counts)), json.dumps(skipped), json.dumps(named))
        self._database.execute(
            "UPDATE job SET state = ?, ended_at = ?, message = ?, counts = ?, skipped = ?, result = ? WHERE id = ?",
            (state, self._instant(), message, *values, whole.id),
        )

    def stop_unfinished(self) -> None:
        """Called at start: what still runs ended with the process that ran it."""
        self._database.execute(
            "UPDATE job SET state = ?, message = 'The program ended before it was done; nothing is lost.' "
            "WHERE state IN (?, ?)",
            (JobState.STOPPED, JobState.RUNNING, JobState.QUEUED),
        )

    def get(self, id: int) -> Job:
        """One job. Raises JobNotFoundError."""
        row = self._database.query_one("SELECT * FROM job WHERE id = ?", (id,))
        if row is None:
            raise JobNotFoundError(f"There is no job {id}. The last {MOST_JOBS} are kept.")
        return _job(row)

    def last(self, limit: int = MOST_JOBS) -> Sequence[Job]:
        """The newest first."""
        return self.page(limit=limit).jobs

    def page(self, state: JobState | None = None, offset: int = 0, limit: int = 50) -> JobPage:
        """At most `limit` jobs after the first `offset`, the newest first; of one state where it is given."""
        where, values = (" WHERE state = ?", [state.value]) if state else ("", [])
        with self._database.snapshot():
            counted = self._database.query_one(f"SELECT count(*) AS total FROM job{where}", values)
            rows = self._database.query(
                f"SELECT * FROM job{where} ORDER BY id DESC LIMIT ? OFFSET ?", [*values, limit, offset]
            )
        return JobPage(tuple(map(_job, rows)), offset, int(counted["total"]) if counted else 0)

    def _whole(self) -> Whole | None:
        return getattr(self._own, "whole", None)

    def _write(self, kind: str, name: str, source_id: str | None, state: JobState, again: str | None = None) -> int:
        with self._database.transaction():
            self._database.execute(
                """INSERT INTO job (kind, name, source_id, begun_at, state, counts, skipped, again)
                VALUES (?, ?, ?, ?, ?, '{}', '[]', ?)""",
                (kind, name, source_id, self._instant(), state, again),
            )
            row = self._database.query_one("SELECT max(id) AS id FROM job")
            assert row is not None  # it was just written
            self._database.execute("DELETE FROM job WHERE id <= ? AND again IS NULL", (row["id"] - MOST_JOBS,))
        return int(row["id"])

    def _instant(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _job(row: Row) -> Job:
    return Job(
        id=row["id"],
        kind=row["kind"],
        name=row["name"],
        source_id=row["source_id"],
        begun_at=row["begun_at"],
        ended_at=row["ended_at"],
        state=JobState(row["state"]),
        message=row["message"],
        counts=JobCounts(**json.loads(row["counts"])),
        skipped=tuple(Skipped(**one) for one in json.loads(row["skipped"])),
        result=JobResult(**{name: tuple(values) for name, values in json.loads(row["result"]).items()}),
    )

"""What was done to the library and how it ended: the last jobs, kept with their results.

Knows nothing of how a job is done.
"""

import json
from collections.abc import Callable, Sequence, Sized
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum

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
)
MOST_JOBS = 200
MOST_SKIPPED = 100
"""Reasons that are kept of one job; how many there were is in its counts."""


class JobState(StrEnum):
    """How far a job is; one is stopped by its reader, or by the end of its process."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


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


class Jobs:
    """The last jobs, in the library file."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def begin(self, kind: str, name: str, source_id: str | None = None) -> int:
        """A job begins to run; gives its id. The oldest of too many is forgotten."""
        with self._database.transaction():
            self._database.execute(
                """INSERT INTO job (kind, name, source_id, begun_at, state, counts, skipped)
                VALUES (?, ?, ?, ?, ?, '{}', '[]')""",
                (kind, name, source_id, self._instant(), JobState.RUNNING),
            )
            row = self._database.query_one("SELECT max(id) AS id FROM job")
            assert row is not None  # it was just written
            self._database.execute("DELETE FROM job WHERE id <= ?", (row["id"] - MOST_JOBS,))
        return int(row["id"])

    def end(self, id: int, state: JobState, report: UpdateReport, message: str | None = None) -> None:
        """A job is over."""
        skipped = [asdict(one) for one in report.skipped[:MOST_SKIPPED]]
        self._database.execute(
            "UPDATE job SET state = ?, ended_at = ?, message = ?, counts = ?, skipped = ? WHERE id = ?",
            (state, self._instant(), message, json.dumps(asdict(JobCounts.of(report))), json.dumps(skipped), id),
        )

    def stop_unfinished(self) -> None:
        """Called at start: what still runs ended with the process that ran it."""
        self._database.execute(
            "UPDATE job SET state = ?, message = 'The program ended before it was done; nothing is lost.' "
            "WHERE state IN (?, ?)",
            (JobState.STOPPED, JobState.RUNNING, JobState.QUEUED),
        )

    def last(self, limit: int = MOST_JOBS) -> Sequence[Job]:
        """The newest first."""
        return [_job(row) for row in self._database.query("SELECT * FROM job ORDER BY id DESC LIMIT ?", (limit,))]

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
    )

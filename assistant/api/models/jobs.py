"""Jobs as they are told over HTTP, with how far they are.

Knows nothing of what a job does.
"""

from pathlib import PurePath

from pydantic import BaseModel, Field

from assistant.jobs import Job, JobState
from assistant.running import Run
from corpus.article import Skipped


class ProgressView(BaseModel):
    """How far a job is: what was read and indexed in its present stage, and how long that stage takes."""

    stage: str
    articles: int
    passages: int
    fraction: float | None = Field(description="0 to 1; null where nobody knows how much there is.")
    elapsed_s: float
    left_s: float | None = Field(description="An estimate; null where there is none.")

    @classmethod
    def of(cls, run: Run) -> "ProgressView | None":
        """That of what is under way; None before its first report."""
        told = run.progress
        if told is None:
            return None
        fraction = min(told.characters / told.characters_total, 1.0) if told.characters_total else None
        left = run.elapsed_s * (1 - fraction) / fraction if fraction else None
        return cls(
            stage=told.stage,
            articles=told.articles,
            passages=told.passages,
            fraction=None if fraction is None else round(fraction, 3),
            elapsed_s=round(run.elapsed_s, 1),
            left_s=None if left is None else round(left, 1),
        )


class CountsView(BaseModel):
    """How many articles a job concerned."""

    added: int
    changed: int
    unchanged: int
    retired: int
    restored: int
    skipped: int


class SkippedView(BaseModel):
    """What gave no article, and why."""

    name: str
    reason: str


class JobView(BaseModel):
    """One job: what it is, how far it is, and what came of it. `message` says why it failed."""

    id: int
    kind: str = Field(examples=["update"])
    name: str
    state: JobState
    source_id: str | None
    begun_at: str
    ended_at: str | None
    message: str | None
    counts: CountsView
    skipped: list[SkippedView] = Field(description="The first hundred.")
    articles: list[str] = Field(description="The first hundred ids of articles added or changed.")
    sources: list[str] = Field(description="The ids of sources that were made.")
    notes: list[str]
    progress: ProgressView | None = Field(description="Null where the job does not run.")

    @classmethod
    def of(cls, job: Job, run: Run | None, library: str) -> "JobView":
        """That of a job. `library` is the path of the data directory, which is nobody's business."""
        return cls(
            id=job.id,
            kind=job.kind,
            name=job.name,
            state=job.state,
            source_id=job.source_id,
            begun_at=job.begun_at,
            ended_at=job.ended_at,
            message=job.message and job.message.replace(library, "the data directory"),
            counts=CountsView.model_validate(job.counts, from_attributes=True),
            skipped=[_skipped(one, library) for one in job.skipped],
            articles=list(job.result.articles),
            sources=list(job.result.sources),
            notes=list(job.result.notes),
            progress=ProgressView.of(run) if run else None,
        )


class JobPageView(BaseModel):
    """Some jobs, the newest first, and how many there are in all."""

    jobs: list[JobView]
    offset: int
    total: int


def _skipped(one: Skipped, library: str) -> SkippedView:
    """What was handed in lay in the data directory while it was read, and is known by its own name."""
    name = PurePath(one.name).name if one.name.startswith(library) else one.name
    return SkippedView(name=name, reason=one.reason.replace(library, "the data directory"))

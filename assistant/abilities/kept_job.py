"""A job around what is done here and now, and what a job is called that is about many things.

Knows nothing of what is done; what goes on in the background is `assistant.job_runner`'s.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from assistant.jobs import Jobs, JobState
from corpus.errors import CorpusError
from index.errors import IndexingError
from index.reports import UpdateReport


@contextmanager
def kept_job(jobs: Jobs, kind: str, name: str) -> Iterator[Callable[[UpdateReport], None]]:
    """What is done inside is kept as a job, with the report that it hands over."""
    reports = [UpdateReport()]
    job = jobs.begin(kind, name)
    try:
        yield reports.append
    except (CorpusError, IndexingError, OSError) as error:
        jobs.end(job, JobState.FAILED, reports[-1], str(error))
        raise
    jobs.end(job, JobState.DONE, reports[-1])


def name_of(names: Sequence[str]) -> str:
    """The first three, and how many more there are."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

"""What was kept out of the library and why, as HTML: the last jobs that skipped or broke something.

Knows nothing of how a job is done.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from assistant.jobs import Job, JobState
from assistant.window.markup import escaped
from assistant.window.program_words import in_words_html
from assistant.window.texts import Texts

MOST_LISTED = 12


def health_html(say: Texts, jobs: Sequence[Job], now: datetime) -> str:
    """The jobs that have something to say, the newest first."""
    telling = [job for job in jobs if job.skipped or job.state == JobState.FAILED]
    if not telling:
        return f'<p class="aa-soft">{escaped(say("health.well"))}</p>'
    return f'<ul class="aa-rows">{"".join(_job(say, job, now) for job in telling[:MOST_LISTED])}</ul>'


def _job(say: Texts, job: Job, now: datetime) -> str:
    when = say.moment(datetime.fromisoformat(job.begun_at), now)
    counts = [say.counted("skipped", job.counts.skipped)] if job.counts.skipped else []
    about = escaped(" · ".join([when, *counts]))
    message = f'<p class="aa-soft">{in_words_html(say, job.message)}</p>' if job.message else ""
    name = f'<span class="aa-title">{escaped(job.name)}</span>'
    line = f'<p>{name} <span class="aa-by">{about}</span></p>'
    return f'<li><div class="aa-row-text">{line}{message}</div>{_skipped(say, job)}</li>'


def _skipped(say: Texts, job: Job) -> str:
    if not job.skipped:
        return ""
    entries = "".join(
        f"<li><strong>{escaped(PurePath(one.name).name)}</strong>: {in_words_html(say, one.reason)}</li>"
        for one in job.skipped[:MOST_LISTED]
    )
    more = say("more", number=say.number(len(job.skipped) - MOST_LISTED))
    entries += f"<li>{escaped(more)}</li>" if len(job.skipped) > MOST_LISTED else ""
    summary = escaped(say("health.why"))
    return f'<details data-key="job {job.id}"><summary>{summary}</summary><ul>{entries}</ul></details>'

"""Jobs: listed, looked at, watched, stopped. Knows nothing of what they do."""

from collections.abc import AsyncIterator
from typing import Annotated

import anyio
from fastapi import APIRouter, Path, Response
from fastapi.concurrency import run_in_threadpool

from assistant.access.scopes import Scope
from assistant.api import examples
from assistant.api.event_stream import MEDIA_TYPE, SCHEMA, ServerEvent, streamed
from assistant.api.models.jobs import JobPageView, JobView
from assistant.api.opened import Opened, OpenedLibrary, needs
from assistant.api.paging import Limit, Offset
from assistant.api.problems import documented
from assistant.api.repeating import RepeatableRoute
from assistant.jobs import JobState

router = APIRouter(prefix="/v1/jobs", tags=["jobs"], route_class=RepeatableRoute)
JobId = Annotated[int, Path(ge=1, le=2**53, examples=[examples.JOB["id"]])]
_LOOKED_EVERY_S = 0.25
_LINKS = {operation: ("job_id", "/jobs/0/id") for operation in ("getJob", "watchJob", "stopJob")}
_EVENTS = {
    "description": "`progress` whenever something changed, then `job` when it is over; each holds the job.",
    "content": {MEDIA_TYPE: {"schema": SCHEMA, "example": 'event: progress\ndata: {"id": 7}\n\n'}},
}


@router.get(
    "",
    operation_id="listJobs",
    summary="List jobs",
    responses={200: examples.shown("Jobs", "The newest first.", _LINKS), **documented()},
    openapi_extra=needs(Scope.ASK),
)
def list_jobs(library: Opened, state: JobState | None = None, offset: Offset = 0, limit: Limit = 50) -> JobPageView:
    """What was done last and how it ended; the last 200 are kept."""
    page = library.assistant.job_page(state, offset, limit)
    return JobPageView(jobs=[library.job(job) for job in page.jobs], offset=page.offset, total=page.total)


@router.get(
    "/{job_id}",
    operation_id="getJob",
    summary="Look at a job",
    responses={200: examples.shown("Job", "The job."), **documented("job_not_found")},
    openapi_extra=needs(Scope.ASK),
)
def read_job(job_id: JobId, library: Opened) -> JobView:
    """How far it is, or how it ended."""
    return library.job(library.assistant.job(job_id))


@router.get(
    "/{job_id}/events",
    operation_id="watchJob",
    summary="Watch a job",
    response_class=Response,
    responses={200: _EVENTS, **documented("job_not_found")},
    openapi_extra=needs(Scope.ASK),
)
async def watch_job(job_id: JobId, library: Opened) -> Response:
    """Articles, passages and the time left, as events until the job is over."""
    first = await run_in_threadpool(read_job, job_id, library)
    return streamed(_changes(library, first))


@router.post(
    "/{job_id}/stop",
    operation_id="stopJob",
    summary="Stop a job",
    status_code=202,
    responses={202: examples.shown("Job", "It was asked to end."), **documented("job_not_found")},
    openapi_extra=needs(Scope.WRITE),
)
def stop_job(job_id: JobId, library: Opened) -> JobView:
    """Ask it to end at the next good moment; what it did so far is kept. Nothing changes where it is over."""
    job = library.assistant.job(job_id)
    library.assistant.runner.stop(job)
    return library.job(library.assistant.job(job_id))


async def _changes(library: OpenedLibrary, view: JobView) -> AsyncIterator[ServerEvent]:
    """Takes no thread while nothing happens."""
    told: JobView | None = None
    while not view.state.over:
        if view != told:
            told = view
            yield ServerEvent("progress", view.model_dump(mode="json"))
        await anyio.sleep(_LOOKED_EVERY_S)
        view = await run_in_threadpool(read_job, view.id, library)
    yield ServerEvent("job", view.model_dump(mode="json"))

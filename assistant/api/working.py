"""Work that takes long: begun as a job, and answered with it at once, or when it is over.

Knows nothing of what the work is.
"""

import time
from typing import Annotated

import anyio
from fastapi import Query, Response
from fastapi.concurrency import run_in_threadpool

from assistant.api.models.jobs import JobView
from assistant.api.opened import OpenedLibrary
from assistant.job_runner import JobOrder, Work

MOST_WAIT_S = 60
_LOOKED_EVERY_S = 0.1
JOBS_PATH = "/v1/jobs"

Wait = Annotated[
    float,
    Query(ge=0, le=MOST_WAIT_S, description="For how many seconds to wait until the job is over, before answering."),
]


async def begun(library: OpenedLibrary, order: JobOrder, work: Work, wait_s: float, response: Response) -> JobView:
    """The job as it is after at most `wait_s`: 200 where it is over, else 202. It goes on whoever waits."""
    id = await run_in_threadpool(library.assistant.runner.start, order, work)
    view = await _after(library, id, time.monotonic() + wait_s)
    response.status_code = 200 if view.state.over else 202
    response.headers["Location"] = f"{JOBS_PATH}/{id}"
    return view


async def _after(library: OpenedLibrary, id: int, until: float) -> JobView:
    """Waiting takes no thread: whoever waits for a slow site must not keep others from asking."""
    while True:
        view = library.job(await run_in_threadpool(library.assistant.job, id))
        left = until - time.monotonic()
        if view.state.over or left <= 0:
            return view
        await anyio.sleep(min(_LOOKED_EVERY_S, left))

"""Articles added: by address, as text, as files. Knows nothing of how they are read or indexed."""

from typing import Annotated, Any

from fastapi import APIRouter, File, Response, UploadFile
from fastapi.concurrency import run_in_threadpool

from assistant.access.scopes import Scope
from assistant.adding_later import Addition
from assistant.api import examples
from assistant.api.models.articles import AddBody
from assistant.api.models.jobs import JobView
from assistant.api.opened import Opened, needs
from assistant.api.problems import documented
from assistant.api.repeating import RepeatableRoute
from assistant.api.working import Wait, begun
from assistant.errors import BusyError
from assistant.handing_in import handing_in, ordered

router = APIRouter(prefix="/v1/articles", tags=["articles"], route_class=RepeatableRoute)
JOB_LINKS = {operation: ("job_id", "/id") for operation in ("getJob", "watchJob", "stopJob")}
JOB_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: examples.shown("JobDone", "The job is over.", JOB_LINKS),
    202: {"model": JobView, **examples.shown("Job", "The job was begun, or goes on.", JOB_LINKS)},
}
_FILES = File(description="Text, Markdown, HTML, PDF, DOCX, EPUB, JSONL, or a zip of them; the gate counts them.")


@router.post(
    "",
    operation_id="addArticle",
    summary="Add an article by address or as text",
    response_model=JobView,
    responses={**JOB_RESPONSES, **documented("busy", "invalid_request")},
    openapi_extra=needs(Scope.WRITE),
)
async def add_article(body: AddBody, response: Response, library: Opened, wait: Wait = 0) -> JobView:
    """Begin to add one. Of a page that is a feed or a reading list, its articles are added."""
    addition = Addition(body.url) if body.text is None else Addition(text=body.draft())
    return await begun(library, addition.order(), addition.work(library.assistant), wait, response)


@router.post(
    "/files",
    operation_id="addFiles",
    summary="Add articles as files",
    response_model=JobView,
    responses={**JOB_RESPONSES, **documented("busy", "invalid_request", "body_too_large")},
    openapi_extra=needs(Scope.WRITE),
)
async def add_files(
    files: Annotated[list[UploadFile], _FILES], response: Response, library: Opened, wait: Wait = 0
) -> JobView:
    """Begin to add what the files hold. The same file sent again is the same article."""
    sent = [(file.filename or "upload", file.file) for file in files]
    kept = await run_in_threadpool(library.assistant.inbox.receive, sent)
    try:
        return await begun(library, ordered(kept), handing_in(library.assistant, kept), wait, response)
    except BusyError:  # the job never began
        library.assistant.inbox.forget(kept)
        raise

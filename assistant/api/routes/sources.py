"""Sources: listed, added, looked at, paused, removed. Knows nothing of how they are read."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.access.scopes import Scope, may
from assistant.adding_later import Addition
from assistant.api import examples
from assistant.api.models.jobs import JobView
from assistant.api.models.sources import AddSourceBody, SourcesView, SourceView
from assistant.api.opened import Opened, OpenedLibrary, needs
from assistant.api.problems import Problem, ProblemError, documented
from assistant.api.repeating import RepeatableRoute
from assistant.api.routes.adding import JOB_RESPONSES
from assistant.api.working import Wait, begun
from assistant.assistant import Assistant
from assistant.collected import Collected
from assistant.job_runner import JobOrder, Work
from assistant.jobs import JobResult
from assistant.running import Begun
from assistant.stopping import Stopped
from corpus.addresses import is_address
from corpus.errors import SourceNotFoundError
from index.progress import Progress

router = APIRouter(prefix="/v1/sources", tags=["sources"], route_class=RepeatableRoute)
SourceId = Annotated[str, Path(max_length=100, examples=[examples.SOURCE["id"]])]
_ONE = {200: examples.shown("Source", "The source."), **documented("source_not_found")}
_JOB = {**JOB_RESPONSES, **documented("source_not_found", "busy")}
_LINKS = {
    operation: ("source_id", "/sources/0/id")
    for operation in ("getSource", "pauseSource", "resumeSource", "retrySource", "deleteSource")
}
_PATH = "Paths of the server's own machine need a token of the scope admin."


@router.get(
    "",
    operation_id="listSources",
    summary="List sources",
    responses={200: examples.shown("Sources", "In the order they were added.", _LINKS), **documented()},
    openapi_extra=needs(Scope.ASK),
)
def list_sources(library: Opened) -> SourcesView:
    """Every source with what came of it, and what is wrong."""
    return SourcesView(sources=[SourceView.of(state) for state in library.assistant.sources()])


@router.post(
    "",
    operation_id="addSource",
    summary="Add a source",
    response_model=JobView,
    responses={**JOB_RESPONSES, **documented("busy", "invalid_request", "scope_missing")},
    openapi_extra=needs(Scope.WRITE),
)
async def add_source(
    body: AddSourceBody, request: Request, response: Response, library: Opened, wait: Wait = 0
) -> JobView:
    """Begin to find out what is there and to read it; from then on it is looked at on its schedule."""
    if not is_address(body.address) and not may(request, Scope.ADMIN):
        raise ProblemError(Problem("scope_missing", _PATH))
    addition = Addition(body.address, followed=True)
    return await begun(library, addition.order(), addition.work(library.assistant), wait, response)


@router.post(
    "/update",
    operation_id="updateSources",
    summary="Look at every source now",
    response_model=JobView,
    responses={**JOB_RESPONSES, **documented("busy")},
    openapi_extra=needs(Scope.WRITE),
)
async def update_all(response: Response, library: Opened, wait: Wait = 0) -> JobView:
    """Begin to look at all that are not paused, due or not."""
    order = JobOrder("update", "all sources", "every source")
    return await begun(library, order, _updating_all(library.assistant), wait, response)


@router.get(
    "/{source_id}",
    operation_id="getSource",
    summary="Look at one source",
    responses=_ONE,
    openapi_extra=needs(Scope.ASK),
)
def read_source(source_id: SourceId, library: Opened) -> SourceView:
    """What came of it, and what is wrong."""
    return _source(library, source_id)


@router.post(
    "/{source_id}/update",
    operation_id="updateSource",
    summary="Look at a source now",
    response_model=JobView,
    responses=_JOB,
    openapi_extra=needs(Scope.WRITE),
)
async def update(source_id: SourceId, response: Response, library: Opened, wait: Wait = 0) -> JobView:
    """Begin to look at it, due or not."""
    order = await run_in_threadpool(_order, library, source_id, "update")
    return await begun(library, order, _looking(library.assistant.update_source, source_id), wait, response)


@router.post(
    "/{source_id}/retry",
    operation_id="retrySource",
    summary="Try again what failed in a source",
    response_model=JobView,
    responses=_JOB,
    openapi_extra=needs(Scope.WRITE),
)
async def retry(source_id: SourceId, response: Response, library: Opened, wait: Wait = 0) -> JobView:
    """Begin to read again what could not be read, however often that was."""
    order = await run_in_threadpool(_order, library, source_id, "retry")
    return await begun(library, order, _looking(library.assistant.retry_source, source_id), wait, response)


@router.post(
    "/{source_id}/pause",
    operation_id="pauseSource",
    summary="Look at a source no more",
    responses=_ONE,
    openapi_extra=needs(Scope.WRITE),
)
def pause(source_id: SourceId, library: Opened) -> SourceView:
    """Until it is resumed."""
    library.assistant.pause_source(source_id)
    return _source(library, source_id)


@router.post(
    "/{source_id}/resume",
    operation_id="resumeSource",
    summary="Go on with a source",
    responses=_ONE,
    openapi_extra=needs(Scope.WRITE),
)
def resume(source_id: SourceId, library: Opened) -> SourceView:
    """It is due at once."""
    library.assistant.resume_source(source_id)
    return _source(library, source_id)


@router.delete(
    "/{source_id}",
    operation_id="deleteSource",
    summary="Forget a source",
    status_code=204,
    responses={204: {"description": "It is forgotten."}, **documented("source_not_found")},
    openapi_extra=needs(Scope.WRITE),
)
def remove(source_id: SourceId, library: Opened) -> None:
    """The articles that it gave stay."""
    library.assistant.remove_source(source_id)


def _source(library: OpenedLibrary, source_id: str) -> SourceView:
    for state in library.assistant.sources():
        if state.source.id == source_id:
            return SourceView.of(state)
    raise SourceNotFoundError(f"There is no source {source_id}. `GET /v1/sources` lists what there is.")


def _order(library: OpenedLibrary, source_id: str, kind: str) -> JobOrder:
    source = _source(library, source_id)
    return JobOrder(kind, source.title or source.address, source_id, source_id)


def _looking(look: Callable[[str, Progress, Stopped], Collected], source_id: str) -> Work:
    def work(begun: Begun) -> JobResult:
        return JobResult(notes=look(source_id, begun.progress, begun.stopped).notes)

    return work


def _updating_all(assistant: Assistant) -> Work:
    def work(begun: Begun) -> JobResult:
        looked = list(assistant.keeper.update_all(begun.progress, begun.stopped))
        return JobResult(notes=tuple(f"{one.source.name}: {one.line}" for one in looked if one.has_news)[:100])

    return work

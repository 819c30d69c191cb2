"""The index: its state, and what keeps it in order; and the library in one file. Knows nothing of how any is done."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter, Response
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from assistant.access.scopes import Scope
from assistant.api import examples
from assistant.api.models.jobs import JobView
from assistant.api.models.system import IndexView
from assistant.api.opened import Opened, OpenedLibrary, needs
from assistant.api.problems import documented
from assistant.api.repeating import RepeatableRoute
from assistant.api.routes.adding import JOB_RESPONSES
from assistant.api.working import Wait, begun
from assistant.job_runner import JobOrder, Work
from assistant.jobs import JobResult
from assistant.running import Begun
from index.progress import Progress

router = APIRouter(prefix="/v1", tags=["index"], route_class=RepeatableRoute)
_ZIP = "application/zip"
_BACKUP = {
    "description": "The library as it is now, for `assistant restore`.",
    "content": {_ZIP: {"schema": {"type": "string", "format": "binary"}}},
}
_JOB = {**JOB_RESPONSES, **documented("busy")}


@router.get(
    "/index",
    operation_id="getIndex",
    summary="The state of the index",
    responses={200: examples.shown("Index", "The state."), **documented()},
    openapi_extra=needs(Scope.ASK),
)
def read_index(library: Opened) -> IndexView:
    """How much can be searched, and what is being done about the rest."""
    return IndexView.of(library.assistant.index_state(), library.directory)


@router.post(
    "/index/verify",
    operation_id="verifyIndex",
    summary="Verify library and index",
    response_model=JobView,
    responses=_JOB,
    openapi_extra=needs(Scope.ADMIN),
)
async def verify(response: Response, library: Opened, wait: Wait = 0) -> JobView:
    """Begin to look for what does not agree, and to repair it; what was found is in the job's notes."""

    def work(begun: Begun) -> JobResult:
        findings = library.assistant.verify_index(begun.progress).findings
        said = (f"{one.count} {one.text} ({'repaired' if one.repaired else 'not repaired'})" for one in findings)
        return JobResult(notes=tuple(said))

    return await begun(library, JobOrder("verify", "the index", "index"), work, wait, response)


@router.post(
    "/index/rebuild",
    operation_id="rebuildIndex",
    summary="Build the index anew",
    response_model=JobView,
    responses=_JOB,
    openapi_extra=needs(Scope.ADMIN),
)
async def rebuild(response: Response, library: Opened, wait: Wait = 0) -> JobView:
    """Begin to; questions are answered from the old one until it is done."""
    work = _whole(library.assistant.rebuild_index)
    return await begun(library, JobOrder("rebuild", "the index", "index"), work, wait, response)


@router.post(
    "/index/compact",
    operation_id="compactIndex",
    summary="Give back the room of what was deleted",
    response_model=JobView,
    responses=_JOB,
    openapi_extra=needs(Scope.ADMIN),
)
async def compact(response: Response, library: Opened, wait: Wait = 0) -> JobView:
    """Begin to; the bytes of what was deleted are nowhere afterwards."""
    work = _whole(library.assistant.compact)
    return await begun(library, JobOrder("compact", "the library", "index"), work, wait, response)


backup_router = APIRouter(prefix="/v1", tags=["index"])


@backup_router.post(
    "/backup",
    operation_id="backUp",
    summary="Back up the library",
    response_class=FileResponse,
    responses={200: _BACKUP, **documented("index_unavailable")},
    openapi_extra=needs(Scope.ADMIN),
)
def back_up(library: Opened) -> FileResponse:
    """The whole library in one file, also while it is in use."""
    file = _room(library)
    try:
        library.assistant.back_up(file)
    except Exception:
        file.unlink(missing_ok=True)
        raise
    gone = BackgroundTask(file.unlink, missing_ok=True)
    return FileResponse(file, media_type=_ZIP, filename="library-backup.zip", background=gone)


def _whole(do: Callable[[Progress], None]) -> Work:
    """Work that cannot be stopped once it began."""

    def work(begun: Begun) -> JobResult:
        if not begun.stopped():
            do(begun.progress)
        return JobResult()

    return work


def _room(library: OpenedLibrary) -> Path:
    """A new file in the library's own folder, as a backup is too large for some folders of temporary files."""
    handle, name = tempfile.mkstemp(prefix="backup-", suffix=".zip", dir=library.directory)
    os.close(handle)
    return Path(name)

"""The window's own scripts and style sheets, and the backup, as routes of the web application.

Knows nothing of what is in them.
"""

import tempfile
from datetime import date
from pathlib import Path, PurePosixPath

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from assistant.window import looks
from assistant.window.asked import Asked

_FOR_EVER = "public, max-age=31536000, immutable"


def routes(assistant: Asked) -> APIRouter:
    """`/window/EDITION/FILE`, and `/window/backup`."""
    router = APIRouter(include_in_schema=False)

    def own_file(edition: str, name: str) -> Response:
        body = looks.read(name) if edition == looks.edition() else None
        if body is None:
            raise HTTPException(404)
        media_type = looks.TYPES[PurePosixPath(name).suffix]
        return Response(body, media_type=media_type, headers={"Cache-Control": _FOR_EVER})

    def backup() -> FileResponse:
        folder = tempfile.TemporaryDirectory(prefix="backup-", dir=assistant.status().data_directory)
        file = Path(folder.name) / f"library-{date.today().isoformat()}.zip"
        try:
            assistant.back_up(file)
        except BaseException:
            folder.cleanup()
            raise
        return FileResponse(file, filename=file.name, background=BackgroundTask(folder.cleanup))

    router.add_api_route("/window/backup", backup, openapi_extra={"x-scope": "admin"})
    router.add_api_route("/window/{edition}/{name}", own_file, openapi_extra={"x-scope": "ask"})
    return router

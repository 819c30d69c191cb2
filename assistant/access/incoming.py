"""The folder that uploads come into: what broke off, and what nobody came to read, is deleted.

Knows nothing of requests. Gradio leaves the file of an upload that breaks off where it is, so that anybody who sends
enough of those would fill the disk (gradio 6.31, `GradioMultiPartParser.parse`).
"""

import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.concurrency import run_in_threadpool

KEPT_S = 3600.0
"""How long an upload that is complete waits to be read."""


class Incoming:
    """One folder. A file in it is still being written; one that is complete lies in a folder of its own inside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._under_way = 0

    @asynccontextmanager
    async def upload(self) -> AsyncIterator[None]:
        """An upload comes in while inside."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            if self._under_way == 0:
                await run_in_threadpool(self._clear)

    def _clear(self) -> None:
        """Delete what broke off, and what is old. Should one begin meanwhile, its file is younger than this look."""
        now = time.time()
        for entry in list(self._folder.iterdir()) if self._folder.is_dir() else []:
            if entry.is_dir() and entry.stat().st_mtime < now - KEPT_S:
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.is_file() and self._under_way == 0:
                entry.unlink(missing_ok=True)

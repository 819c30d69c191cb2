"""Files that were uploaded made into articles, with news of how far that is.

Knows nothing of how files reached this machine. Updates run one at a time, as the library is written by one at a time.
"""

import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.window.asked import Asked
from index.updating import UpdateProgress, UpdateReport

NEWS_EVERY_S = 0.25
LONGEST_NAME_BYTES = 200

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was uploaded: where it lies now, and what the user calls it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class News:
    """How far an update is, and for how long its present stage has run; `progress` is None before the first."""

    progress: UpdateProgress | None
    elapsed_s: float


class Inbox:
    """Takes uploads in under their own names, has them read, and leaves nothing of them behind.

    The folder stays the same, since an article that brings no id and no URL is known by the place of its file: the same
    file uploaded again is the same article.
    """

    def __init__(self, assistant: Asked) -> None:
        self._assistant = assistant
        self._folder = Path(assistant.status().data_directory) / "uploads"
        shutil.rmtree(self._folder, ignore_errors=True)  # what a crash left there would move the next upload aside
        self._turn = threading.Lock()

    def add(self, uploads: Sequence[Upload], clock: Clock = time.monotonic) -> Iterator[News | UpdateReport]:
        """News every quarter of a second while something happens; the last item is the report.

        The update goes on where the caller stops listening. Raises what the assistant raises.
        """
        pool = ThreadPoolExecutor(1, thread_name_prefix="update")
        latest: deque[UpdateProgress] = deque(maxlen=1)
        future = pool.submit(self._update, uploads, latest.append)
        pool.shutdown(wait=False)
        yield from _news(future, latest, clock)
        yield future.result()

    def _update(self, uploads: Sequence[Upload], progress: Callable[[UpdateProgress], None]) -> UpdateReport:
        with self._turn:
            try:
                return self._assistant.add(self._take(uploads), progress)
            finally:
                shutil.rmtree(self._folder, ignore_errors=True)
                for upload in uploads:
                    _forget(upload.path)

    def _take(self, uploads: Sequence[Upload]) -> list[Path]:
        """Move the files into the folder; a second one of the same name goes into a folder of its own."""
        taken = []
        for number, upload in enumerate(uploads, 1):
            path = self._folder / plain_name(upload.name)
            if path.exists():
                path = self._folder / str(number) / path.name
            path.parent.mkdir(parents=True, exist_ok=True)
            taken.append(Path(shutil.move(upload.path, path)))
        return taken


def plain_name(name: str) -> str:
    """The last part of a file name as a browser gives it, made fit for a folder; its ending stays."""
    last = PurePosixPath(name.replace("\\", "/")).name
    cleaned = "".join(letter for letter in last if letter.isprintable()).strip().lstrip(".") or "upload"
    stem, dot, ending = cleaned.rpartition(".")
    if not dot or len(ending) > 16:
        stem, dot, ending = cleaned, "", ""
    room = LONGEST_NAME_BYTES - len((dot + ending).encode("utf-8", "replace"))
    return stem.encode("utf-8", "replace")[:room].decode("utf-8", "ignore") + dot + ending


def _news(future: Future[UpdateReport], latest: deque[UpdateProgress], clock: Clock) -> Iterator[News]:
    """What was reported since the last look, with the time since its stage began."""
    yield News(None, 0.0)
    stage, began = "", clock()
    while not wait([future], timeout=NEWS_EVERY_S).done:
        if not latest:
            continue
        progress = latest.pop()
        if progress.stage != stage:
            stage, began = progress.stage, clock()
        yield News(progress, clock() - began)


def _forget(path: Path) -> None:
    """Delete an upload and the folder made for it; both may be gone already."""
    path.unlink(missing_ok=True)
    try:
        path.parent.rmdir()
    except OSError:  # another upload of the same bytes is there, or the folder is gone
        return

"""Hostile or heavy files, read in a process beside this one: what kills it becomes a reason, and the rest goes on.

Small plain text is read here. Everything else, and all that came from the network, goes through `corpus.reading_child`,
which is started once and used for many files, since starting takes a second. Knows nothing of where articles are kept.
"""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from corpus.article import Article, Skipped
from corpus.errors import UnreadableError
from corpus.feeds import Feed, NamedFeed
from corpus.reading import read_paths
from corpus.reading.finding import BUFFER_BYTES, FoundFile, find_files, shown
from corpus.reading.sniffing import Kind, sniff
from corpus.reading_child import MEMORY_EXIT
from corpus.reading_lists import ReadingList
from corpus.reading_tasks import PageAsked, PageRead
from corpus.sitemaps import Sitemap

_MB = 1024 * 1024
PLAIN_BYTES = _MB
"""Text and Markdown up to this size are read in this process: they cannot be made to cost much."""

_SIGNAL_CPU = 24
_AHEAD = 8
"""Items that the child may be ahead: it reads while what came before is written."""

_ITEMS: TypeAdapter[Article | Skipped] = TypeAdapter(Article | Skipped)
_PAGE, _FEED, _SITEMAP = TypeAdapter(PageRead), TypeAdapter(Feed), TypeAdapter(Sitemap)
_LIST, _NAMED = TypeAdapter(ReadingList), TypeAdapter(NamedFeed)


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one document may take in the child: seconds of computing, seconds in all, bytes of memory in all.

    `wall_s` is also how long the next article of a file with many may take. Measured: starting takes 0.26 GB of address
    space, the heaviest of 28 PDFs 0.4 GB. macOS does not hold to the limit of memory, Windows knows neither that nor
    the one of computing; `wall_s` holds everywhere.
    """

    cpu_s: int = 30
    wall_s: float = 60.0
    memory_bytes: int = 1536 * _MB


class ApartReader:
    """Reads in child processes, one for each thread that reads at the same time. `close` ends them."""

    def __init__(self, limits: ReadingLimits = ReadingLimits()) -> None:
        self._limits = limits
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._closed = False

    def read_paths(self, paths: Sequence[Path], own: Path | None = None) -> Iterator[Article | Skipped]:
        """As `corpus.reading.read_paths`, lazily and in its order; the folder `own`, the library's, is left out."""
        for found in find_files(paths, own):
            if isinstance(found, Skipped):
                yield found
            else:
                yield from self.read_file(Path(found.place.removeprefix("file:")), found)

    def read_file(self, path: Path, found: FoundFile | None = None) -> Iterator[Article | Skipped]:
        """The articles of one file, and a reason for everything in it that is none."""
        if _is_plain(path, found):
            yield from read_paths([path])
            return
        try:
            for answer in self._ask({"task": "file", "path": str(path)}, b""):
                yield _ITEMS.validate_json(answer)
        except UnreadableError as error:
            yield Skipped(shown(path), str(error))

    def read_page(self, asked: PageAsked, body: bytes) -> PageRead:
        """What a fetched page gave."""
        request = {"task": "page", "url": asked.url, "status": asked.status, "content_type": asked.content_type}
        try:
            return _PAGE.validate_json(next(iter(self._whole(request, body))))
        except UnreadableError as error:
            return PageRead(None, f"{error}.")

    def read_feed(self, body: bytes, url: str, content_type: str | None) -> Feed:
        """As `corpus.feeds.read_feed`. Raises UnreadableError."""
        return _FEED.validate_json(*self._whole({"task": "feed", "url": url, "content_type": content_type}, body))

    def read_sitemap(self, body: bytes, url: str) -> Sitemap:
        """As `corpus.sitemaps.read_sitemap`. Raises UnreadableError."""
        return _SITEMAP.validate_json(*self._whole({"task": "sitemap", "url": url}, body))

    def read_list(self, body: bytes) -> ReadingList:
        """As `corpus.reading_lists.read_reading_list`. Raises UnreadableError."""
        return _LIST.validate_json(*self._whole({"task": "list"}, body))

    def named_feeds(self, body: bytes, url: str) -> tuple[NamedFeed, ...]:
        """As `corpus.feeds.discover_feeds`. Raises UnreadableError where the page breaks its reader."""
        return tuple(_NAMED.validate_json(answer) for answer in self._whole({"task": "named feeds", "url": url}, body))

    def close(self) -> None:
        """End the children; nothing can be read any more."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def _whole(self, request: dict[str, Any], body: bytes) -> list[bytes]:
        return list(self._ask(request, body))

    def _ask(self, request: dict[str, Any], body: bytes) -> Iterator[bytes]:
        """The answers of a child. Raises UnreadableError with what the child says, or with what killed it."""
        with self._child() as child:
            child.send(request, body)
            while True:
                answer = child.next_answer()
                if answer.kind == "end":
                    return
                if answer.kind == "unreadable":
                    raise UnreadableError(json.loads(answer.body))
                yield answer.body

    @contextmanager
    def _child(self) -> Iterator["_Child"]:
        """A child for one request; it is kept for the next one where it has answered to the end."""
        with self._lock:
            child = self._idle.pop() if self._idle else None
        child = child or _Child(self._limits)
        try:
            yield child
        finally:
            with self._lock:
                keep = child.is_ready and not self._closed and not self._idle
                if keep:
                    self._idle.append(child)
            if not keep:
                child.end()


@dataclass(frozen=True, slots=True)
class _Answer:
    kind: str
    body: bytes


class _Child:
    """One reading process. Its answers are taken in by a thread, since pipes have no time limit everywhere."""

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        command = [sys.executable, "-I", "-m", "corpus.reading_child", str(limits.memory_bytes), str(limits.cpu_s)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us: a file that it interrupts must not look unreadable
        )
        self._answers: queue.Queue[_Answer | None] = queue.Queue(_AHEAD)
        self._thread = threading.Thread(target=self._take_in, name="reading", daemon=True)
        self._thread.start()
        self.is_ready = True

    def send(self, request: dict[str, Any], body: bytes) -> None:
        """Ask for something to be read; a child that is dead says so with its next answer."""
        assert self._process.stdin is not None
        self.is_ready = False
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps({**request, "size": len(body)}).encode() + b"\n" + body)
            self._process.stdin.flush()

    def next_answer(self) -> _Answer:
        """The next answer. Raises UnreadableError with what killed the child, or where it takes too long."""
        try:
            answer = self._answers.get(timeout=self._limits.wall_s)
        except queue.Empty:
            raise UnreadableError(f"reading it took longer than {self._limits.wall_s:g} s") from None
        if answer is None:
            raise UnreadableError(self._cause_of_death())
        self.is_ready = answer.kind in ("end", "unreadable")
        return answer

    def end(self) -> None:
        """Kill it, and leave nothing behind."""
        self._process.kill()
        while self._thread.is_alive():
            with suppress(queue.Empty):
                self._answers.get(timeout=0.02)
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):
                assert pipe is not None
                pipe.close()
        self._process.wait()

    def _cause_of_death(self) -> str:
        code = self._process.wait()
        if code == MEMORY_EXIT:
            return f"reading it needed more than {self._limits.memory_bytes // _MB:,} MB of memory"
        if code == -_SIGNAL_CPU:
            return f"reading it took longer than {self._limits.cpu_s} s of computing"
        return f"it broke its reader ({f'signal {-code}' if code < 0 else f'exit code {code}'})"

    def _take_in(self) -> None:
        assert self._process.stdout is not None
        with suppress(OSError, ValueError):  # closed, or broken off in the middle
            while line := self._process.stdout.readline():
                head = json.loads(line)
                body = self._process.stdout.read(head["size"])
                self._answers.put(_Answer(head["kind"], body))
        self._answers.put(None)


def _is_plain(path: Path, found: FoundFile | None) -> bool:
    try:
        if path.stat().st_size > PLAIN_BYTES:
            return False
        with path.open("rb") as file:
            return sniff(found.name if found else shown(path), file.read(BUFFER_BYTES)) in (Kind.TEXT, Kind.MARKDOWN)
    except UnreadableError:
        return True  # refused by its first bytes, and nothing more is read of it
    except OSError:
        return True  # the reader says why it cannot be opened

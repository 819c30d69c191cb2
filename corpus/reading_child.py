"""The process that reads what may be hostile: it has limits of its own, and nothing is lost when it dies.

Run as `python -I -m corpus.reading_child`. On stdin come requests: a line of JSON with the length of the bytes that
follow it. On stdout go answers: a line of JSON with the length of the JSON that follows. What it says is data to
whoever started it, never code. Knows nothing of who that is.
"""

import json
import os
import sys
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import IO, Any

from corpus.errors import UnreadableError
from corpus.reading_tasks import TASKS

try:
    import resource
except ImportError:  # Windows has no such limits: there the clock of whoever started this is the only one
    resource = None  # type: ignore[assignment]

MEMORY_EXIT = 77
"""The exit code that says that the memory was not enough."""


def main() -> None:
    """Answer requests until stdin ends."""
    memory_bytes, cpu_s = int(sys.argv[1]), int(sys.argv[2])
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What libraries print must not get between the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _limit_memory(memory_bytes)
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        body = sys.stdin.buffer.read(request["size"])
        _answer(request, body, answers, cpu_s)


def _answer(request: dict[str, Any], body: bytes, answers: IO[bytes], cpu_s: int) -> None:
    try:
        _limit_time(cpu_s)
        for item in TASKS[request["task"]](request, body):
            _send(answers, "item", _plain(item))
            _limit_time(cpu_s)
        _send(answers, "end", None)
    except UnreadableError as error:
        _send(answers, "unreadable", str(error))
    except RecursionError:
        _send(answers, "unreadable", "it is nested too deeply")
    except MemoryError:
        # What is left of the memory may be in pieces: the next file gets a process of its own.
        os._exit(MEMORY_EXIT)
    except Exception as error:  # noqa: BLE001 - the one broad handler of this door: hostile files break parsers
        _send(answers, "unreadable", f"it cannot be read: {type(error).__name__}")


def _plain(item: object) -> object:
    return asdict(item) if is_dataclass(item) and not isinstance(item, type) else item


def _send(answers: IO[bytes], kind: str, value: object) -> None:
    """Lone surrogates, which JSON can smuggle in, become question marks."""
    body = json.dumps(value, ensure_ascii=False, default=_iso).encode("utf-8", "replace")
    answers.write(json.dumps({"kind": kind, "size": len(body)}).encode() + b"\n" + body)
    answers.flush()


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _limit_memory(memory_bytes: int) -> None:
    """Address space; macOS takes the limit and does not hold to it."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(cpu_s: int) -> None:
    """So many more seconds of computing from now, for the next item."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + cpu_s, hard))


if __name__ == "__main__":
    main()

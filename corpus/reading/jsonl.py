"""JSONL: one article on each line, read line by line, so that a library of any size fits.

Keys: id, url, title, text, published, authors, outlet, language, tags; text must be there. Knows nothing of files.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import BinaryIO

from corpus.article import Article, Skipped
from corpus.errors import UnreadableError
from corpus.reading.draft import Draft, finish, shortened, split_names
from corpus.reading.limits import Limits, megabytes
from corpus.tags import tags_of

_BOM = b"\xef\xbb\xbf"


def read_jsonl(stream: BinaryIO, *, name: str, place: str, limits: Limits) -> Iterator[Article | Skipped]:
    """The articles of a JSONL stream in its order. A line that holds none gives Skipped as `name:line`, from 1.

    An article without id and url is known by its title and text: moving it to another line keeps its id.
    """
    for number, line in enumerate(_lines(stream, limits), start=1):
        if isinstance(line, bytes) and not line.removeprefix(_BOM).strip():
            continue
        try:
            yield _article(line, place)
        except UnreadableError as error:
            yield Skipped(f"{name}:{number}", str(error))


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[bytes | UnreadableError]:
    """The lines; for one over the limit an error in its place, and after too much of it, the end."""
    while line := stream.readline(limits.max_file_bytes + 1):
        if len(line) <= limits.max_file_bytes:
            yield line
            continue
        yield UnreadableError(f"the line is longer than {megabytes(limits.max_file_bytes)}")
        if not line.endswith(b"\n") and not _skip_line(stream, limits.max_decoded_bytes):
            yield UnreadableError("the line does not end; the rest of the file was not read")
            return


def _skip_line(stream: BinaryIO, at_most: int) -> bool:
    """Read on to the end of the line, keeping nothing; False where `at_most` bytes are not enough."""
    skipped = 0
    while skipped < at_most and (read := stream.readline(64 * 1024)):
        skipped += len(read)
        if read.endswith(b"\n"):
            return True
    return skipped < at_most


def _article(line: bytes | UnreadableError, place: str) -> Article:
    if isinstance(line, UnreadableError):
        raise line
    record = _record(line)
    text = _string(record, "text")
    if text is None or not text.strip():
        raise UnreadableError('the line has no "text"')
    title = _string(record, "title") or ""
    key = hashlib.sha256(f"{title}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    draft = Draft(
        text=text,
        title=title if title.strip() else shortened(text.lstrip()),
        id=_string(record, "id"),
        url=_string(record, "url"),
        outlet=_string(record, "outlet"),
        authors=_authors(record),
        dates=tuple(filter(None, [_string(record, "published")])),
        language=_string(record, "language"),
        tags=tags_of(record.get("tags")),
    )
    return finish(draft, name=place, place=f"{place}#{key}")


def _record(line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line.removeprefix(_BOM).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError("the line is not in UTF-8") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(f"the line is not valid JSON: {error.msg} at character {error.pos + 1}") from error
    except (RecursionError, ValueError) as error:  # nested too deep, or a number of thousands of digits
        raise UnreadableError("the line is not valid JSON that can be read") from error
    if not isinstance(record, dict):
        raise UnreadableError("the line is not a JSON object")
    return record


def _string(record: dict[str, object], key: str) -> str | None:
    """A field as a string; a number counts as what it looks like (ids). Raises UnreadableError for anything else."""
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UnreadableError(f'the line has a "{key}" that is not a string')


def _authors(record: dict[str, object]) -> tuple[str, ...]:
    value = record.get("authors")
    if isinstance(value, list):
        return tuple(name for name in value if isinstance(name, str))
    return split_names(value) if isinstance(value, str) else ()

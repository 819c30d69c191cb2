"""CSV exports: Pocket, Instapaper, Readwise Reader, and any table with a column of addresses.

Columns as their exports have them, looked up in the importers of other projects:
Pocket `title,url,time_added,tags,status`, a `cursor` before `tags` in some; tags parted by "|"
(karakeep-app/karakeep#570, go-shiori/shiori#1023). Instapaper `URL,Title,Selection,Folder` until November 2025, then
also `Timestamp,Tags`, tags a JSON list (wallabag: src/Import/InstapaperImport.php). Readwise Reader `Title,URL,ID,
Document tags,Saved date,Reading progress,Location,Seen`, tags a Python list, `2022-11-06 04:33:50+00:00`
(windchime-yk/readwise-to-raindrop). Raindrop.io is read as any table: `title,note,excerpt,url,folder,tags,created`.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.errors import UnreadableError
from corpus.reading_lists.reading_list import ListEntry, ListKind, ReadingList, gathered, list_entry

MOST_FAULTS = 1_000
"""Rows that do not add up, after which the rest is not read: each may cost the reading of 128 KB twice."""

_DELIMITERS = (",", ";", "\t")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_ESCAPED = re.compile(r"\\(.)")
_STATES = frozenset(("", "unread", "archive", "starred", "read", "unsorted"))
"""Folders that say how far someone has read, not what it is about."""

_Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Format:
    """`marks` are columns, in lower case, that tell one export from all others."""

    kind: ListKind
    marks: frozenset[str]
    added: str
    tags: str
    between_tags: str = ","


_FORMATS = (
    _Format(ListKind.POCKET, frozenset(("url", "time_added")), added="time_added", tags="tags", between_tags="|"),
    _Format(ListKind.INSTAPAPER, frozenset(("url", "selection", "folder")), added="timestamp", tags="tags"),
    _Format(ListKind.READWISE, frozenset(("url", "saved date")), added="saved date", tags="document tags"),
    _Format(ListKind.TABLE, frozenset(("url",)), added="created", tags="tags"),
)


def read_table(text: str) -> ReadingList:
    """The list of a CSV export, told by its header. Raises UnreadableError where no column holds addresses."""
    header = text.lstrip().partition("\n")[0]
    for delimiter in _DELIMITERS:
        columns = [name.strip().lower() for name in _alone(header, delimiter) or ()]
        for known in _FORMATS:
            if known.marks.issubset(columns):
                return gathered(known.kind, _rows(text.lstrip(), delimiter, columns, known))
    if "highlight" in header.lower() and "book title" in header.lower():
        raise UnreadableError("it is Readwise's export of highlights; the library of Reader has the addresses")
    raise UnreadableError("it is no reading list that is known: it has no column “url”")


def _rows(text: str, delimiter: str, columns: list[str], known: _Format) -> Iterator[tuple[str, ListEntry | str]]:
    """Each row by the line that it begins on."""
    for number, cells in _records(list(io.StringIO(text, newline="")), delimiter):
        if cells is None:
            yield f"line {number}", "it is damaged: its quotation marks do not add up, or a cell is too long"
        elif any(cell.strip() for cell in cells):
            yield f"line {number}", _entry(dict(zip(columns, cells, strict=False)), known)


def _records(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """The rows after the header, with the number of their first line; None for one that cannot be read.

    A row whose quotation marks do not add up is read as its first line alone, and the next row begins on the next line:
    one mark too many costs one row, not all that follow.
    """
    at, faults = 1, 0
    while at < len(lines) and faults <= MOST_FAULTS:
        first = at
        reader = csv.reader((lines[n] for n in range(first, len(lines))), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield at + 1, cells
                at = first + reader.line_num
        except csv.Error:
            yield at + 1, _alone(lines[at], delimiter)
            at, faults = at + 1, faults + 1
    if at < len(lines):
        yield at + 1, None


def _alone(line: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return None


def _entry(row: _Row, known: _Format) -> ListEntry | str:
    folder = row.get("folder", "").strip()
    tags = _tags(row.get(known.tags, ""), known.between_tags)
    url = row.get("url", "")
    return list_entry(
        url,
        title=row.get("title"),
        added=row.get(known.added),
        tags=tags if folder.lower() in _STATES else (folder, *tags),
        text=None if url.strip() else row.get("selection"),
    )


def _tags(cell: str, between: str) -> tuple[str, ...]:
    """The tags of a cell: a list in brackets, as JSON or Python write it, or names with something between them."""
    if not cell.strip().startswith("["):
        return tuple(cell.split(between))
    try:
        listed = json.loads(cell)
    except (ValueError, RecursionError):
        return tuple(_ESCAPED.sub(r"\1", one or other) for one, other in _QUOTED.findall(cell))
    return tuple(tag for tag in listed if isinstance(tag, str)) if isinstance(listed, list) else ()

"""Karakeep's export, once Hoarder's: JSON.

As packages/shared/import-export/exporters.ts in karakeep-app/karakeep writes it: {"bookmarks": [{"createdAt": seconds
since 1970, "title", "tags": [names], "lists": [ids], "content": {"type": "link", "url"} or {"type": "text", "text"} or
null (files), "note", "archived"}], "lists": [{"id", "name", "type", "parentId", …}]}; `lists` since 2025.
"""

from collections.abc import Iterator, Mapping

from corpus.errors import UnreadableError
from corpus.json_parsing import parse_json
from corpus.reading_lists.reading_list import ListEntry, ListKind, ReadingList, gathered, list_entry

_Json = Mapping[str, object]


def read_karakeep(text: str) -> ReadingList:
    """The list of an export. Raises UnreadableError where the JSON is damaged, or of something else."""
    data = parse_json(text)
    if not isinstance(data, dict) or not isinstance(bookmarks := data.get("bookmarks"), list):
        raise UnreadableError("it is JSON, but no reading list that is known: it has no “bookmarks”")
    return gathered(ListKind.KARAKEEP, _entries(bookmarks, _list_names(data)))


def _list_names(data: _Json) -> dict[str, str]:
    lists = data.get("lists")
    listed = [each for each in lists if isinstance(each, dict)] if isinstance(lists, list) else []
    return {str(each.get("id")): str(each.get("name") or "") for each in listed}


def _entries(bookmarks: list[object], names: Mapping[str, str]) -> Iterator[tuple[str, ListEntry | str]]:
    for number, bookmark in enumerate(bookmarks, start=1):
        place = f"bookmark {number}"
        yield place, _entry(bookmark, names) if isinstance(bookmark, dict) else "it is no object"


def _entry(bookmark: _Json, names: Mapping[str, str]) -> ListEntry | str:
    content = bookmark.get("content")
    if not isinstance(content, dict):
        return "it is a file, which the export does not carry"
    created = bookmark.get("createdAt")
    folders = [names.get(name, "") for name in _strings(bookmark, "lists")]
    return list_entry(
        _string(content, "url"),
        title=_string(bookmark, "title"),
        added=str(created) if isinstance(created, int) else None,
        tags=(*folders, *_strings(bookmark, "tags")),
        text=_string(content, "text"),
    )


def _string(given: _Json, key: str) -> str | None:
    value = given.get(key)
    return value if isinstance(value, str) else None


def _strings(given: _Json, key: str) -> list[str]:
    value = given.get(key)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []

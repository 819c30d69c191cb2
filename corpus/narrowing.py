"""Filters made into the set of articles that they let through, asked of the tables of articles.

The library is the truth about outlets, authors, dates, tags and sources, all of which change: indexes are told which
articles may be found, and keep none of this. Knows nothing of passages or questions.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from corpus.database import Database
from corpus.errors import FilterError
from corpus.filters import KINDS, Filters, Kind, alternatives, called
from corpus.names import ANSWERING, LISTED, Names

_AMONG = "IN (SELECT value FROM json_each(?))"
_HOLDS: dict[Kind, str] = {
    "outlets": f"version.outlet {_AMONG}",
    "authors": f"EXISTS (SELECT 1 FROM json_each(version.authors) WHERE value {_AMONG})",
    "languages": f"version.language {_AMONG}",
    "tags": f"EXISTS (SELECT 1 FROM json_each(version.tags) WHERE value {_AMONG})",
    "articles": f"article.id {_AMONG}",
    "sources": f"article.id IN (SELECT article_id FROM source_article WHERE NOT unwanted AND source_id {_AMONG})",
}
_DAY = "substr(version.published, 1, 10)"

_Asked = tuple[int, Filters, date | None]


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles that filters let through, of all that answer, of which there are `library_articles`."""

    articles: frozenset[str]
    library_articles: int

    @property
    def share(self) -> float:
        """The part of the library that is let through, from 0 to 1."""
        return len(self.articles) / max(self.library_articles, 1)


class Narrowing:
    """Asks one library which articles filters let through. Names that no article has raise FilterError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._names = Names(database)
        # One conversation asks with the same filters again and again; reading takes 10 ms for 10,000 articles.
        self._read: tuple[_Asked, Selection] | None = None

    def known(self, filters: Filters) -> Filters:
        """The same filters with every name as the library spells it, each once.

        Raises FilterError for a name that no article has, which says what comes nearest, and for dates that end before
        they begin.
        """
        if filters.since and filters.until and filters.since > filters.until:
            raise FilterError(f"The dates end before they begin: {filters.since} to {filters.until}. Swap them.")
        spelled: dict[str, Any] = {}
        for kind in KINDS:
            names = (self._spelled(kind, name) for name in filters.of(kind))
            spelled[kind] = tuple(dict.fromkeys(means for name in names for means in name[: _most(kind)]))
        return replace(filters, **spelled)

    def names(self, kind: Kind) -> list[str]:
        """Every name of a kind, each in the spelling that most articles have."""
        return self._names.all(kind)

    def selection(self, filters: Filters, as_of: date | None = None) -> Selection:
        """The articles that answer and are let through; `as_of` a day, none that was published later.

        Raises FilterError.
        """
        asked = (self._database.changes, filters, as_of)
        if self._read is None or self._read[0] != asked:
            self._read = (asked, self._select(filters, as_of))
        return self._read[1]

    def answering(self, filters: Filters) -> frozenset[str]:
        """The articles that answer and are let through, read anew. Raises FilterError."""
        return self._ids(ANSWERING, filters)

    def listed(self, filters: Filters) -> frozenset[str]:
        """The articles that are let through, also those that do not answer. Raises FilterError."""
        return self._ids(LISTED, filters)

    def _select(self, filters: Filters, as_of: date | None) -> Selection:
        row = self._database.query_one("SELECT count(*) AS n FROM article WHERE current_version IS NOT NULL")
        assert row is not None  # an aggregate always has a row
        return Selection(self._ids(ANSWERING, filters, as_of), row["n"])

    def _ids(self, tables: str, filters: Filters, as_of: date | None = None) -> frozenset[str]:
        conditions = list(self._conditions(self.known(filters)))
        if as_of:
            conditions.append((f"({_DAY} IS NULL OR {_DAY} <= ?)", as_of.isoformat()))
        where = " AND ".join(sql for sql, _ in conditions) or "true"
        rows = self._database.query(
            f"SELECT article.id FROM {tables} WHERE {where}", [value for _, value in conditions]
        )
        return frozenset(row["id"] for row in rows)

    def _conditions(self, filters: Filters) -> Iterator[tuple[str, str]]:
        """Conditions in SQL, each with the value of its mark. A comparison with no date is no match."""
        for kind in KINDS:
            if names := filters.of(kind):
                spellings = [spelling for name in names for spelling in self._spelled(kind, name)]
                yield _HOLDS[kind], json.dumps(spellings)
        if filters.since:
            yield f"{_DAY} >= ?", filters.since.isoformat()
        if filters.until:
            yield f"{_DAY} <= ?", filters.until.isoformat()

    def _spelled(self, kind: Kind, name: str) -> tuple[str, ...]:
        found = self._names.spelled(kind, name)
        if not found:
            raise FilterError(self._unknown(kind, name))
        return found

    def _unknown(self, kind: Kind, name: str) -> str:
        near = self._names.nearest(kind, name)
        if kind == "articles":
            titles = self._names.titled(near)
            near = [f"{id} ({titles.get(id, '')})" for id in near]
        hint = (
            f" Did you mean {alternatives(near)}?" if near else f" Leave the {called(kind)} away to search everything."
        )
        return f"No article here has the {called(kind)} “{name}”.{hint}"


def _most(kind: Kind) -> int | None:
    """How many spellings of a name are shown: one, but every source that has a title."""
    return None if kind == "sources" else 1

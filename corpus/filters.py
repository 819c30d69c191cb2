"""What a search or a list is narrowed to, as a value with its JSON form.

Knows nothing of tables: which articles it lets through is for `corpus.narrowing` to find out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Kind = Literal["outlets", "authors", "languages", "tags", "articles", "sources"]
KINDS: tuple[Kind, ...] = ("outlets", "authors", "languages", "tags", "articles", "sources")
"""The fields that hold names, in the order they are shown in."""

_CALLED: Mapping[Kind, str] = {
    "outlets": "outlet",
    "authors": "author",
    "languages": "language",
    "tags": "tag",
    "articles": "article",
    "sources": "source",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """An article is let through that has one of the names of every field that is not empty; empty means everything.

    Names of outlets, authors and tags count whole and in any case. `since` and `until` are days of publication, both
    included: an article without a date is in no range of dates. `languages` are ISO 639-1 codes, `articles` ids of
    articles, `sources` ids of sources that gave them.
    """

    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return self != NO_FILTERS

    def of(self, kind: Kind) -> tuple[str, ...]:
        """The names of one field."""
        names: tuple[str, ...] = getattr(self, kind)
        return names

    def to_json(self) -> dict[str, Any]:
        """With `from` and `to`, as the contract of answers names them."""
        days = {"from": self.since, "to": self.until}
        named: dict[str, Any] = {kind: list(self.of(kind)) for kind in KINDS}
        return {**{key: day.isoformat() if day else None for key, day in days.items()}, **named}

    @staticmethod
    def renamed(fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of `to_json` under the names that they have here; values stay as they are."""
        days = {"from": "since", "to": "until"}
        return {days.get(name, name): value for name, value in fields.items()}

    def __str__(self) -> str:
        """In words: `outlet “Harbour Post” or “Valley Courier”, from 2024-11-01`; "" where nothing is asked for."""
        return ", ".join(self._parts())

    def _parts(self) -> Iterator[str]:
        for kind in KINDS:
            if names := self.of(kind):
                yield f"{called(kind)} {alternatives(names)}"
        if self.since:
            yield f"from {self.since.isoformat()}"
        if self.until:
            yield f"until {self.until.isoformat()}"


NO_FILTERS = Filters()
"""Everything is let through."""


def called(kind: Kind) -> str:
    """The word for one name of this kind."""
    return _CALLED[kind]


def alternatives(names: Sequence[str]) -> str:
    """Names in quotation marks: “a”, “b” or “c”."""
    quoted = [f"“{name}”" for name in names]
    return " or ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))

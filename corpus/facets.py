"""What the library can be narrowed to: outlets, authors, languages, tags and sources, and how many articles each has.

Counts the articles that answer. Knows nothing of how counts are shown.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from corpus.database import Database, Row
from corpus.filters import KINDS, NO_FILTERS, Filters, Kind
from corpus.names import ANSWERING, key_of
from corpus.narrowing import Narrowing

_FACTS = f"""SELECT article.id, version.outlet, version.authors, version.language, version.tags,
    substr(version.published, 1, 10) AS day FROM {ANSWERING}"""
_GIVEN = "SELECT DISTINCT article_id, source_id FROM source_article WHERE NOT unwanted ORDER BY source_id"
_COUNTED: tuple[Kind, ...] = ("outlets", "authors", "languages", "tags", "sources")
_MOST_KEPT = 16  # results, of filters that are asked for again while nothing changes


@dataclass(frozen=True, slots=True)
class Facet:
    """One name: `value` is what a filter asks for, `label` what people call it, `articles` how many have it."""

    value: str
    label: str
    articles: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many articles an outlet published in a month (`2024-11`); `outlet` None stands for those without one."""

    month: str
    outlet: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be narrowed to, the most frequent name of each kind first; `articles` counts all that are let through.

    Names of a kind are counted as if nothing of that kind were asked for: another outlet stays on offer beside the one
    that is chosen. `oldest` and `newest` are ISO days, None where no article has a date; the months are in their order.
    """

    articles: int
    outlets: tuple[Facet, ...] = ()
    authors: tuple[Facet, ...] = ()
    languages: tuple[Facet, ...] = ()
    tags: tuple[Facet, ...] = ()
    sources: tuple[Facet, ...] = ()
    months: tuple[MonthCount, ...] = ()
    undated: int = 0
    oldest: str | None = None
    newest: str | None = None

    def of(self, kind: Kind) -> tuple[Facet, ...]:
        """The names of one kind; of single articles, which a list is for, none."""
        names: tuple[Facet, ...] = () if kind == "articles" else getattr(self, kind)
        return names


class _Facts(NamedTuple):
    """What one article counts for. A tuple, as 10,000 are made at once: a frozen dataclass takes four times as long."""

    id: str
    outlets: tuple[str, ...]
    authors: tuple[str, ...]
    languages: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    day: str | None


class Faceting:
    """Counts the articles of one library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._narrowing = Narrowing(database)
        # Read once after each change: 0.1 s for 10,000 articles.
        self._read: tuple[int, Sequence[_Facts], dict[Filters, Facets]] = (-1, (), {})

    def facets(self, filters: Filters = NO_FILTERS) -> Facets:
        """What the articles that filters let through can be narrowed to. Raises FilterError."""
        changes = self._database.changes
        if self._read[0] != changes:
            self._read = (changes, self._facts(), {})
        _, facts, counted = self._read
        if filters not in counted:
            if len(counted) >= _MOST_KEPT:
                counted.clear()
            counted[filters] = self._count(facts, filters)
        return counted[filters]

    def let_through(self, filters: Filters) -> Collection[str] | None:
        """The articles that answer and are let through; None where nothing is narrowed. Raises FilterError."""
        return self._narrowing.answering(filters) if filters.narrows else None

    def _facts(self) -> list[_Facts]:
        sources: dict[str, list[str]] = {}
        for row in self._database.query(_GIVEN):
            sources.setdefault(row["article_id"], []).append(row["source_id"])
        names_in = cache(_names_in)  # few articles have authors and tags that no other has
        rows = self._database.query(_FACTS)
        return [_facts_of(row, tuple(sources.get(row["id"], ())), names_in) for row in rows]

    def _count(self, facts: Sequence[_Facts], filters: Filters) -> Facets:
        parts = _parts(self._narrowing.known(filters))
        let_through = {name: self._narrowing.answering(part) for name, part in parts.items()}
        labels = {row["id"]: row["title"] or row["address"] for row in self._database.query("SELECT * FROM source")}
        found = _among(facts, let_through.values())
        days = [one.day for one in found if one.day]
        named: dict[str, tuple[Facet, ...]] = {}
        for kind in _COUNTED:
            offered = _among(facts, (ids for name, ids in let_through.items() if name != kind))
            named[kind] = _facets(kind, offered, labels if kind == "sources" else {})
        return Facets(
            articles=len(found),
            months=_months(found),
            undated=len(found) - len(days),
            oldest=min(days, default=None),
            newest=max(days, default=None),
            **named,
        )


def _parts(filters: Filters) -> dict[str, Filters]:
    """The filters one kind at a time, those that narrow; the dates together."""
    parts = {"days": Filters(since=filters.since, until=filters.until)}
    for kind in KINDS:
        names: dict[str, Any] = {kind: filters.of(kind)}
        parts[kind] = Filters(**names)
    return {name: part for name, part in parts.items() if part.narrows}


def _among(facts: Sequence[_Facts], sets: Iterable[Collection[str]]) -> Sequence[_Facts]:
    for ids in sets:
        facts = [one for one in facts if one.id in ids]
    return facts


def _facets(kind: Kind, facts: Iterable[_Facts], labels: Mapping[str, str]) -> tuple[Facet, ...]:
    """The names of one kind, the most frequent first."""
    spelled: Counter[str] = Counter(chain.from_iterable(map(attrgetter(kind), facts)))
    commonest = _commonest(kind, spelled)
    counts: Counter[str] = Counter()
    for name, articles in spelled.items():
        counts[commonest[name]] += articles
    facets = [Facet(name, labels.get(name, name), articles) for name, articles in counts.items()]
    return tuple(sorted(facets, key=lambda facet: (-facet.articles, facet.label.casefold(), facet.value)))


def _months(facts: Iterable[_Facts]) -> tuple[MonthCount, ...]:
    """By month, and of each month the outlets with the most articles first."""
    spelled = Counter((one.day[:7], *(one.outlets or ("",))) for one in facts if one.day)
    totals: Counter[str] = Counter()
    for (_, name), articles in spelled.items():
        totals[name] += articles
    commonest = _commonest("outlets", totals)
    counts: Counter[tuple[str, str]] = Counter()
    for (month, name), articles in spelled.items():
        counts[month, commonest[name]] += articles
    months = [MonthCount(month, outlet or None, articles) for (month, outlet), articles in counts.items()]
    return tuple(sorted(months, key=lambda one: (one.month, -one.articles, one.outlet or "")))


def _commonest(kind: Kind, spelled: Mapping[str, int]) -> dict[str, str]:
    """For every spelling of a name the one that most articles have."""
    first: dict[str, str] = {}
    keys = {name: key_of(kind, name) for name in sorted(spelled, key=lambda name: (-spelled[name], name))}
    for name, key in keys.items():
        first.setdefault(key, name)
    return {name: first[key] for name, key in keys.items()}


def _facts_of(row: Row, sources: tuple[str, ...], names_in: Callable[[str], tuple[str, ...]]) -> _Facts:
    return _Facts(
        id=row["id"],
        outlets=(row["outlet"],) if row["outlet"] else (),
        authors=names_in(row["authors"]),
        languages=(row["language"],) if row["language"] else (),
        tags=names_in(row["tags"]),
        sources=sources,
        day=row["day"],
    )


def _names_in(listed: str) -> tuple[str, ...]:
    return tuple(json.loads(listed))

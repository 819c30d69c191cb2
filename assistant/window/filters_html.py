"""Filters as HTML: the chips above the box, the form that chooses them, and what a question was narrowed to.

Knows nothing of how a search is narrowed.
"""

import html
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.window.markup import escaped
from assistant.window.texts import Texts
from corpus.facets import Facet, Facets
from corpus.filters import KINDS, Filters, Kind

MOST_SHOWN = 200
"""Names of one kind that the form offers; its search box reaches what the library has of articles."""


def narrowed_html(say: Texts, filters: Filters) -> str:
    """What a question was narrowed to, in words; empty where it was not."""
    parts = [f"<li>{part}</li>" for part in _parts(say, filters)]
    return (
        f'<ul class="aa-narrowed" aria-label="{escaped(say("filters.narrowed"))}">{"".join(parts)}</ul>'
        if parts
        else ""
    )


def form_html(say: Texts, facets: Facets) -> str:
    """The form: days, then a group of boxes for each kind of name that the library has more than one of."""
    groups = "".join(_group(say, kind, facets.of(kind)) for kind in KINDS if kind != "articles")
    return f'<div class="aa-filter-groups">{_days(say)}{groups}</div>'


def found_articles_html(say: Texts, articles: Sequence[Facet]) -> str:
    """Articles to choose from, as their search found them."""
    if not articles:
        return f'<p class="aa-soft">{escaped(say("library.nothing_found"))}</p>'
    return _boxes("articles", articles)


def _parts(say: Texts, filters: Filters) -> Iterator[str]:
    for kind in KINDS:
        if names := filters.of(kind):
            many = _called(say, kind, names)
            yield escaped(f"{say(f'filters.{kind}')}: {many}")
    if filters.since:
        yield escaped(say("filters.since_day", day=say.day(filters.since.isoformat())))
    if filters.until:
        yield escaped(say("filters.until_day", day=say.day(filters.until.isoformat())))


def _called(say: Texts, kind: Kind, names: Sequence[str]) -> str:
    if kind in ("articles", "sources"):  # their names are ids
        return say.number(len(names))
    return ", ".join(say.language_name(name) if kind == "languages" else name for name in names)


def _days(say: Texts) -> str:
    fields = "".join(
        f'<label><span>{escaped(say(f"filters.{name}"))}</span><input type="date" name="{name}"></label>'
        for name in ("since", "until")
    )
    return (
        f'<fieldset class="aa-filter-group"><legend>{escaped(say("filters.days"))}</legend>'
        f'<div class="aa-days">{fields}</div></fieldset>'
    )


def _group(say: Texts, kind: Kind, facets: Sequence[Facet]) -> str:
    if not facets:
        return ""
    boxes = _boxes(kind, [_named(say, kind, one) for one in facets[:MOST_SHOWN]])
    return f'<fieldset class="aa-filter-group"><legend>{escaped(say(f"filters.{kind}"))}</legend>{boxes}</fieldset>'


def _named(say: Texts, kind: Kind, facet: Facet) -> Facet:
    """A language by its name instead of its code."""
    return replace(facet, label=say.language_name(facet.value)) if kind == "languages" else facet


def _boxes(kind: Kind, facets: Sequence[Facet]) -> str:
    return f'<div class="aa-boxes">{"".join(_box(kind, facet) for facet in facets)}</div>'


def _box(kind: Kind, facet: Facet) -> str:
    count = f' <span class="aa-count">{facet.articles}</span>' if facet.articles else ""
    return (
        f'<label class="aa-box"><input type="checkbox" name="{kind}" value="{html.escape(facet.value)}"'
        f' data-label="{escaped(facet.label)}"><span>{escaped(facet.label)}{count}</span></label>'
    )

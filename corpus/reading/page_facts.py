"""What a page states about itself in its head: when it was published, by whom, in which language, on what.

Knows nothing of the text below. Reads JSON-LD (schema.org), Open Graph and the older meta elements.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from corpus.tags import tags_of

LONGEST_JSON = 1_000_000
_DATE_FIELDS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
)
"""Names of meta elements that tell the publication, surest first; the older ones are also used for changes."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`dates` are strings as the page wrote them, surest first; `tags` too, those of its article before keywords."""

    dates: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


def page_facts(root: html.HtmlElement) -> PageFacts:
    """What the head of a page states; empty where it states nothing."""
    meta = _meta(root)
    articles = list(_articles(root))
    dates = [*(_text(article.get("datePublished")) for article in articles), *(meta.get(f) for f in _DATE_FIELDS)]
    times = root.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")
    return PageFacts(
        dates=tuple(filter(None, [*dates, *map(str, times[:1])])),
        outlet=_site_name(meta) or _publisher(articles),
        language=root.get("lang"),
        tags=tuple(_tags(root, articles)),
    )


def _site_name(meta: dict[str, str]) -> str | None:
    """The name before any slogan; an account name (@site) is none."""
    name = meta.get("og:site_name", "").split(" | ")[0].strip()
    return name if name and not name.startswith("@") else None


def _meta(root: html.HtmlElement) -> dict[str, str]:
    """The contents of the meta elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if content:
            found.setdefault(name.strip().lower(), content)
    return found


def _tags(root: html.HtmlElement, articles: list[dict[str, object]]) -> Iterator[str]:
    """Those of Open Graph, one an element, then the keywords of schema.org and of the older meta elements."""
    yield from map(str, root.xpath("//meta[@property='article:tag' or @name='article:tag']/@content"))
    for article in articles:
        yield from tags_of(article.get("keywords"))
    for name in ("news_keywords", "keywords"):
        yield from tags_of(_meta(root).get(name))


def _articles(root: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The schema.org objects of the page that describe an article, not those inside others (related stories)."""
    scripts = root.xpath("//script[@type='application/ld+json']")
    for item in (item for script in scripts for item in _objects(script.text or "")):
        if any(kind.endswith(("Article", "Posting", "Report", "Review")) for kind in _kinds(item)):
            yield item


def _objects(text: str) -> Iterator[dict[str, object]]:
    """The objects at the top of a JSON-LD text: itself, the members of its list, or of its @graph."""
    try:
        data = json.loads(text[:LONGEST_JSON], strict=False)
    except (ValueError, RecursionError):
        return
    for item in data if isinstance(data, list) else [data]:
        if not isinstance(item, dict):
            continue
        graph = item.get("@graph")
        yield from (member for member in (graph if isinstance(graph, list) else [item]) if isinstance(member, dict))


def _kinds(item: dict[str, object]) -> list[str]:
    kinds = item.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _publisher(articles: list[dict[str, object]]) -> str | None:
    publishers = (article.get("publisher") for article in articles)
    names = (_text(publisher.get("name")) for publisher in publishers if isinstance(publisher, dict))
    return next(filter(None, names), None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None

"""The articles of the library as a list to look through: a page at a time, newest first, narrowed by words.

Reads the tables of `corpus.library` and never a text. Knows nothing of how a list is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.database import Database, Row
from corpus.filters import NO_FILTERS, Filters
from corpus.narrowing import Narrowing

# The version that answers, or the newest one where none does: the article was retired, or is not indexed yet.
_LINES = """SELECT article.id, article.added_at, article.retired_at, current_version, version.title, version.outlet,
    version.published, versions
FROM article
JOIN (SELECT article_id, max(number) AS versions FROM version GROUP BY article_id) AS newest
    ON newest.article_id = article.id
JOIN version ON version.article_id = article.id AND number = coalesce(current_version, versions)
ORDER BY julianday(coalesce(version.published, article.added_at)) DESC, version.title, article.id"""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One line of the list. `published` is an ISO instant or day, None where it is not known.

    `first_seen` and `retired_at` are UTC ISO instants; `versions` counts all that are kept; `answers` is False for what
    was retired or cannot be searched yet.
    """

    id: str
    title: str
    outlet: str | None
    published: str | None
    first_seen: str
    versions: int
    answers: bool
    retired_at: str | None = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """Some lines of the list, the number of those before them, and how many lines there are in all."""

    articles: tuple[ListedArticle, ...]
    offset: int
    total: int


class Listing:
    """The list of one library's articles."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._narrowing = Narrowing(database)
        # Reading it takes 0.1 s for 10,000 articles, and a window that is open asks for it every few seconds.
        self._read: tuple[int, tuple[ListedArticle, ...]] | None = None

    def page(self, search: str = "", offset: int = 0, limit: int = 50, filters: Filters = NO_FILTERS) -> ListPage:
        """At most `limit` lines after the first `offset`, newest publication first.

        An article without a date stands where it was first seen. Of `search`, every word must stand in the title or the
        outlet, in any case and also inside a word; an empty one finds everything. Raises FilterError for a filter that
        names what no article has.
        """
        lines: Sequence[ListedArticle] = self._articles()
        if filters.narrows:
            let_through = self._narrowing.listed(filters)
            lines = [line for line in lines if line.id in let_through]
        return page_of(lines, search, offset, limit)

    def _articles(self) -> tuple[ListedArticle, ...]:
        changes = self._database.changes
        if self._read is None or self._read[0] != changes:
            self._read = (changes, tuple(_listed(row) for row in self._database.query(_LINES)))
        return self._read[1]


def page_of(articles: Sequence[ListedArticle], search: str, offset: int, limit: int) -> ListPage:
    """The page of these articles; one that begins behind the last line is the last page."""
    words = search.casefold().split()
    found = [one for one in articles if all(word in f"{one.title} {one.outlet or ''}".casefold() for word in words)]
    last = max(0, len(found) - 1) // limit * limit
    start = min(max(0, offset), last)
    return ListPage(tuple(found[start : start + limit]), start, len(found))


def _listed(row: Row) -> ListedArticle:
    return ListedArticle(
        id=row["id"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
        first_seen=row["added_at"],
        versions=row["versions"],
        answers=row["current_version"] is not None,
        retired_at=row["retired_at"],
    )

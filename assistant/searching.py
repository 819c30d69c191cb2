"""A search for passages without an answer.

Knows nothing of how questions are answered.
"""

from datetime import date

from assistant.answer import AnswerPassage
from assistant.narrowed import wrong_filters_explained
from assistant.question import understand
from corpus.filters import NO_FILTERS, Filters
from index.retrieving import RetrievedPassage, Retriever, Search


def search(
    retriever: Retriever, query: str, *, filters: Filters = NO_FILTERS, limit: int = 10, near_day: date | None = None
) -> tuple[AnswerPassage, ...]:
    """The passages that come nearest, best first. Raises UsageError for a blank or overlong query or a wrong filter."""
    wanted = Search(understand(query).query, near_day, filters=filters)
    with wrong_filters_explained():
        return tuple(shown(found) for found in retriever.retrieve(wanted, limit))


def shown(retrieved: RetrievedPassage) -> AnswerPassage:
    """A passage as answers and searches list it."""
    passage = retrieved.passage
    return AnswerPassage(
        article_id=passage.article_id,
        version=passage.version,
        title=passage.title,
        url=passage.url,
        outlet=passage.outlet,
        published=passage.published.iso if passage.published else None,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        score=round(retrieved.score, 6),
    )

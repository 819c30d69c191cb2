"""The answer or the refusal, put together from what was planned, found and checked.

Knows nothing of searching, answerers or checks.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Coverage, NearArticle, Outcome, Refusal, Sentence, with_markers
from assistant.drafting import DraftEnd
from assistant.narrowed import searched
from assistant.plan import Plan
from assistant.searching import shown
from assistant.timings import Timings
from index.retrieving import RetrievedPassage

_LISTED = 10  # passages that an answer lists
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check let through."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    coverage: Coverage


def composed(
    plan: Plan, passages: Sequence[RetrievedPassage], end: DraftEnd, checked: Checked, timings: Timings
) -> Answer:
    """The answer of what stood, or the refusal where nothing did."""
    question, sentences, citations = plan.question, checked.sentences, checked.citations
    return Answer(
        id=uuid.uuid4().hex,
        question=question.text,
        query=plan.search.query,
        asked_on=question.asked_on.isoformat() if question.asked_on else None,
        mode=end.mode,
        outcome=_outcome(end, sentences),
        answer=with_markers(sentences, citations),
        sentences=sentences,
        citations=citations,
        passages=tuple(shown(passage) for passage in passages[:_LISTED]),
        refusal=None if sentences else _refusal(plan, passages),
        coverage=checked.coverage,
        filters=plan.filters,
        unanswered=end.unanswered if sentences else (),
        confidence=None if end.probability is None else round(end.probability, 4),
        notices=plan.notices,
        model=end.model,
        timings_ms=timings.milliseconds(),
    )


def _outcome(end: DraftEnd, sentences: Sequence[Sentence]) -> Outcome:
    if not sentences:
        return "refused"
    return "partial" if end.unanswered or end.is_cut else "answered"


def _refusal(plan: Plan, passages: Sequence[RetrievedPassage]) -> Refusal:
    if not plan.counts.articles and not plan.notices:
        return Refusal("The library holds no articles yet. Add some, then ask again.", code="no_articles")
    nearest = dict.fromkeys((p.passage.article_id, p.passage.title) for p in passages)
    count = plan.counts.articles
    looked = f"{count:,} article{'s were' if count != 1 else ' was'} searched for “{plan.search.query}”"
    newest = f"; the newest is of {plan.counts.newest}" if plan.counts.newest else ""
    reason = f"The articles do not say. {looked}{newest}."
    is_filtered_out = plan.let_through == 0 and plan.filters.narrows
    if plan.let_through is not None:
        reason = searched(plan.search, plan.let_through, count, is_filtered_out=is_filtered_out)
    return Refusal(
        reason,
        tuple(NearArticle(article_id, title) for article_id, title in list(nearest)[:_NEAREST]),
        code="filtered_out" if is_filtered_out else "not_said",
    )


def coverage_of(citations: Sequence[Citation], plan: Plan, *, independent: int) -> Coverage:
    """What the citations rest on; `independent` of their articles are no prints of another."""
    days = [citation.published[:10] for citation in citations if citation.published]
    return Coverage(
        articles=len({citation.article_id for citation in citations}),
        outlets=len({citation.outlet for citation in citations if citation.outlet}),
        independent=independent if citations else None,
        newest=max(days, default=None) if citations else plan.counts.newest,
        library_articles=plan.counts.articles,
        searched_articles=plan.let_through,
    )

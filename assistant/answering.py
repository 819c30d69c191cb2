"""The way from a question to an answer: understand, retrieve, answer, check, one stage after the other.

Knows nothing of terminals, windows or HTTP, and nothing of how each stage does its work.
"""

import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.answer import Answer, AnswerPassage, Citation, Coverage, NearArticle, Notice, Refusal, Sentence
from assistant.checking import Checker
from assistant.drafting import Answerer, Draft
from assistant.events import Event, Finished, Found, Searching, SentenceReady
from assistant.question import Question, understand
from assistant.time_words import Window, time_window
from corpus.duplicates import Duplicates
from corpus.library import Library, LibraryCounts
from index.retrieving import RetrievedPassage, Retriever, Search

_LISTED = 10  # passages that an answer lists
# What nearness in time counts beside a first rank, for a question with words such as "this week" and for others. For
# others 0.3, 0.5, 0.7 and 1.0 gave MRR@10 .715, .718, .722 and .733 on news-dev, whose questions are all on the news of
# their week; but the more it counts, the more is older news buried under anything new.
_TIME_WORDS_WEIGHT = 1.0
_TIME_WEIGHT = 0.7
_NEAREST = 3


@dataclass(slots=True)
class Timings:
    """Milliseconds of each stage, as they are measured."""

    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def measured(self, stage: str) -> Iterator[None]:
        """Add what runs inside to `stage`."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.stages[stage] = self.stages.get(stage, 0.0) + (time.perf_counter() - begin) * 1000

    def milliseconds(self) -> dict[str, float]:
        """Every stage and their total, rounded to a tenth."""
        total = sum(self.stages.values())
        return {name: round(ms, 1) for name, ms in {**self.stages, "total": total}.items()}


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be searched for a question, the days that can answer it, and what the reader should know about it."""

    question: Question
    search: Search
    counts: LibraryCounts
    window: Window | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Checked:
    """What the check let through."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    coverage: Coverage


class Answering:
    """Answers questions over one library with one answerer."""

    def __init__(
        self, library: Library, retriever: Retriever, answerer: Answerer, checker: Checker, duplicates: Duplicates
    ) -> None:
        self._library = library
        self._retriever = retriever
        self._answerer = answerer
        self._checker = checker
        self._duplicates = duplicates

    def stream(
        self, text: str, asked_on: date | None, without_articles: frozenset[str] = frozenset()
    ) -> Iterator[Event]:
        """The events of one question, the whole answer last. Raises UsageError for a blank or overlong question."""
        timings = Timings()
        with timings.measured("understand"):
            plan = self.plan(text, asked_on, without_articles)
        yield Searching(plan.search.query)
        with timings.measured("retrieve"):
            passages = self.retrieve(plan)
        yield Found(len(passages), len({p.passage.article_id for p in passages}))
        with timings.measured("answer"):
            draft = self.draft(plan, passages)
        yield from self._finish(plan, passages, draft, timings)

    def plan(self, text: str, asked_on: date | None, without_articles: frozenset[str] = frozenset()) -> Plan:
        """The search for a question. Where it was asked after the newest article, "this week" is that article's."""
        question, counts = understand(text, asked_on), self._library.counts()
        if asked_on is None or counts.newest is None:
            timeless = Search(question.query, without_articles=without_articles)
            return Plan(question, timeless, counts, None, _waiting_notices(counts))
        newest = date.fromisoformat(counts.newest)
        window = time_window(question.query, min(asked_on, newest))
        near_day, weight = (min(asked_on, newest), _TIME_WORDS_WEIGHT) if window else (asked_on, _TIME_WEIGHT)
        search = Search(question.query, near_day, weight, without_articles)
        return Plan(
            question, search, counts, window, (*_time_notices(window, newest, asked_on), *_waiting_notices(counts))
        )

    def retrieve(self, plan: Plan) -> list[RetrievedPassage]:
        """The passages for a plan, best first."""
        return self._retriever.retrieve(plan.search)

    def draft(self, plan: Plan, passages: Sequence[RetrievedPassage]) -> Draft:
        """A draft from those passages whose day can answer."""
        window = plan.window
        readable = [p for p in passages if window is None or window.admits(p.passage.day)]
        return self._answerer.draft(plan.question, readable)

    def _finish(
        self, plan: Plan, passages: Sequence[RetrievedPassage], draft: Draft, timings: Timings
    ) -> Iterator[Event]:
        """Check sentence by sentence, then put the answer or the refusal together."""
        pairs: list[tuple[Sentence, tuple[Citation, ...]]] = []
        with timings.measured("check"):
            pairs.extend(self._checker.check(draft))
        for sentence, citations in pairs:
            yield SentenceReady(sentence, citations)
        checked = self._checked(pairs, plan.counts)
        notices = (*plan.notices, *_words_only_notices(self._retriever))
        yield Finished(_answer(replace(plan, notices=notices), passages, draft, checked, timings))

    def _checked(self, pairs: Sequence[tuple[Sentence, tuple[Citation, ...]]], counts: LibraryCounts) -> _Checked:
        """Sentences and citations with what they rest on; prints of one text are one independent source."""
        citations = tuple(citation for _, cited in pairs for citation in cited)
        groups = self._duplicates.groups(citation.article_id for citation in citations)
        coverage = _coverage(citations, counts, independent=len(set(groups.values())))
        return _Checked(tuple(sentence for sentence, _ in pairs), citations, coverage)


def _time_notices(window: Window | None, newest: date, asked_on: date) -> tuple[Notice, ...]:
    """How words of time were read, where they decide which articles can answer."""
    if window is None:
        return ()
    text = f"“{window.words}” was read as {window.first.isoformat()} to {window.last.isoformat()}."
    if newest < asked_on:
        text = f"The newest article is of {newest.isoformat()}; {text}"
    return (Notice("time_window", text),)


def _waiting_notices(counts: LibraryCounts) -> tuple[Notice, ...]:
    """A notice where articles are kept that cannot be searched yet."""
    if not counts.waiting:
        return ()
    articles = f"{counts.waiting:,} article{'s are' if counts.waiting != 1 else ' is'}"
    return (Notice("articles_waiting", f"{articles} still being indexed and could not be searched."),)


def _words_only_notices(retriever: Retriever) -> tuple[Notice, ...]:
    """A notice where passages were found by their words alone."""
    if not retriever.words_only:
        return ()
    return (
        Notice("words_only", "The index is being built: this was searched by its words alone, not yet by its meaning."),
    )


def _answer(
    plan: Plan,
    passages: Sequence[RetrievedPassage],
    draft: Draft,
    checked: _Checked,
    timings: Timings,
) -> Answer:
    question, sentences, citations = plan.question, checked.sentences, checked.citations
    return Answer(
        id=uuid.uuid4().hex,
        question=question.text,
        query=question.query,
        asked_on=question.asked_on.isoformat() if question.asked_on else None,
        mode="quoting",
        outcome="answered" if sentences else "refused",
        answer=_with_markers(sentences, citations),
        sentences=sentences,
        citations=citations,
        passages=tuple(_shown(passage) for passage in passages[:_LISTED]),
        refusal=None if sentences else _refusal(plan, passages),
        coverage=checked.coverage,
        confidence=round(draft.probability, 4),
        notices=plan.notices,
        timings_ms=timings.milliseconds(),
    )


def _with_markers(sentences: Sequence[Sentence], citations: Sequence[Citation]) -> str:
    """The sentences with their markers; a new paragraph where the article changes."""
    article_of = {citation.number: citation.article_id for citation in citations}
    text, article = "", None
    for sentence in sentences:
        cited = article_of[sentence.citations[0]]
        joint = "" if not text else " " if cited == article else "\n\n"
        text += joint + sentence.text + " " + "".join(f"[{number}]" for number in sentence.citations)
        article = cited
    return text


def _shown(retrieved: RetrievedPassage) -> AnswerPassage:
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


def _refusal(plan: Plan, passages: Sequence[RetrievedPassage]) -> Refusal:
    if not plan.counts.articles and not plan.notices:
        return Refusal("The library holds no articles yet. Add some, then ask again.")
    nearest = dict.fromkeys((p.passage.article_id, p.passage.title) for p in passages)
    count = plan.counts.articles
    searched = f"{count:,} article{'s were' if count != 1 else ' was'} searched for “{plan.search.query}”"
    newest = f"; the newest is of {plan.counts.newest}" if plan.counts.newest else ""
    return Refusal(
        f"The articles do not say. {searched}{newest}.",
        tuple(NearArticle(article_id, title) for article_id, title in list(nearest)[:_NEAREST]),
    )


def _coverage(citations: Sequence[Citation], counts: LibraryCounts, *, independent: int) -> Coverage:
    days = [citation.published[:10] for citation in citations if citation.published]
    return Coverage(
        articles=len({citation.article_id for citation in citations}),
        outlets=len({citation.outlet for citation in citations if citation.outlet}),
        independent=independent if citations else None,
        newest=max(days, default=None) if citations else counts.newest,
        library_articles=counts.articles,
    )

"""The way from a question to an answer: understand, retrieve, answer, check, one stage after the other.

Knows nothing of terminals, windows or HTTP, and nothing of how each stage does its work.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import islice
from operator import itemgetter

from assistant.answer import (
    Citation,
    Mode,
    Sentence,
)
from assistant.checking import Checker, ReadVersion
from assistant.composing import Checked, composed, coverage_of
from assistant.drafting import Answerer, AnswerTask, DraftEnd, DraftPause, DraftStep
from assistant.errors import NoModelError
from assistant.events import Event, Finished, Found, Searching, SentenceReady, Working
from assistant.follow_ups import Earlier, searched_query
from assistant.named_outlets import NamedOutlets, named_outlets, subjects
from assistant.narrowed import wrong_filters_explained
from assistant.notices import as_of_notices, outlet_notices, time_notices, waiting_notices, words_only_notices
from assistant.plan import Plan, readable
from assistant.question import understand
from assistant.reported_words import reported_words
from assistant.time_words import time_window
from assistant.timings import Timings
from corpus.duplicates import Duplicates
from corpus.filters import NO_FILTERS, Filters
from corpus.library import Library, LibraryCounts
from index.retrieving import RetrievedPassage, Retriever, Search

# What nearness in time counts beside a first rank, for a question with words such as "this week" and for others. For
# others 0.3, 0.5, 0.7 and 1.0 gave MRR@10 .715, .718, .722 and .733 on news-dev, whose questions are all on the news of
# their week; but the more it counts, the more is older news buried under anything new.
_TIME_WORDS_WEIGHT = 1.0
_TIME_WEIGHT = 0.7
_MOST_REPORTED = 2  # sentences of another outlet's passage that report the words of those that are named
_AFTER_OWN = 0.5  # of a rank: what an outlet prints stands before what others report of it


class Answering:
    """Answers questions over one library: an answerer for "quoting", and one for "writing" where a model is set."""

    def __init__(
        self,
        library: Library,
        retriever: Retriever,
        answerers: Mapping[Mode, Answerer],
        read_version: ReadVersion,
        duplicates: Duplicates,
    ) -> None:
        self._library = library
        self._retriever = retriever
        self._answerers = answerers
        self._read_version = read_version
        self._duplicates = duplicates

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The ways of answering that there are, the one first that is taken where none is asked for."""
        return ("writing", "quoting") if "writing" in self._answerers else ("quoting",)

    def stream(
        self,
        text: str,
        asked_on: date | None,
        without_articles: frozenset[str] = frozenset(),
        *,
        earlier: Sequence[Earlier] = (),
        filters: Filters = NO_FILTERS,
        mode: Mode | None = None,
    ) -> Generator[Event, None, None]:
        """The events of one question, the whole answer last; it may go on with `earlier` ones.

        Raises UsageError for a blank or overlong question, for filters that name what no article has, and for a `mode`
        that there is not.
        """
        answerer = self._answerer(mode)
        timings = Timings()
        with timings.measured("understand"):
            plan = self.plan(text, asked_on, without_articles, earlier=earlier, filters=filters)
        yield Searching(plan.search.query)
        with timings.measured("retrieve"):
            passages = self.retrieve(plan)
        yield Found(len(passages), len({p.passage.article_id for p in passages}))
        with closing(answerer.draft(_task(plan, passages))) as steps:
            yield from self._finish(plan, passages, steps, timings)

    def plan(
        self,
        text: str,
        asked_on: date | None,
        without_articles: frozenset[str] = frozenset(),
        *,
        earlier: Sequence[Earlier] = (),
        filters: Filters = NO_FILTERS,
    ) -> Plan:
        """The search for a question. Where it was asked after the newest article, "this week" is that article's.

        Where it was asked on a day that is past, articles published later are not searched.

        Only the search reads the question that it goes on with: words of time and the answerer mean the question
        itself. Where that only names outlets, it asks the one before again: "And according to the Harbour Post?".
        """
        question, counts = understand(text, asked_on), self._library.counts()
        as_of = _as_of(asked_on, counts)
        with wrong_filters_explained():
            filters, outlets = self._retriever.known(filters), self._retriever.outlets()
            before, after_outlets = subjects(earlier, outlets)
            named = _among(filters, named_outlets(question.query, outlets, after_another=after_outlets))
            query = searched_query(named.rest if named else question.query, before) or question.query
            question = replace(question, query=named.rest or query) if named else question
            narrowed = replace(filters, outlets=named.outlets) if named else filters
            search = Search(query, without_articles=without_articles, filters=narrowed, as_of=as_of)
            let_through = self._retriever.let_through(search)
        notices = (*as_of_notices(as_of), *outlet_notices(named), *waiting_notices(counts))
        plan = Plan(question, search, counts, None, notices, let_through, filters, named)
        if asked_on is None or counts.newest is None:
            return plan
        newest = date.fromisoformat(counts.newest)
        window = time_window(question.query, min(asked_on, newest))
        near_day, weight = (min(asked_on, newest), _TIME_WORDS_WEIGHT) if window else (asked_on, _TIME_WEIGHT)
        search = replace(search, near_day=near_day, time_weight=weight)
        notices = (*time_notices(window, newest, asked_on), *plan.notices)
        return replace(plan, search=search, window=window, notices=notices)

    def retrieve(self, plan: Plan) -> list[RetrievedPassage]:
        """The passages for a plan, best first. Raises UsageError where the last article of a filter went meanwhile.

        Where the question names outlets: what these print, and what others report of their words, each by its rank in a
        search of its own.
        """
        with wrong_filters_explained():
            passages = self._retriever.retrieve(plan.search)
            if plan.named is None:
                return passages
            naming = " ".join((*plan.named.outlets, plan.search.query))
            everything = replace(plan.search, query=naming, filters=plan.filters)
            return self._with_others(passages, plan.named.outlets, self._retriever.retrieve(everything))

    def _with_others(
        self, own: Sequence[RetrievedPassage], outlets: Sequence[str], others: Sequence[RetrievedPassage]
    ) -> list[RetrievedPassage]:
        """What the outlets print, and what others report of it, unless that is a print of the same text."""
        groups = self._duplicates.groups({one.passage.article_id for one in (*own, *others)})
        printed = {groups[one.passage.article_id] for one in own}
        ranked = {_place(one): (float(rank), one) for rank, one in enumerate(own)}
        for rank, other in enumerate(others):
            if groups[other.passage.article_id] not in printed:
                for one in islice(reported_words(other, outlets), _MOST_REPORTED):
                    ranked.setdefault(_place(one), (rank + _AFTER_OWN, one))
        return [one for _, one in sorted(ranked.values(), key=itemgetter(0))]

    def draft(
        self, plan: Plan, passages: Sequence[RetrievedPassage], mode: Mode | None = None
    ) -> Generator[DraftStep, None, None]:
        """A draft from the passages that can answer, unchecked."""
        return self._answerer(mode).draft(_task(plan, passages))

    def _answerer(self, mode: Mode | None) -> Answerer:
        answerer = self._answerers.get(mode or self.modes[0])
        if answerer is None:
            raise NoModelError(
                "No language model is set, so nothing can be written. Set ASSISTANT_MODEL, or ask for quoting."
            )
        return answerer

    def _finish(
        self,
        plan: Plan,
        passages: Sequence[RetrievedPassage],
        steps: Generator[DraftStep, None, None],
        timings: Timings,
    ) -> Iterator[Event]:
        """Check each sentence as it comes, then put the answer or the refusal together."""
        checker, pairs = Checker(self._read_version), list[tuple[Sentence, tuple[Citation, ...]]]()
        while True:
            with timings.measured("answer"):
                step = next(steps)
            if isinstance(step, DraftEnd):
                break
            if isinstance(step, DraftPause):
                yield Working(step.doing)
                continue
            with timings.measured("check"):
                pairs.append(checker.check(step))
            yield SentenceReady(*pairs[-1])
        with timings.measured("check"):
            checked = self._checked(pairs, plan)
        notices = (*plan.notices, *step.notices, *words_only_notices(self._retriever))
        yield Finished(composed(replace(plan, notices=notices), passages, step, checked, timings))

    def _checked(self, pairs: Sequence[tuple[Sentence, tuple[Citation, ...]]], plan: Plan) -> Checked:
        """Sentences and citations with what they rest on; prints of one text are one independent source."""
        citations = tuple(citation for _, cited in pairs for citation in cited)
        groups = self._duplicates.groups(citation.article_id for citation in citations)
        coverage = coverage_of(citations, plan, independent=len(set(groups.values())))
        return Checked(tuple(sentence for sentence, _ in pairs), citations, coverage)


def _task(plan: Plan, passages: Sequence[RetrievedPassage]) -> AnswerTask:
    return AnswerTask(plan.question, plan.search.query, readable(plan, passages))


def _among(filters: Filters, named: NamedOutlets | None) -> NamedOutlets | None:
    """The outlets that a question names, but those that its filters do not let through; None where none is left."""
    if named is None or not filters.outlets:
        return named
    among = tuple(outlet for outlet in named.outlets if outlet in filters.outlets)
    return replace(named, outlets=among) if among else None


def _place(one: RetrievedPassage) -> tuple[str, int]:
    return one.passage.article_id, one.passage.start


def _as_of(asked_on: date | None, counts: LibraryCounts) -> date | None:
    """The day to answer as of: that of a question of the past, where articles came out since."""
    if asked_on is None or counts.newest is None or asked_on >= min(date.today(), date.fromisoformat(counts.newest)):
        return None
    return asked_on

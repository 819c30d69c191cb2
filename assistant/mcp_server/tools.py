"""What the tools do, each from its arguments to its result, over a library that is open here or on a server.

Each ends early once it is `stopped`, with LeftError or whatever it has: nobody waits for its result then. Knows
nothing of the protocol.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import Protocol

from assistant.answer import Answer, AnswerPassage, Citation, Mode
from assistant.events import Event, answer_of
from assistant.intake import Intake
from assistant.keeping import SourceState
from assistant.mcp_server.shapes import (
    AddArguments,
    AddResult,
    ArticleArguments,
    ArticleResult,
    AskArguments,
    AskResult,
    CheckArguments,
    CheckResult,
    Cited,
    Near,
    PassageFound,
    SearchArguments,
    SearchResult,
    SentenceChecked,
    SourceListed,
    SourcesArguments,
    SourcesResult,
)
from assistant.stopping import Stopped
from assistant.support.check_report import CheckReport
from assistant.support.wording import told
from corpus.filters import Filters
from corpus.library import Version
from corpus.web_targets import shown


class Served(Protocol):
    """What the tools need of a library."""

    def stream(
        self, question: str, *, asked_on: date | None = None, filters: Filters = ..., mode: Mode | None = None
    ) -> Generator[Event, None, None]:
        """An answer, or that the articles do not say, as it comes about; closed early, it is ended."""
        ...

    def check(self, text: str, *, articles: Sequence[str] = (), stopped: Stopped = ...) -> CheckReport:
        """Each sentence of a text, supported or not."""
        ...

    def search(self, query: str, *, filters: Filters = ..., limit: int = ...) -> Sequence[AnswerPassage]:
        """Passages, best first."""
        ...

    def article(self, article_id: str, version: int | None = None) -> Version:
        """One article."""
        ...

    def versions(self, article_id: str) -> Sequence[Version]:
        """All that are kept of it."""
        ...

    def sources(self) -> Sequence[SourceState]:
        """Where articles come from."""
        ...

    def take_in(self, items: Sequence[str], *, stopped: Stopped = ...) -> Intake:
        """Add what somebody names."""
        ...


class LeftError(Exception):
    """Nobody waits for the result any more; never leaves this package."""


def search(library: Served, arguments: SearchArguments, stopped: Stopped) -> SearchResult:
    """The passages."""
    found = library.search(arguments.query, filters=arguments.filters, limit=arguments.limit)
    return SearchResult(passages=[_passage(passage) for passage in found])


def ask(library: Served, arguments: AskArguments, stopped: Stopped) -> AskResult:
    """The answer or the refusal. Raises LeftError."""
    answer = _answer(library, arguments, stopped)
    refusal = answer.refusal
    return AskResult(
        outcome=answer.outcome,
        mode=answer.mode,
        answer=answer.answer,
        unanswered=list(answer.unanswered),
        citations=[_cited(citation) for citation in answer.citations],
        refusal=refusal.reason if refusal else None,
        nearest=[Near(article_id=near.article_id, title=near.title) for near in refusal.nearest] if refusal else [],
        notices=[notice.text for notice in answer.notices],
    )


def check(library: Served, arguments: CheckArguments, stopped: Stopped) -> CheckResult:
    """Each sentence with its quotes."""
    report = library.check(arguments.text, articles=arguments.articles, stopped=stopped)
    sentences = [
        SentenceChecked(
            text=one.text,
            supported=one.supported,
            citations=list(one.citations),
            faults=[told(fault) for fault in one.faults],
        )
        for one in report.sentences
    ]
    cited = [_cited(citation) for citation in report.citations]
    return CheckResult(supported=report.supported, sentences=sentences, citations=cited)


def get_article(library: Served, arguments: ArticleArguments, stopped: Stopped) -> ArticleResult:
    """A part of the article."""
    found = library.article(arguments.article_id, arguments.version)
    article, begin = found.article, arguments.offset
    end = min(begin + arguments.limit, len(article.text))
    return ArticleResult(
        article_id=article.id,
        version=found.number,
        versions=len(library.versions(article.id)),
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        authors=list(article.authors),
        published=article.published.iso if article.published else None,
        language=article.language,
        characters=len(article.text),
        offset=begin,
        text=article.text[begin:end],
        next_offset=end if end < len(article.text) else None,
    )


def list_sources(library: Served, arguments: SourcesArguments, stopped: Stopped) -> SourcesResult:
    """A part of the list."""
    states = library.sources()
    some = states[arguments.offset : arguments.offset + arguments.limit]
    return SourcesResult(sources=[_source(state) for state in some], total=len(states))


def add_article(library: Served, arguments: AddArguments, stopped: Stopped) -> AddResult:
    """What was added."""
    report = library.take_in([arguments.address], stopped=stopped).report
    return AddResult(
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
        skipped=[f"{skipped.name}: {skipped.reason}" for skipped in report.skipped],
    )


def _answer(library: Served, arguments: AskArguments, stopped: Stopped) -> Answer:
    events = library.stream(
        arguments.question, asked_on=arguments.asked_on, filters=arguments.filters, mode=arguments.mode
    )
    with closing(events):
        return answer_of(_until_stopped(events, stopped))


def _until_stopped(events: Iterator[Event], stopped: Stopped) -> Iterator[Event]:
    for event in events:
        yield event
        if stopped():
            raise LeftError


def _passage(found: AnswerPassage) -> PassageFound:
    return PassageFound(
        article_id=found.article_id,
        version=found.version,
        title=found.title,
        url=found.url,
        outlet=found.outlet,
        published=found.published,
        text=found.text,
        start=found.start,
        end=found.end,
        score=found.score,
    )


def _cited(citation: Citation) -> Cited:
    return Cited(
        number=citation.number,
        article_id=citation.article_id,
        version=citation.version,
        title=citation.title,
        url=citation.url,
        outlet=citation.outlet,
        published=citation.published,
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
        link=citation.link,
    )


def _source(state: SourceState) -> SourceListed:
    source = state.source
    return SourceListed(
        id=source.id,
        kind=source.kind.value,
        name=source.title or shown(source.address),
        address=shown(source.address),
        articles=state.counts.articles,
        paused=source.paused,
        last_at=source.last_at.isoformat() if source.last_at else None,
        last_result=source.last_result,
    )

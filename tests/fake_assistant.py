"""A library that answers at once, for tests of what shows it: it stands in for `assistant.Assistant`.

Knows nothing of the window, nor of how a real library finds and judges.
"""

import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.answer import Answer, Citation, Coverage, Mode, ModelUse, NearArticle, Refusal, Sentence
from assistant.citations import cite
from assistant.conversations import tables as conversation_tables
from assistant.conversations.store import Conversations
from assistant.conversing import Conversing
from assistant.drafting import DraftQuote
from assistant.errors import AssistantError
from assistant.events import Event, Finished, Found, Searching, SentenceReady, Working
from assistant.inbox import HandedIn, Inbox
from assistant.introduction import NO_INTRODUCTION, Introduction
from assistant.jobs import Job
from assistant.question import Question
from assistant.running import Running
from assistant.status import ModelStatus
from assistant.support.check_report import CheckReport
from assistant.support.text_checking import check_text, whole
from corpus.article import Article, Skipped
from corpus.database import Database
from corpus.errors import ArticleNotFoundError, SourceNotFoundError, UnreachableError
from corpus.facets import Facet, Facets, MonthCount
from corpus.filters import NO_FILTERS, Filters
from corpus.library import Version
from corpus.listing import ListedArticle, ListPage, page_of
from corpus.source import Entry, Source, SourceKind
from corpus.sources import SourceCounts
from index.reports import IndexState
from index.sentences import Span
from index.updating import Progress, UpdateProgress, UpdateReport
from tests.fakes import WordJudge


@dataclass(frozen=True, slots=True)
class FakeStatus:
    """What a window reads of a library's status."""

    data_directory: str
    articles: int
    newest: str | None
    waiting_articles: int = 0
    model: ModelStatus | None = None


@dataclass(frozen=True, slots=True)
class FakeSource:
    """What a window reads of a source's state."""

    source: Source
    counts: SourceCounts = field(default_factory=SourceCounts)
    troubles: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class FakeCollected:
    """What a look at a source did."""

    source: Source
    line: str
    stopped: bool


@dataclass
class FakeAssistant:
    """Answers with the sentences that share most words with the question, from articles that are its own.

    A question with "crash" in it raises; one that shares less than two long words with every sentence is refused.
    Added files become articles whose title is the file's name and whose text is the file's text; `.pdf` is skipped.
    `pause_s` passes before each sentence, 1.5 s where the question has "slowly" in it. `kept` are its sources; adding
    one whose address has "nowhere" in it is refused, updating one brings an article about itself, and tells of it in
    stages. `old` are former versions, `done` its jobs. Conversations are kept in a file. With a `model` it also writes:
    its sentences begin with "Reportedly:", and of a question with "and why" in it that part is left open.
    """

    data_directory: Path
    library: dict[str, Version]
    pause_s: float = 0.0
    introduction: Introduction = NO_INTRODUCTION
    seen: list[str] = field(default_factory=list)
    kept: dict[str, FakeSource] = field(default_factory=dict)
    old: dict[str, list[Version]] = field(default_factory=dict)
    retired: set[str] = field(default_factory=set)
    index: IndexState | None = None
    model: ModelStatus | None = None
    running: Running = field(default_factory=Running)
    done: list[Job] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.data_directory.mkdir(parents=True, exist_ok=True)
        file = self.data_directory / "fake.sqlite3"
        self.conversations = Conversations(Database(file, conversation_tables.MIGRATIONS))
        self.inbox = Inbox(self.data_directory / "uploads")

    @property
    def modes(self) -> tuple[Mode, ...]:
        """Writing first, where there is a model."""
        return ("writing", "quoting") if self.model else ("quoting",)

    def check(self, text: str) -> CheckReport:
        """By the words of all its articles."""
        excerpts = [whole(version) for version in self.library.values()]
        return check_text(text, WordJudge(), lambda sentence: excerpts, self.article)

    def stream(
        self,
        question: str,
        *,
        filters: Filters = NO_FILTERS,
        conversation: str | None = None,
        mode: Mode | None = None,
    ) -> Iterator[Event]:
        """Searching, Found, the best sentences, Finished; kept in the conversation."""
        events = self._events(question, filters)
        if (mode or self.modes[0]) == "writing":
            events = self._written(events)
        if conversation is None:
            return events
        return Conversing(self.conversations).kept(conversation, Question(question, question, None), filters, events)

    def _written(self, events: Iterator[Event]) -> Generator[Event, None, None]:
        """The same in other words, with pauses."""
        assert self.model
        for event in events:
            match event:
                case SentenceReady(sentence, citations):
                    for _ in range(int(self.pause_s / 0.05)):
                        yield Working("writing")
                        time.sleep(0.05)
                    yield Working("checking")
                    yield SentenceReady(_in_other_words(sentence), citations)
                case Finished(answer) if answer.sentences:
                    sentences = tuple(map(_in_other_words, answer.sentences))
                    text = " ".join(f"{one.text} [{one.citations[0]}]" for one in sentences)
                    left = ("and why",) if "and why" in answer.question else ()
                    use = ModelUse(self.model.name, 1200, 85)
                    told = replace(answer, mode="writing", answer=text, sentences=sentences, unanswered=left, model=use)
                    yield Finished(replace(told, outcome="partial" if left else "answered"))
                case _:
                    yield event

    def _events(self, question: str, filters: Filters) -> Generator[Event, None, None]:
        yield Searching(question)
        if "crash" in question:
            raise AssistantError("The vector store cannot be read. Run `assistant doctor`, then ask again.")
        found = self._best_sentences(question, filters)
        yield Found(12, len(self.library))
        sentences, citations = [], []
        for number, (version, start, end) in enumerate(found, 1):
            time.sleep(1.5 if "slowly" in question else self.pause_s)
            citation = cited(version, number, start, end)
            sentences.append(Sentence(citation.quote, (number,)))
            citations.append(citation)
            yield SentenceReady(sentences[-1], (citation,))
        yield Finished(replace(self._answer(question, sentences, citations), filters=filters))

    def hand_in(self, files: Sequence[HandedIn], progress: Progress) -> UpdateReport:
        """One article for each file, which is gone then."""
        with self.inbox.holding(files) as paths:
            return self.add(paths, progress)

    def facets(self) -> Facets:
        """By outlet and month, and the days between which all was published."""
        dated = [(_published(one)[:10], one.article.outlet) for one in self.library.values() if one.article.published]
        counts = Counter(one.article.outlet for one in self.library.values() if one.article.outlet)
        months = Counter((day[:7], outlet) for day, outlet in dated)
        return Facets(
            len(self.library),
            outlets=tuple(Facet(name, name, number) for name, number in counts.most_common()),
            months=tuple(
                MonthCount(month, outlet, number) for (month, outlet), number in sorted(months.items(), key=str)
            ),
            oldest=min((day for day, _ in dated), default=None),
            newest=max((day for day, _ in dated), default=None),
        )

    def jobs(self, limit: int) -> Sequence[Job]:
        """Those that were given."""
        return self.done[:limit]

    def back_up(self, file: Path) -> None:
        """A file that says what it is."""
        file.write_text("a backup", encoding="utf-8")

    def add(self, paths: Sequence[Path], progress: Progress) -> UpdateReport:
        """One article for each file."""
        report = UpdateReport()
        for done, path in enumerate(paths, 1):
            time.sleep(self.pause_s)
            self._read(path, report)
            progress(UpdateProgress("reading", articles=done))
        for passages in range(10, 60, 10):
            time.sleep(self.pause_s)
            progress(UpdateProgress("indexing", len(paths), passages, passages * 100, 5000))
        return report

    def article(self, article_id: str, version: int | None = None) -> Version:
        """The article as it stands now, or the version with this number."""
        if version is None and article_id in self.retired:
            raise ArticleNotFoundError(f"Article {article_id} is retired.")
        for one in reversed(self.versions(article_id)):
            if version is None or one.number == version:
                return one
        raise ArticleNotFoundError(f"There is no version {version} of {article_id}.")

    def versions(self, article_id: str) -> list[Version]:
        """The former ones and the article as it stands now."""
        if article_id not in self.library:
            raise ArticleNotFoundError(f"There is no article {article_id}.")
        return [*self.old.get(article_id, ()), self.library[article_id]]

    def listed(self, search: str, offset: int, limit: int) -> ListPage:
        """The articles, newest publication first."""
        newest_first = sorted(self.library.values(), key=_published, reverse=True)
        return page_of([self._listed(version) for version in newest_first], search, offset, limit)

    def remove(self, article_id: str) -> None:
        """Forget an article."""
        self.versions(article_id)
        del self.library[article_id]

    def sources(self) -> list[FakeSource]:
        """All of them."""
        return list(self.kept.values())

    def add_source(self, address: str, progress: Progress, stopped: Callable[[], bool]) -> Source:
        """A page."""
        if "nowhere" in address:
            raise UnreachableError(f"There is no such host: {address}. Check the address.")
        self.kept[address] = FakeSource(Source(address, SourceKind.PAGE, address, datetime.now(UTC)))
        self.update_source(address, progress, stopped)
        return self.kept[address].source

    def update_source(self, source_id: str, progress: Progress, stopped: Callable[[], bool]) -> FakeCollected:
        """One new article, unless it is stopped."""
        for articles in range(1, 4):
            if stopped():
                return FakeCollected(self._source(source_id).source, "nothing there", stopped=True)
            progress(UpdateProgress("reading", articles=articles))
            time.sleep(self.pause_s)
        source = self._source(source_id).source
        article = Article(f"from {source_id}", f"News from {source.name}", f"Wallabies were seen near {source.name}.")
        now = datetime.now(UTC)
        with self._lock:
            self.library[article.id] = Version(article, 1, now.isoformat(timespec="seconds"))
            looked = replace(source, last_at=now, last_result="1 added", next_at=now + timedelta(hours=1))
            self.kept[source_id] = FakeSource(looked, SourceCounts(articles=1))
        return FakeCollected(looked, "1 added", stopped=False)

    def retry_source(self, source_id: str, progress: Progress, stopped: Callable[[], bool]) -> FakeCollected:
        """Succeeds."""
        return self.update_source(source_id, progress, stopped)

    def pause_source(self, source_id: str) -> None:
        """By hand."""
        self._change(source_id, "paused by hand")

    def resume_source(self, source_id: str) -> None:
        """At once."""
        self._change(source_id, None)

    def remove_source(self, source_id: str) -> None:
        """Its articles stay."""
        self._source(source_id)
        del self.kept[source_id]

    def index_state(self) -> IndexState:
        """Ten passages an article, unless something else was given."""
        passages = 10 * len(self.library)
        return self.index or IndexState(passages, passages)

    def status(self) -> FakeStatus:
        """How many articles, and the newest date."""
        dates = [version.article.published.iso for version in self.library.values() if version.article.published]
        return FakeStatus(str(self.data_directory), len(self.library), max(dates, default=None), model=self.model)

    def _source(self, source_id: str) -> FakeSource:
        if source_id not in self.kept:
            raise SourceNotFoundError(f"There is no source {source_id}.")
        return self.kept[source_id]

    def _change(self, source_id: str, paused: str | None) -> None:
        state = self._source(source_id)
        self.kept[source_id] = replace(state, source=replace(state.source, paused=paused))

    def _listed(self, version: Version) -> ListedArticle:
        article = version.article
        published = article.published.iso if article.published else None
        retired_at = version.added_at if article.id in self.retired else None
        versions = len(self.versions(article.id))
        return ListedArticle(
            article.id, article.title, article.outlet, published, version.added_at, versions, not retired_at, retired_at
        )

    def _read(self, path: Path, report: UpdateReport) -> None:
        self.seen.append(path.name)
        if path.suffix == ".pdf":
            report.skipped.append(Skipped(str(path), "it holds no text, only pictures of pages"))
            return
        article = Article(id=f"upload {path.name}", title=path.stem, text=path.read_text())
        with self._lock:
            self.library[article.id] = Version(article, 1, "2024-12-20T08:00:00+00:00")
        report.added.append(article.id)

    def _best_sentences(self, question: str, filters: Filters) -> list[tuple[Version, int, int]]:
        wanted, outlets = _long_words(question), filters.outlets
        scored = [
            (len(wanted & _long_words(version.article.text[start:end])), version, start, end)
            for version in self.library.values()
            if not outlets or version.article.outlet in outlets
            for start, end in _sentence_spans(version.article.text)
        ]
        best = sorted((one for one in scored if one[0] >= 2), key=lambda one: -one[0])[:3]
        return [(version, start, end) for _, version, start, end in best]

    def _answer(self, question: str, sentences: list[Sentence], citations: list[Citation]) -> Answer:
        newest = self.status().newest
        coverage = Coverage(len({one.article_id for one in citations}), 1, None, newest, len(self.library))
        nearest = tuple(NearArticle(one.article.id, one.article.title) for one in list(self.library.values())[:3])
        refusal = None if sentences else Refusal("No passage holds an answer to this question.", nearest)
        return Answer(
            id=uuid.uuid4().hex,
            question=question,
            query=question,
            asked_on=None,
            mode="quoting",
            outcome="answered" if sentences else "refused",
            answer=" ".join(f"{one.text} [{one.citations[0]}]" for one in sentences),
            sentences=tuple(sentences),
            citations=tuple(citations),
            refusal=refusal,
            coverage=coverage,
        )


def cited(version: Version, number: int, start: int, end: int) -> Citation:
    """A citation of a span of a version; its link is the article's address, whatever that is."""
    article, span = version.article, Span(start, end)
    citation = cite(number, DraftQuote(article.id, version.number, span.of(article.text), span), version)
    return replace(citation, link=f"{article.url}#:~:text=quoted" if article.url else None)


def _in_other_words(sentence: Sentence) -> Sentence:
    return replace(sentence, text=f"Reportedly: {sentence.text}", support="supported")


def _published(version: Version) -> str:
    return version.article.published.iso if version.article.published else version.added_at


def _long_words(text: str) -> set[str]:
    return {word.strip(".,?!“”\"'").lower() for word in text.split() if len(word) > 5}


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, cut at full stops; enough for a fake."""
    start = 0
    while (stop := text.find(".", start)) >= 0:
        while text[start] in " \n":
            start += 1
        yield start, stop + 1
        start = stop + 1

"""Small real objects that stand in for big ones, passed in by tests.

Each class is self-contained.
"""

import hashlib
import re
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from assistant.answer import Answer, Citation, Coverage, Mode, ModelUse, NearArticle, Refusal, Sentence
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
from assistant.support.verdict import Excerpt, Fault, Verdict
from corpus import library_tables
from corpus.article import Article, Publication, Skipped
from corpus.database import Database
from corpus.errors import ArticleNotFoundError, SourceNotFoundError, UnreachableError
from corpus.facets import Facet, Facets, MonthCount
from corpus.filters import NO_FILTERS, Filters
from corpus.library import Library, Version
from corpus.listing import ListedArticle, ListPage, page_of
from corpus.source import Entry, EntryState, Source, SourceKind
from corpus.sources import SourceCounts
from index import embedding
from index import ledger as index_tables
from index.embedding import Vectors
from index.ledger import Ledger
from index.passage import Passage, embedded_text, passages_of
from index.relevance import Head, Scores
from index.reports import IndexState
from index.retrieving import Retriever
from index.sentences import split_sentences
from index.updating import Progress, UpdateProgress, UpdateReport
from index.vectors import VectorHit
from index.words import WordSearch


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
    """A citation of a span of a version."""
    article = version.article
    return Citation(
        number=number,
        article_id=article.id,
        version=version.number,
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        authors=article.authors,
        published=article.published.iso if article.published else None,
        quote=article.text[start:end],
        start=start,
        end=end,
        spans=((start, end),),
        link=f"{article.url}#:~:text=quoted" if article.url else None,
    )


def _in_other_words(sentence: Sentence) -> Sentence:
    return replace(sentence, text=f"Reportedly: {sentence.text}", support="supported")


def _published(version: Version) -> str:
    return version.article.published.iso if version.article.published else version.added_at


def small_sources() -> dict[str, FakeSource]:
    """A feed with something that could not be read, a paused page, and a hostile folder nobody looked at yet."""
    noon = datetime(2024, 12, 20, 12, 0, tzinfo=UTC)
    feed = Source(
        "f1",
        SourceKind.FEED,
        "https://harbourpost.example/feed.xml",
        noon,
        title="Harbour Post",
        next_at=datetime(2124, 12, 20, 12, 30, tzinfo=UTC),
        last_at=noon,
        last_result="2 new, 1 changed, 1 failed",
    )
    wall = Entry("wall", EntryState.FAILED, url="https://harbourpost.example/wall", reason="it is behind a paywall")
    page = Source("p1", SourceKind.PAGE, "https://valley.example/weather", noon, paused="it is gone for good")
    hostile = Source("h1", SourceKind.FOLDER, '/srv/<img src=x onerror=window.hurt=11>"', noon, next_at=noon)
    return {
        feed.id: FakeSource(feed, SourceCounts(articles=1204, failed=1), (wall,)),
        page.id: FakeSource(page, SourceCounts(articles=1)),
        hostile.id: FakeSource(hostile),
    }


def small_library() -> dict[str, Version]:
    """Three articles: a long one, a short one, and a hostile one without a date."""
    creamery = Article(
        id="creamery",
        title="Creamery strike over after 31 days as 5.4 per cent is accepted",
        text=_CREAMERY,
        url="https://orlevalleycourier.example/news/creamery-deal",
        outlet="Orle Valley Courier",
        authors=("Owen Skaife",),
        published=Publication.from_iso("2024-11-08"),
    )
    bridge = Article(
        id="bridge delay/2",
        title="Quay Bridge to open on 17 January",
        text="The Quay Bridge will open to cars again on 17 January, the council said on Friday.",
        url="https://harbourpost.example/bridge-delay",
        outlet="Harbour Post",
        published=Publication.from_iso("2024-11-29T09:30:00+00:00"),
    )
    hostile = Article(
        id='evil"><img src=x onerror=window.hurt=1>',
        title="<img src=x onerror=window.hurt=2>",
        text="Lighthouse keepers ${window.hurt=3} {{value}} <script>window.hurt=4</script> met <b>twice</b>.\n\n"
        "![](http://192.0.2.1/leak) Foghorns and lighthouse lamps <img src=x onerror=window.hurt=5> were sold.",
        url="javascript:window.hurt=6",
        outlet="<svg onload=window.hurt=7>",
    )
    return {one.id: Version(one, 1, "2024-12-01T00:00:00+00:00") for one in (creamery, bridge, hostile)}


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


_CREAMERY = """The night shift went in at ten o'clock on Thursday, 31 days after it had first stayed out, and \
somebody had hung a string of onions on the gate.

Strikers at Hollin Vale Dairies voted by 301 to 97 on Wednesday to take an offer put together by a mediator, Lucan \
Brandreth, over three meetings at the Station Hotel in Dunmarrow.

They will have extra pay counted from October, and £200 each at Christmas. They had asked for more and been offered \
less. Twelve-hour weekend shifts end on 1 March. Sick pay will start on the second day, and the rota cannot be \
changed at less than three weeks' notice.

“It is not what we came out for, and it is a good deal more than we were told there was,” said Maeve Tarrish, \
regional secretary of the Food and Creamery Workers' Union.

The vote was late starting, because Miss Tarrish first read out a letter. It was from Mr Brandreth, and it took up a \
thing that had sat badly in the valley for a month: the claim by Gordon Whelk, the chief executive, that the union \
had walked out of mediation on 2 October and refused every date after that.

There was no mediation on 2 October to walk out of, Mr Brandreth wrote. He was not appointed until the 14th. He had \
offered both sides 21 October, and the union had accepted by return of post.

Winifred Tolley, who milks 90 cows at Hag End and chairs the co-operative, said afterwards that the letter to farms \
“should not have gone out in that form”. She would not be drawn further. Mr Whelk was not at the meeting and his \
office said that he had nothing to add.

The co-operative puts the cost of the dispute to itself at £2 million. That is before the milk: millions of litres \
were thrown away between the first week and the last, by the farms' own tally. A hardship fund will pay members 12p \
a litre for it, in two halves, in December and in April.

The first cheddar will be pressed on Monday. It will be ready to eat in about a year."""


class WordHashEmbedder:
    """An `index.embedding.Embedder` without a model: texts that share words are near, whatever their order.

    Each lower-cased word is hashed to one of 64 dimensions, and counts; a text without a word gets a vector as well.
    Tokens are words. `embedded` remembers every text that was embedded, queries left out.
    """

    dimension = 64
    name = "word-hash@64"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """The span of each word."""
        return [match.span() for match in re.finditer(r"\w+", text)]

    def embed(self, texts: Sequence[str], progress: embedding.Progress | None = None) -> Vectors:
        """(n_texts, 64), unit rows."""
        self.embedded += texts
        if progress and texts:
            progress(len(texts))
        return np.array([_hashed_words(text) for text in texts], dtype=np.float32).reshape(-1, self.dimension)

    def embed_query(self, text: str) -> Vectors:
        """(64,), of unit length."""
        return _hashed_words(text)


class WordRelevance:
    """An `index.relevance.RelevanceModel` without a model: 4 where a text holds all words of the query, -4 for none.

    Those are about the highest and the lowest log odds that the cross-encoder gives.
    """

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        """The share of the query's words that stand in each text, as log odds."""
        wanted = set(_words(query))
        shares = [len(wanted & set(_words(text))) / max(len(wanted), 1) for text in texts]
        return np.array([8 * share - 4 for share in shares], dtype=np.float32)

    def with_head(self, head: Head) -> "WordRelevance":
        """Itself: it has no head."""
        return self


class WordJudge:
    """An `assistant.support.verdict.Judge` that wants the words of a sentence in one sentence of the excerpts.

    Its figures are compared apart, as faults of the kind "number".
    """

    def judge(self, sentence: str, excerpts: Sequence[Excerpt]) -> Verdict:
        """By the share of the sentence's words."""
        wanted = set(_words(sentence))
        scored = [
            (len(wanted & set(_words(span.of(one.source.text)))) / max(len(wanted), 1), one.source, span)
            for one in excerpts
            for span in one.source.sentences[one.first : one.last]
        ]
        share, source, span = max(scored, key=lambda found: found[0], default=(0.0, None, None))
        if source is None or span is None or share == 0:
            return Verdict((), (Fault("meaning", sentence),), 0.0)
        quote = DraftQuote(source.article_id, source.version, span.of(source.text), span)
        wrong = sorted(word for word in wanted - set(_words(quote.words)) if word[0].isdigit())
        faults = [Fault("number", word) for word in wrong] or ([Fault("meaning", sentence)] if share < 0.6 else [])
        return Verdict((quote,), tuple(faults), share)


class MemoryVectors:
    """An `index.vectors.VectorStore` that is gone when it is closed; `directory` is taken and left alone."""

    def __init__(self, directory: Path | None = None) -> None:
        self._kept: dict[str, tuple[str, Vectors]] = {}

    def add(self, passage_ids: Sequence[str], article_ids: Sequence[str], vectors: Vectors) -> None:
        """Ids that are there already stay as they are."""
        for passage_id, article_id, vector in zip(passage_ids, article_ids, vectors, strict=True):
            self._kept.setdefault(passage_id, (article_id, vector))

    def delete(self, passage_ids: Collection[str]) -> None:
        """Unknown ids are no error."""
        for passage_id in passage_ids:
            self._kept.pop(passage_id, None)

    def count(self) -> int:
        """Of every id."""
        return len(self._kept)

    def ids(self) -> set[str]:
        """Every id."""
        return set(self._kept)

    def having(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of these ids that are kept."""
        return self._kept.keys() & set(passage_ids)

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """Those of these ids that are kept."""
        return {id: self._kept[id][1] for id in passage_ids if id in self._kept}

    def search(self, vector: Vectors, top_k: int, without_articles: Collection[str] = ()) -> list[VectorHit]:
        """By cosine, best first."""
        hits = [
            VectorHit(passage_id, float(kept @ vector / np.linalg.norm(kept) / np.linalg.norm(vector)))
            for passage_id, (article_id, kept) in self._kept.items()
            if article_id not in without_articles
        ]
        return sorted(hits, key=lambda hit: -hit.similarity)[:top_k]

    def search_among(self, vector: Vectors, top_k: int, passage_ids: Collection[str]) -> list[VectorHit]:
        """By cosine, best first."""
        return [hit for hit in self.search(vector, len(self._kept)) if hit.passage_id in passage_ids][:top_k]

    def close(self) -> None:
        """Forget everything."""
        self._kept.clear()


class SentenceIndex:
    """A real library and ledger in `directory` whose passages are sentences, beside vectors in memory."""

    def __init__(self, directory: Path, vectors: "MemoryVectors | None" = None) -> None:
        tables = (*library_tables.MIGRATIONS, *index_tables.MIGRATIONS)
        self.database = Database(directory / "library.sqlite3", tables)
        self.library, self.ledger = Library(self.database), Ledger(self.database)
        self.words = WordSearch(self.database)
        self.embedder, self.vectors = WordHashEmbedder(), vectors or MemoryVectors()
        self.retriever = Retriever(self.embedder, lambda: self.vectors, self.words, self.ledger)
        self.generation = self.ledger.begin_generation("word-hash, sentences")
        self.ledger.make_current(self.generation)

    def put(self, article: Article) -> list[Passage]:
        """Keep an article as its next version, and answer from it."""
        version = self.library.write_version(article)
        passages = passages_of(version, split_sentences(article.text))
        self.vectors.delete(self.ledger.ids_of(self.generation, [article.id]))
        self.vectors.add(
            [passage.id for passage in passages],
            [passage.article_id for passage in passages],
            self.embedder.embed([embedded_text(passage.title, passage.text) for passage in passages]),
        )
        self.ledger.replace(self.generation, passages, [article.id])
        self.library.make_current(article.id, version.number)
        return passages


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _hashed_words(text: str) -> Vectors:
    vector = np.zeros(WordHashEmbedder.dimension, dtype=np.float32)
    for word in _words(text) or [""]:
        vector[hashlib.sha256(word.encode()).digest()[0] % WordHashEmbedder.dimension] += 1
    unit: Vectors = vector / np.linalg.norm(vector)
    return unit

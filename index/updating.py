"""Brings articles into the index and takes them out, so that a stop at any moment loses nothing.

The order of writes: versions into the library (not yet current), vectors into the store, then passages and the pointer
to the version in one transaction, then the vectors that are no longer named go. `reconcile` finishes what a stop left
half done. Knows nothing of files or questions.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from corpus.article import Article, Skipped
from corpus.database import Database
from corpus.language import is_read_well
from corpus.library import Library, VersionRef
from index.errors import IndexingError
from index.generations import Generations, OpenGeneration
from index.indexing import Indexer, SplitVersion
from index.ledger import Ledger


@dataclass(frozen=True, slots=True)
class UpdateProgress:
    """How far an update is; `characters` of article text measure the work, passages are counted as they are cut."""

    stage: str
    articles: int = 0
    passages: int = 0
    characters: int = 0
    characters_total: int = 0


@dataclass(slots=True)
class UpdateReport:
    """What an update did: ids of articles added and changed, how many were unchanged, and what was skipped and why.

    `foreign` holds the titles of those that are in a language the models do not read well.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a check of ledger and vectors found and repaired."""

    orphan_vectors: int
    lost_vectors: int
    finished_articles: int


Progress = Callable[[UpdateProgress], None]


def ignore(progress: UpdateProgress) -> None:
    """A `Progress` for callers that show none."""


class Updater:
    """Writes library, ledger and vectors together."""

    def __init__(
        self,
        database: Database,
        library: Library,
        ledger: Ledger,
        generations: Generations,
        indexer: Indexer,
    ) -> None:
        self._database = database
        self._library = library
        self._ledger = ledger
        self._generations = generations
        self._indexer = indexer
        self._turn = threading.RLock()  # one update at a time, whichever thread it comes from
        self._closing = threading.Event()

    def open(self, progress: Progress = ignore) -> Reconciliation:
        """Make the index answer: open it, or build it anew where the model or the files changed; then reconcile."""
        if not self._generations.open_current(self._indexer.fingerprint):
            self.rebuild(progress)
        self._generations.clear_others()
        return self.reconcile(progress)

    def add(self, items: Iterable[Article | Skipped], progress: Progress = ignore) -> UpdateReport:
        """Bring articles in. What is unchanged costs nothing; what was not read is reported as skipped."""
        report = UpdateReport()
        with self._turn:
            for done, item in enumerate(items, 1):
                self._stop_if_closing()
                self._keep(item, report)
                progress(UpdateProgress("reading", articles=done))
            self._finish(progress)
        return report

    def remove(self, article_id: str) -> None:
        """Delete an article with all its versions and passages. Raises ArticleNotFoundError."""
        with self._turn:
            current = self._generations.current
            ids = self._ledger.ids_of(current.generation, [article_id])
            with self._database.transaction():
                self._library.remove(article_id)
                self._ledger.remove_article(article_id)
            current.store.delete(ids)

    def reconcile(self, progress: Progress = ignore) -> Reconciliation:
        """Finish what a stop left half done, embed passages whose vectors are lost, delete vectors without passage."""
        finished = self._finish(progress)
        current = self._generations.current
        stored, named = current.store.ids(), self._ledger.ids(current.generation)
        current.store.delete(stored - named)
        lost = named - stored
        if lost:
            damaged = self._ledger.articles_of(current.generation, lost)
            refs = [ref for ref in self._library.current_versions() if ref.article_id in damaged]
            self._index(refs, current, progress)
        return Reconciliation(len(stored - named), len(lost), finished)

    def rebuild(self, progress: Progress = ignore) -> None:
        """Build a new generation from the library and answer from it; the old one answers until it is complete."""
        opened = self._generations.begin(self._indexer.fingerprint)
        with ExitStack() as undoing:
            undoing.callback(opened.store.close)
            self._index(self._library.current_versions(), opened, progress)
            undoing.pop_all()
        self._generations.make_current(opened)

    @property
    def model(self) -> str:
        """The name of the embedding model."""
        return self._indexer.model

    def passages(self) -> int:
        """How many passages answer."""
        return self._ledger.count()

    def searchable_passages(self) -> int:
        """How many of them have a vector; reads every id of the store."""
        current = self._generations.current
        return len(self._ledger.ids(current.generation) & current.store.ids())

    def close(self) -> None:
        """Let go of the vector store once a running update has stopped; it goes on when the library is next opened."""
        self._closing.set()
        with self._turn:
            self._generations.close()

    def _keep(self, item: Article | Skipped, report: UpdateReport) -> None:
        """Write an article as a version, unless nothing about it is new."""
        if isinstance(item, Skipped):
            report.skipped.append(item)
            return
        latest = self._library.latest(item.id)
        if latest and latest.article.content_hash == item.content_hash:
            report.unchanged += 1
            return
        self._library.write_version(item)
        (report.changed if latest else report.added).append(item.id)
        if item.language and not is_read_well(item.language):
            report.foreign.append(item.title)

    def _finish(self, progress: Progress) -> int:
        """Make every written version searchable; returns how many there were."""
        refs = self._library.unfinished()
        self._index(refs, self._generations.current, progress)
        return len(refs)

    def _index(self, refs: Sequence[VersionRef], target: OpenGeneration, progress: Progress) -> None:
        versions = (self._library.version(ref.article_id, ref.number) for ref in refs)
        meter = _Meter(progress, total=sum(ref.characters for ref in refs))
        for batch in self._indexer.batches(versions):
            self._stop_if_closing()
            self._store(batch, target, meter)

    def _embedded(self, passages: int, meter: "_Meter") -> None:
        meter.embedded(passages)
        self._stop_if_closing()

    def _stop_if_closing(self) -> None:
        if self._closing.is_set():
            raise IndexingError("The library was closed during an update. What was taken in so far is kept.")

    def _store(self, batch: Sequence[SplitVersion], target: OpenGeneration, meter: "_Meter") -> None:
        """Vectors first, then passages and versions in one transaction, then what nothing names any more."""
        passages = [passage for split in batch for passage in split.passages]
        article_ids = [split.version.article.id for split in batch]
        characters = sum(len(split.version.article.text) for split in batch)
        stored = target.store.having([passage.id for passage in passages])
        missing = [passage for passage in passages if passage.id not in stored]
        if missing:
            meter.begin(characters, len(missing))
            vectors = self._indexer.embed(missing, lambda done: self._embedded(done, meter))
            target.store.add([p.id for p in missing], [p.article_id for p in missing], vectors)
        before = self._ledger.ids_of(target.generation, article_ids)
        with self._database.transaction():
            self._ledger.replace(target.generation, passages, article_ids)
            for split in batch:
                self._library.make_current(split.version.article.id, split.version.number)
        target.store.delete(before - {passage.id for passage in passages})
        meter.stored(len(batch), characters)


@dataclass(slots=True)
class _Meter:
    """Adds up what was done and reports it; within a batch, characters grow with the passages embedded."""

    progress: Progress
    total: int
    articles: int = 0
    passages: int = 0
    characters: int = 0
    characters_per_passage: float = 0.0
    embedded_in_batch: int = 0

    def begin(self, characters: int, passages: int) -> None:
        """A batch of so many characters begins, of which so many passages must be embedded."""
        self.characters_per_passage = characters / passages
        self.embedded_in_batch = 0

    def embedded(self, passages: int) -> None:
        """So many more passages have vectors."""
        self.passages += passages
        self.embedded_in_batch += passages
        self._report(self.characters + int(self.characters_per_passage * self.embedded_in_batch))

    def stored(self, articles: int, characters: int) -> None:
        """The batch is kept."""
        self.articles += articles
        self.characters += characters
        self._report(self.characters)

    def _report(self, characters: int) -> None:
        self.progress(UpdateProgress("indexing", self.articles, self.passages, characters, self.total))

"""Brings articles into the index and takes them out, so that a stop at any moment loses nothing.

The order of writes: versions into the library (not yet current), vectors into the store, then passages and the pointer
to the version in one transaction, then the vectors that are no longer named go. `reconcile` finishes what a stop left
half done; what an update costs goes by what changed, whatever the library holds. Where the vectors cannot be searched,
words answer until a generation is built in the background. Knows nothing of files or questions.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace

from corpus.article import Article, Skipped
from corpus.database import Database
from corpus.language import is_read_well
from corpus.library import Library, VersionRef
from index.background import BackgroundWork
from index.building import Building
from index.errors import VectorError
from index.filling import Filling
from index.generations import Generations
from index.indexing import Indexer
from index.ledger import Ledger
from index.mending import Mending
from index.progress import Progress, UpdateProgress, ignore
from index.reports import IndexState, Reconciliation, UpdateReport
from index.verifying import Finding, Verification, Verifier
from index.words import WordSearch

__all__ = ["IndexState", "Progress", "Reconciliation", "UpdateProgress", "UpdateReport", "Updater", "ignore"]


class Updater:
    """Writes library, ledger and vectors together; `grouping` runs after articles came, changed or went."""

    def __init__(
        self,
        database: Database,
        library: Library,
        ledger: Ledger,
        generations: Generations,
        indexer: Indexer,
        grouping: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._library = library
        self._ledger = ledger
        self._generations = generations
        self._indexer = indexer
        self._grouping = grouping
        self._turn = threading.RLock()  # one update at a time, whichever thread it comes from
        self._closing = threading.Event()
        self._filling = Filling(database, library, ledger, indexer, self._closing)
        self._building = Building(ledger, generations, self._filling, self._turn)
        self._background = BackgroundWork(lambda progress: self._building.build(indexer.fingerprint, progress))
        self._mending = Mending(library, ledger, generations, self._filling, self._background)

    def open(self, progress: Progress = ignore) -> Reconciliation:
        """Make the index answer, and reconcile it.

        Where the model, the splitting or the files changed, a new generation is built in the background: `state` says
        so, `settle` waits for it.
        """
        with self._turn:
            trouble = self._generations.open_current(self._indexer.fingerprint, self._indexer.reads)
            self._generations.clear_others(self._indexer.fingerprint)
            reconciled = self.reconcile(progress)
            if trouble:
                self._background.start(trouble)
            elif self._generations.current.generation.fingerprint != self._indexer.fingerprint:
                self._background.start("the index was built with another way of splitting")
            return reconciled

    def add(self, items: Iterable[Article | Skipped], progress: Progress = ignore) -> UpdateReport:
        """Bring articles in. What is unchanged costs nothing; what was not read is reported as skipped."""
        report = UpdateReport()
        with self._turn:
            for done, item in enumerate(items, 1):
                self._filling.stop_if_closing()
                self._keep(item, report)
                progress(UpdateProgress("reading", articles=done))
            self._finish_update(progress)
            self._background.start_again()
        return report

    def remove(self, article_id: str) -> None:
        """Delete an article with all its versions and passages. Raises ArticleNotFoundError."""
        with self._turn:
            ids = self._ledger.ids_of(self._generations.current.generation, [article_id])
            with self._database.transaction():
                self._library.remove(article_id)
                self._ledger.remove_article(article_id)
            self._mending.delete(ids)
            self._grouping()

    def retire(self, article_ids: Iterable[str]) -> UpdateReport:
        """Take articles out of the answers, all in one step, and keep them. Raises ArticleNotFoundError."""
        report = UpdateReport(retired=list(article_ids))
        with self._turn:
            ids = self._ledger.ids_of(self._generations.current.generation, report.retired)
            with self._database.transaction():
                for article_id in report.retired:
                    self._library.retire(article_id)
                    self._ledger.remove_article(article_id)
            self._mending.delete(ids)
            self._grouping()
        return report

    def reconcile(self, progress: Progress = ignore) -> Reconciliation:
        """Finish what a stop left half done, write lost vectors again, delete vectors without passage."""
        with self._turn:
            finished = self._publish(self._waiting, progress)
            self._grouping()
            try:
                reconciliation = self._mending.check(progress)
                self._filling.keep_stored(self._generations.current)
                return replace(reconciliation, finished_articles=finished)
            except VectorError as error:
                self._mending.distrust(error)
                return Reconciliation(0, 0, finished)

    def verify(self, progress: Progress = ignore) -> Verification:
        """Look through everything, and repair what does not agree; takes as long as reading the library does."""
        verifier = Verifier(self._database, self._ledger)
        with self._turn:
            current = self._generations.current
            found = [
                *verifier.library_file(),
                *verifier.pointers(),
                *verifier.passages(current),
                *verifier.pending(current),
                *verifier.words(),
                *self._mending.changed(verifier),
            ]
            reconciled = self.reconcile(progress)
        orphans, lost = reconciled.orphan_vectors, reconciled.lost_vectors
        found += [Finding("vectors were of no passage", orphans, repaired=True)] if orphans else []
        found += [Finding("passages had no vector", lost, repaired=True)] if lost else []
        return Verification(tuple(found))

    def rebuild(self, progress: Progress = ignore) -> None:
        """Build a new generation from the library and answer from it; the old one answers until it is complete.

        Kept vectors are not computed again. Where a build is under way already, it is waited for.
        """
        self._background.start("it is being rebuilt", progress)
        self.settle()

    def compact(self, progress: Progress = ignore) -> None:
        """Give back the room of all that was deleted: afterwards its bytes are nowhere in the data directory."""
        if self._background.running:  # it may have begun before something was deleted
            self.settle()
        self.rebuild(progress)
        with self._turn:
            WordSearch(self._database).optimise()
            self._database.compact()

    def settle(self) -> None:
        """Wait for the generation that is being built, if there is one. Raises what stopped it."""
        self._background.settle()

    @property
    def state(self) -> IndexState:
        """How much can be searched by its meaning, and what is being done about the rest."""
        return IndexState(
            searchable=self.searchable_passages(),
            total=self.passages(),
            rebuilding=self._background.running,
            words_only=self._generations.current.store is None,
            reason=self._background.reason,
            progress=self._background.progress,
        )

    @property
    def is_building(self) -> bool:
        """Whether a generation is being built; costs nothing, unlike `state`."""
        return self._background.running

    @property
    def model(self) -> str:
        """The name of the embedding model."""
        return self._indexer.model

    def passages(self) -> int:
        """How many passages answer."""
        return self._ledger.count()

    def searchable_passages(self) -> int:
        """How many of them have a vector that is searched; reads every id of the store (30,000: 0.1 s)."""
        current = self._generations.current
        try:
            stored = current.store.ids() if current.store else set()
        except VectorError:
            return 0
        return len(self._ledger.ids(current.generation) & stored)

    def close(self) -> None:
        """Let go of the vector store once a running update has stopped; it goes on when the library is next opened."""
        self._closing.set()
        self._background.stop()
        with self._turn:
            self._generations.close()

    def _keep(self, item: Article | Skipped, report: UpdateReport) -> None:
        """Write an article as a version, unless nothing about it is new; take it back if it was retired."""
        if isinstance(item, Skipped):
            report.skipped.append(item)
            return
        latest = self._library.latest(item.id)
        if latest and latest.article.content_hash == item.content_hash:
            if latest.article.tags != item.tags:
                self._library.retag(item.id, latest.number, item.tags)
            if self._library.restore(item.id):
                report.restored.append(item.id)
            else:
                report.unchanged += 1
            return
        with self._database.transaction():
            if self._library.restore(item.id):
                report.restored.append(item.id)
            self._library.write_version(item)
        (report.changed if latest else report.added).append(item.id)
        if item.language and not is_read_well(item.language):
            report.foreign.append(item.title)

    def _finish_update(self, progress: Progress) -> None:
        """Make what was just written searchable, and see that it is."""
        self._publish(self._library.unfinished, progress)
        self._grouping()
        try:
            self._mending.glance(progress)
        except VectorError as error:
            self._mending.distrust(error)

    def _publish(self, waiting: Callable[[], list[VersionRef]], progress: Progress) -> int:
        """Make the versions that wait searchable; returns how many there were."""
        refs = waiting()
        try:
            self._filling.publish(refs, self._generations.current, progress)
        except VectorError as error:
            self._mending.distrust(error)
            self._filling.publish(waiting(), self._generations.current, progress)
        return len(refs)

    def _waiting(self) -> list[VersionRef]:
        """Versions that do not answer yet, and those that answer from passages which were cut another way."""
        current, unfinished = self._generations.current.generation, self._library.unfinished()
        if current.fingerprint != self._indexer.fingerprint:
            return unfinished
        newer = {ref.article_id for ref in unfinished}
        return [*unfinished, *(ref for ref in self._ledger.pending(current) if ref.article_id not in newer)]

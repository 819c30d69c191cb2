"""Brings articles into the index and takes them out, so that a stop at any moment loses nothing.

The order of writes: versions into the library (not yet current), vectors into the store, then passages and the pointer
to the version in one transaction, then the vectors that are no longer named go. `reconcile` finishes what a stop left
half done. Where the vectors cannot be searched, words answer until a generation is built in the background. Knows
nothing of files or questions.
"""

import threading
from collections.abc import Callable, Collection, Iterable, Sequence

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
from index.progress import Progress, UpdateProgress, ignore
from index.reports import IndexState, Reconciliation, UpdateReport
from index.verifying import Finding, Verification, Verifier
from index.words import WordSearch

__all__ = ["IndexState", "Progress", "Reconciliation", "UpdateProgress", "UpdateReport", "Updater", "ignore"]

# Lost vectors that are written again in place, in about a second; more are a new generation, built in the background.
_MENDED_AT_ONCE = 1000


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
            self.reconcile(progress)
            self._background.start_again()
        return report

    def remove(self, article_id: str) -> None:
        """Delete an article with all its versions and passages. Raises ArticleNotFoundError."""
        with self._turn:
            ids = self._ledger.ids_of(self._generations.current.generation, [article_id])
            with self._database.transaction():
                self._library.remove(article_id)
                self._ledger.remove_article(article_id)
            self._delete_vectors(ids)
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
            self._delete_vectors(ids)
            self._grouping()
        return report

    def reconcile(self, progress: Progress = ignore) -> Reconciliation:
        """Finish what a stop left half done, write lost vectors again, delete vectors without passage."""
        with self._turn:
            finished = self._finish(progress)
            self._grouping()
            try:
                reconciliation = self._mend(finished, progress)
                self._filling.keep_stored(self._generations.current)
                return reconciliation
            except VectorError as error:
                self._distrust(error)
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
                *self._verify_vectors(verifier),
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

    def _finish(self, progress: Progress) -> int:
        """Make every written version searchable; returns how many there were."""
        refs = self._waiting()
        try:
            self._filling.publish(refs, self._generations.current, progress)
        except VectorError as error:
            self._distrust(error)
            self._filling.publish(self._waiting(), self._generations.current, progress)
        return len(refs)

    def _waiting(self) -> list[VersionRef]:
        """Versions that do not answer yet, and those that answer from passages which were cut another way."""
        current, unfinished = self._generations.current.generation, self._library.unfinished()
        if current.fingerprint != self._indexer.fingerprint:
            return unfinished
        newer = {ref.article_id for ref in unfinished}
        return [*unfinished, *(ref for ref in self._ledger.pending(current) if ref.article_id not in newer)]

    def _mend(self, finished: int, progress: Progress) -> Reconciliation:
        current = self._generations.current
        if current.store is None:
            return Reconciliation(0, 0, finished)
        stored, named = current.store.ids(), self._ledger.ids(current.generation)
        current.store.delete(stored - named)
        lost = named - stored
        if 0 < len(lost) <= _MENDED_AT_ONCE:
            self._write_again(sorted(lost), progress)
        # They were too many, or the store is damaged and takes them without keeping them.
        if lost and not lost <= current.store.ids():
            self._background.start(f"{len(lost)} of {len(named)} vectors were lost")
        return Reconciliation(len(stored - named), len(lost), finished)

    def _verify_vectors(self, verifier: Verifier) -> list[Finding]:
        """Changed vectors mean a damaged store: it is built anew, and words answer until then."""
        try:
            changed = verifier.changed_vectors(self._generations.current)
        except VectorError as error:
            self._distrust(error)
            return [Finding(str(error), 1, repaired=True)]
        if not changed:
            return []
        text = "vectors were not those of their passages"
        self._distrust(VectorError(f"{len(changed)} {text}"))
        return [Finding(text, len(changed), repaired=True)]

    def _write_again(self, lost: Sequence[str], progress: Progress) -> None:
        """Lost vectors of the current generation, from those that are kept, else by embedding their articles."""
        current = self._generations.current
        assert current.store is not None  # looked at by the caller
        without = self._filling.add_lost(current.generation, current.store, lost)
        if without:
            damaged = self._ledger.articles_of(current.generation, without)
            refs = [ref for ref in self._library.current_versions() if ref.article_id in damaged]
            self._filling.publish(refs, current, progress)

    def _delete_vectors(self, passage_ids: Collection[str]) -> None:
        """The ledger names these no more; where the store fails now, it is built anew without them."""
        store = self._generations.current.store
        try:
            if store:
                store.delete(passage_ids)
        except VectorError as error:
            self._distrust(error)

    def _distrust(self, error: VectorError) -> None:
        self._generations.distrust()
        self._background.start(str(error))

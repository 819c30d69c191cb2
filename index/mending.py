"""Sees to it that the vectors of the current generation are those that the ledger names, and repairs them where not.

Few lost vectors are written again in place; many, and a store that fails, are a new generation in the background.
Knows nothing of articles that come and go.
"""

from collections.abc import Collection, Sequence

from corpus.library import Library
from index.background import BackgroundWork
from index.errors import VectorError
from index.filling import Filling
from index.generations import Generations
from index.ledger import Ledger
from index.progress import Progress
from index.reports import Reconciliation
from index.verifying import Finding, Verifier

# Lost vectors that are written again in place, in about a second; more are a new generation, built in the background.
_MENDED_AT_ONCE = 1000


class Mending:
    """Compares ledger and store; whoever calls it holds the turn to write."""

    def __init__(
        self, library: Library, ledger: Ledger, generations: Generations, filling: Filling, background: BackgroundWork
    ) -> None:
        self._library = library
        self._ledger = ledger
        self._generations = generations
        self._filling = filling
        self._background = background

    def check(self, progress: Progress) -> Reconciliation:
        """Compare id by id (30,000: 0.1 s), write lost vectors again, delete those without passage."""
        current = self._generations.current
        if current.store is None:
            return Reconciliation(0, 0, 0)
        stored, named = current.store.ids(), self._ledger.ids(current.generation)
        current.store.delete(stored - named)
        lost = named - stored
        if 0 < len(lost) <= _MENDED_AT_ONCE:
            self._write_again(sorted(lost), progress)
        # They were too many, or the store is damaged and takes them without keeping them.
        if lost and not lost <= current.store.ids():
            self._background.start(f"{len(lost)} of {len(named)} vectors were lost")
        return Reconciliation(len(stored - named), len(lost), 0)

    def glance(self, progress: Progress) -> Reconciliation:
        """Count both (30,000: 3 ms), and `check` where the counts differ: enough after an update that did not stop."""
        current = self._generations.current
        if current.store is None or current.store.count() == self._ledger.count_of(current.generation):
            return Reconciliation(0, 0, 0)
        return self.check(progress)

    def changed(self, verifier: Verifier) -> list[Finding]:
        """Changed vectors mean a damaged store: it is built anew, and words answer until then."""
        try:
            changed = verifier.changed_vectors(self._generations.current)
        except VectorError as error:
            self.distrust(error)
            return [Finding(str(error), 1, repaired=True)]
        if not changed:
            return []
        text = "vectors were not those of their passages"
        self.distrust(VectorError(f"{len(changed)} {text}"))
        return [Finding(text, len(changed), repaired=True)]

    def delete(self, passage_ids: Collection[str]) -> None:
        """The ledger names these no more; where the store fails now, it is built anew without them."""
        store = self._generations.current.store
        try:
            if store:
                store.delete(passage_ids)
        except VectorError as error:
            self.distrust(error)

    def distrust(self, error: VectorError) -> None:
        """The store failed: answer by words, and build it anew."""
        self._generations.distrust()
        self._background.start(str(error))

    def _write_again(self, lost: Sequence[str], progress: Progress) -> None:
        """Lost vectors of the current generation, from those that are kept, else by embedding their articles."""
        current = self._generations.current
        assert current.store is not None  # looked at by the caller
        without = self._filling.add_lost(current.generation, current.store, lost)
        if without:
            damaged = self._ledger.articles_of(current.generation, without)
            refs = [ref for ref in self._library.current_versions() if ref.article_id in damaged]
            self._filling.publish(refs, current, progress)

"""Builds a generation beside the one that answers, and moves the pointer when it holds all that the library holds.

Whatever came in, changed or went meanwhile is caught up before the pointer moves. A stopped build goes on where it was.
Knows nothing of threads: whoever calls it decides where it runs.
"""

import threading
from contextlib import ExitStack

from index.errors import VectorError
from index.filling import Filling
from index.generations import Generations, OpenGeneration
from index.ledger import Ledger
from index.progress import Progress


class Building:
    """Builds with one fingerprint. `turn` is held while something is written, not while vectors are computed."""

    def __init__(self, ledger: Ledger, generations: Generations, filling: Filling, turn: threading.RLock) -> None:
        self._ledger = ledger
        self._generations = generations
        self._filling = filling
        self._turn = turn

    def build(self, fingerprint: str, progress: Progress) -> None:
        """Build a generation and answer from it. Raises IndexingError where it is stopped or fails."""
        target = self._generations.resume(fingerprint) or self._generations.begin(fingerprint)
        with ExitStack() as undoing:
            undoing.callback(self._generations.let_go, target)
            try:
                self._fill(target, progress)
                while not self._switch(target):
                    self._fill(target, progress)
            except VectorError:
                undoing.pop_all()
                self._generations.discard(target)
                raise
            undoing.pop_all()
        self._generations.clear_others()

    def _fill(self, target: OpenGeneration, progress: Progress) -> None:
        while refs := self._ledger.pending(target.generation):
            for prepared, meter in self._filling.prepare(refs, target, progress):
                with self._turn:
                    current = self._ledger.current_versions(prepared.article_ids)
                    stale = {
                        split.version.article.id
                        for split in prepared.versions
                        if current.get(split.version.article.id) != split.version.number
                    }
                    self._filling.put(prepared.without(stale), target, publish=False)
                meter.stored(len(prepared.versions), prepared.characters)

    def _switch(self, target: OpenGeneration) -> bool:
        """Answer from the target if it holds everything; nothing can come in while it is looked at."""
        assert target.store is not None  # a generation that is built has one
        with self._turn:
            self._filling.stop_if_closing()
            if self._ledger.pending(target.generation):
                return False
            stored, named = target.store.ids(), self._ledger.ids(target.generation)
            target.store.delete(stored - named)
            lost = self._filling.add_lost(target.generation, target.store, sorted(named - stored))
            if lost:
                self._ledger.unrecord(target.generation, self._ledger.articles_of(target.generation, lost))
                return False
            self._generations.make_current(target)
            return True

"""The directories that vectors live in: one a generation, one of them current, built anew rather than repaired.

Knows nothing of articles. Rebuilding into a new directory is the only way that gives Chroma's space back and heals a
damaged store; moving the pointer in the ledger makes it answer. A directory is opened only if it was sealed when it was
let go of and nothing in it changed, or if a probe found it sound.
"""

import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import VectorError
from index.ledger import Generation, Ledger
from index.sealing import Seal, look_at_seal, seal, unseal
from index.vectors import VectorStore

Probe = Callable[[Path], str | None]


def trust(directory: Path) -> str | None:
    """A `Probe` that finds every directory sound; for stores that cannot end the process that opens them."""


@dataclass(frozen=True, slots=True)
class OpenGeneration:
    """A generation with its open store; None where its vectors cannot be searched and words alone answer."""

    generation: Generation
    store: VectorStore | None


class Generations:
    """Opens the current generation, begins new ones, and clears away the rest."""

    def __init__(
        self, directory: Path, ledger: Ledger, open_store: Callable[[Path], VectorStore], probe: Probe = trust
    ) -> None:
        self._directory = directory
        self._ledger = ledger
        self._open_store = open_store
        self._probe = probe
        self._moving = threading.RLock()
        self._current: OpenGeneration | None = None

    @property
    def current(self) -> OpenGeneration:
        """The generation that answers. Raises VectorError before one is open. Waits while the pointer moves."""
        with self._moving:
            if self._current is None:
                raise VectorError("The index is not open. Open the library first.")
            return self._current

    def open_current(self, fingerprint: str, readable: Callable[[str], bool]) -> str | None:
        """Open the generation that the ledger points to; a new library gets an empty one with this fingerprint.

        Returns why its vectors cannot be searched, None where they can. `readable` tells by its fingerprint whether
        the vectors of a generation can be searched with the model at hand.
        """
        generation = self._ledger.current_generation()
        if generation is None:
            begun = self.begin(fingerprint)
            self.make_current(begun)
            return None
        if not readable(generation.fingerprint):
            self._current = OpenGeneration(generation, None)
            return "the index was built with another embedding model"
        store, trouble = self._open(generation)
        self._current = OpenGeneration(generation, store)
        return trouble

    def begin(self, fingerprint: str) -> OpenGeneration:
        """A new, empty generation with its store, not yet current."""
        generation = self._ledger.begin_generation(fingerprint)
        path = self._path(generation)
        shutil.rmtree(path, ignore_errors=True)  # a stopped build may have left one with this number
        path.mkdir(parents=True)
        return OpenGeneration(generation, self._open_store(path))

    def resume(self, fingerprint: str) -> OpenGeneration | None:
        """The generation that was being built with this fingerprint when a build stopped, if its files are sound."""
        generation = self._ledger.begun_generation(fingerprint)
        if generation is None:
            return None
        store, _ = self._open(generation)
        return OpenGeneration(generation, store) if store else None

    def make_current(self, opened: OpenGeneration) -> None:
        """Answer from this generation; the one before is closed once nobody reads it."""
        with self._moving:
            before = self._current
            self._ledger.make_current(opened.generation)
            self._current = opened
        if before and before.store:
            before.store.close()

    def distrust(self) -> None:
        """Answer by words alone until another generation is current: the store failed."""
        with self._moving:
            before = self.current
            self._current = OpenGeneration(before.generation, None)
        if before.store:
            before.store.close()

    def clear_others(self, fingerprint: str | None = None) -> None:
        """Delete the directories and passages of all but the current generation and one begun with `fingerprint`."""
        keep = [self.current.generation]
        begun = self._ledger.begun_generation(fingerprint) if fingerprint else None
        if begun:
            keep.append(begun)
        paths = {self._path(generation) for generation in keep}
        self._directory.mkdir(exist_ok=True)
        for path in self._directory.iterdir():
            if path not in paths:
                shutil.rmtree(path, ignore_errors=True)
        self._ledger.forget_others(keep)

    def let_go(self, opened: OpenGeneration) -> None:
        """Close a generation and seal its directory."""
        if opened.store:
            opened.store.close()
            with suppress(OSError):  # without room for the seal the directory is probed when it is next opened
                seal(self._path(opened.generation))

    def discard(self, opened: OpenGeneration) -> None:
        """Close a generation that failed and delete its directory; its passages go when the others are cleared."""
        if opened.store:
            opened.store.close()
        shutil.rmtree(self._path(opened.generation), ignore_errors=True)

    def close(self) -> None:
        """Let go of the open store."""
        with self._moving:
            current, self._current = self._current, None
        if current:
            self.let_go(current)

    def _open(self, generation: Generation) -> tuple[VectorStore | None, str | None]:
        """The store of a generation, or why it cannot be trusted."""
        path = self._path(generation)
        if not path.is_dir():
            return None, "the files of its vectors are gone"
        state = look_at_seal(path)
        if state is Seal.BROKEN:
            return None, "the files of its vectors were changed or damaged since they were closed"
        trouble = self._probe(path) if state is Seal.MISSING else None
        if trouble:
            return None, f"its vectors were not closed and cannot be trusted: {trouble}"
        unseal(path)
        try:
            return self._open_store(path), None
        except VectorError as error:
            return None, str(error)

    def _path(self, generation: Generation) -> Path:
        return self._directory / f"generation-{generation.number}"

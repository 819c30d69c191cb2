"""The directories that vectors live in: one a generation, one of them current, built anew rather than repaired.

Knows nothing of articles. Rebuilding into a new directory is the only way that gives Chroma's space back and heals a
damaged store; moving the pointer in the ledger makes it answer.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.errors import VectorError
from index.ledger import Generation, Ledger
from index.vectors import VectorStore


@dataclass(frozen=True, slots=True)
class OpenGeneration:
    """A generation with its open store."""

    generation: Generation
    store: VectorStore


class Generations:
    """Opens the current generation, begins new ones, and clears away the rest."""

    def __init__(self, directory: Path, ledger: Ledger, open_store: Callable[[Path], VectorStore]) -> None:
        self._directory = directory
        self._ledger = ledger
        self._open_store = open_store
        self._current: OpenGeneration | None = None

    @property
    def current(self) -> OpenGeneration:
        """The generation that answers. Raises VectorError before one is open."""
        if self._current is None:
            raise VectorError("The index is not open. Open the library first.")
        return self._current

    def open_current(self, fingerprint: str) -> bool:
        """Open the generation that the ledger points to; False where it was built otherwise or its files are gone."""
        generation = self._ledger.current_generation()
        if generation is None or generation.fingerprint != fingerprint or not self._path(generation).is_dir():
            return False
        self._current = OpenGeneration(generation, self._open_store(self._path(generation)))
        return True

    def begin(self, fingerprint: str) -> OpenGeneration:
        """A new, empty generation with its store, not yet current."""
        generation = self._ledger.begin_generation(fingerprint)
        path = self._path(generation)
        shutil.rmtree(path, ignore_errors=True)  # a stopped build may have left one with this number
        path.mkdir(parents=True)
        return OpenGeneration(generation, self._open_store(path))

    def make_current(self, opened: OpenGeneration) -> None:
        """Answer from this generation; the others are closed and their directories deleted."""
        self._ledger.make_current(opened.generation)
        if self._current is not None:
            self._current.store.close()
        self._current = opened
        self.clear_others()

    def clear_others(self) -> None:
        """Delete the directories and passages of every generation but the current one."""
        self._ledger.forget_others(self.current.generation)
        keep = self._path(self.current.generation)
        for path in self._directory.iterdir():
            if path != keep:
                shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Let go of the open store."""
        if self._current is not None:
            self._current.store.close()
            self._current = None

    def _path(self, generation: Generation) -> Path:
        return self._directory / f"generation-{generation.number}"

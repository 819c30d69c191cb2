"""Looks through the whole index for what does not agree, and repairs what can be repaired.

Reads everything; the light check of ids at every start is `Updater.reconcile`. Knows nothing of how generations are
built.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.database import Database
from index.embedding import Vectors
from index.generations import OpenGeneration
from index.kept_vectors import KeptVectors
from index.ledger import Ledger
from index.words import WordSearch

# The cosine between a vector and its kept form is above 0.99999; what is below this was changed.
_SAME_COSINE = 0.999
_PAGE = 2000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree: `count` of what, in words, and whether it was repaired."""

    text: str
    count: int
    repaired: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found; whole where that is nothing."""

    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Nothing was found."""
        return not self.findings

    @property
    def sound(self) -> bool:
        """Nothing is left that could not be repaired."""
        return all(finding.repaired for finding in self.findings)


class Verifier:
    """Checks library file, passages, full text and vectors against each other."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger
        self._words = WordSearch(database)
        self._kept = KeptVectors(database)

    def library_file(self) -> list[Finding]:
        """Damage that SQLite itself finds; only a backup repairs it."""
        troubles = self._database.check()
        text = f"the library file is damaged ({troubles[0]}): restore a backup" if troubles else ""
        return [Finding(text, len(troubles), repaired=False)] if troubles else []

    def pointers(self) -> list[Finding]:
        """Articles that are to answer from a version that does not exist; repaired: their newest one waits instead."""
        wrong = self._database.execute(
            """UPDATE article SET current_version = NULL WHERE current_version IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM version WHERE article_id = id AND number = current_version)"""
        )
        return _found("articles pointed to a version that is not there", wrong)

    def passages(self, opened: OpenGeneration) -> list[Finding]:
        """Passages of articles that do not answer, and passages that are not the words at their place; removed.

        The articles of the latter are then pending (`Ledger.pending`), and whoever fills generations puts them back.
        """
        number = opened.generation.number
        strangers = self._articles(
            """SELECT DISTINCT passage.article_id FROM passage LEFT JOIN article ON article.id = passage.article_id
            WHERE generation = ? AND passage.version IS NOT current_version""",
            number,
        )
        misplaced = self._articles(
            """SELECT DISTINCT passage.article_id FROM passage
            JOIN version ON version.article_id = passage.article_id AND version.number = passage.version
            WHERE generation = ? AND passage.text <> substr(version.text, start + 1, "end" - start)""",
            number,
        )
        for article_id in {*strangers, *misplaced}:
            self._ledger.remove_article(article_id)
        return [
            *_found("articles had passages of a version that does not answer", len(strangers)),
            *_found("articles had passages that are not their words", len(misplaced)),
        ]

    def pending(self, opened: OpenGeneration) -> list[Finding]:
        """Articles that answer and have no passages recorded; whoever fills generations puts them back."""
        return _found("articles were not in the index", len(self._ledger.pending(opened.generation)))

    def words(self) -> list[Finding]:
        """A full text that does not hold what the passages say; made again from them."""
        if self._words.agree():
            return []
        self._words.rebuild()
        return [Finding("the full text did not hold what the passages say", 1, self._words.agree())]

    def changed_vectors(self, opened: OpenGeneration) -> list[str]:
        """The ids of passages whose vector in the store is of another length, or not the one that was kept.

        Raises VectorError where the store cannot be read.
        """
        if opened.store is None:
            return []
        ids = sorted(self._ledger.ids(opened.generation))
        changed = []
        for first in range(0, len(ids), _PAGE):
            part = ids[first : first + _PAGE]
            kept = self._kept.of(opened.generation.fingerprint, part)
            for id, vector in opened.store.vectors(part).items():
                if id in kept and not _same(kept[id], vector):
                    changed.append(id)
        return changed

    def _articles(self, sql: str, generation: int) -> Sequence[str]:
        return [row["article_id"] for row in self._database.query(sql, (generation,))]


def _same(kept: Vectors, stored: Vectors) -> bool:
    if kept.shape != stored.shape or not np.isfinite(stored).all():
        return False
    return float(kept @ stored) > _SAME_COSINE * float(np.linalg.norm(stored))


def _found(text: str, count: int) -> list[Finding]:
    return [Finding(text, count, repaired=True)] if count else []

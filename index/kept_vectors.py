"""Vectors kept in the library file beside their passages, so that a lost store is written again and not computed again.

Knows nothing of models or of the store that is searched. Half precision: 768 bytes for 384 numbers, and the cosine
between a vector and its kept form is above 0.99999.
"""

from collections.abc import Sequence

import numpy as np

from corpus.database import Database
from index.embedding import Vectors
from index.ledger import Generation


class KeptVectors:
    """The vectors of passages by id. They go with their passages; the table is the ledger's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, generation: Generation, passage_ids: Sequence[str], vectors: Vectors) -> None:
        """Keep these; each passage must be in the generation. `vectors` is (n, dimension), unit rows."""
        half = vectors.astype("<f2")
        self._database.execute_many(
            """INSERT INTO passage_vector SELECT rowid, ? FROM passage WHERE generation = ? AND id = ?
            ON CONFLICT DO UPDATE SET vector = excluded.vector""",
            ((row.tobytes(), generation.number, id) for row, id in zip(half, passage_ids, strict=True)),
        )

    def without(self, generation: Generation) -> list[str]:
        """The ids of the passages of a generation whose vectors are not kept: an earlier program kept none."""
        rows = self._database.query(
            """SELECT id FROM passage LEFT JOIN passage_vector ON passage_vector.passage = passage.rowid
            WHERE generation = ? AND passage_vector.passage IS NULL""",
            (generation.number,),
        )
        return [row["id"] for row in rows]

    def of(self, fingerprint: str, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """Those that are kept, by id, from whatever generation was built alike: (dimension,) float32, unit length."""
        rows = self._database.query_in(
            """SELECT id, vector FROM passage JOIN passage_vector ON passage_vector.passage = passage.rowid
            WHERE generation IN (SELECT number FROM generation WHERE fingerprint = ?) AND id IN ({marks})""",
            passage_ids,
            (fingerprint,),
        )
        return {row["id"]: _unit(row["vector"]) for row in rows}


def _unit(stored: bytes) -> Vectors:
    vector = np.frombuffer(stored, dtype="<f2").astype(np.float32)
    unit: Vectors = vector / max(float(np.linalg.norm(vector)), float(np.finfo(np.float32).tiny))
    return unit

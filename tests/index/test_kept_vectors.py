"""Vectors kept beside their passages."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Article
from index.kept_vectors import KeptVectors
from tests.fakes import SentenceIndex


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SentenceIndex]:
    index = SentenceIndex(tmp_path)
    yield index
    index.database.close()


def test_what_is_kept_is_read_back_nearly_the_same_and_of_unit_length(index: SentenceIndex) -> None:
    ids = [passage.id for passage in index.put(Article("a", "Many", "\n".join(f"Line {n}." for n in range(600))))]
    vectors = np.random.default_rng(1).normal(size=(600, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kept = KeptVectors(index.database)
    kept.put(index.generation, ids, vectors)
    found = kept.of(index.generation.fingerprint, [*ids, "unknown"])
    assert found.keys() == set(ids)
    assert all(found[id] @ vector > 0.99999 for id, vector in zip(ids, vectors, strict=True))
    assert all(float(np.linalg.norm(vector)) == pytest.approx(1.0, abs=1e-6) for vector in found.values())


def test_vectors_of_another_model_are_not_given(index: SentenceIndex) -> None:
    (passage,) = index.put(Article("a", "One", "A line."))
    kept = KeptVectors(index.database)
    kept.put(index.generation, [passage.id], np.eye(1, 4, dtype=np.float32))
    assert kept.of("another model", [passage.id]) == {}
    assert kept.of(index.generation.fingerprint, [passage.id])[passage.id].tolist() == [1, 0, 0, 0]


def test_they_go_with_their_passages(index: SentenceIndex) -> None:
    (passage,) = index.put(Article("a", "One", "A line."))
    KeptVectors(index.database).put(index.generation, [passage.id], np.eye(1, 4, dtype=np.float32))
    index.ledger.remove_article("a")
    assert index.database.query("SELECT * FROM passage_vector") == []

"""Vectors by passage id: one contract over every store, and what the embedded Chroma is leaned on for."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings as ChromaSettings

from index.embedding import Vectors
from index.errors import VectorError
from index.vectors import ChromaVectors, VectorHit, VectorStore
from tests.fakes import MemoryVectors

EAST = (1.0, 0.0, 0.0)
NORTH = (0.0, 1.0, 0.0)
WEST = (-1.0, 0.0, 0.0)
NORTH_EAST = (0.8, 0.6, 0.0)  # its cosine to EAST is .8, to NORTH .6


@pytest.fixture(params=[ChromaVectors, MemoryVectors])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    store: VectorStore = request.param(tmp_path)
    yield store
    store.close()


def row(*numbers: float) -> Vectors:
    return np.array(numbers, dtype=np.float32)


def fill(store: VectorStore, **vectors: tuple[float, ...]) -> None:
    """One passage for each name, in an article of its first letter."""
    store.add(list(vectors), [name[0] for name in vectors], np.array(list(vectors.values()), dtype=np.float32))


def rounded(hits: list[VectorHit]) -> list[tuple[str, float]]:
    return [(hit.passage_id, round(hit.similarity, 5)) for hit in hits]


def test_a_new_store_is_empty(store: VectorStore) -> None:
    assert store.ids() == set()
    assert store.having(["a1"]) == set()
    assert store.search(row(*EAST), 10) == []


def test_what_was_added_is_there(store: VectorStore) -> None:
    fill(store, a1=EAST, b1=NORTH)
    assert store.ids() == {"a1", "b1"}


def test_the_nearest_come_first_with_their_cosine(store: VectorStore) -> None:
    fill(store, a1=WEST, a2=NORTH, b1=EAST, b2=NORTH_EAST)
    assert rounded(store.search(row(*EAST), 10)) == [("b1", 1.0), ("b2", 0.8), ("a2", 0.0), ("a1", -1.0)]


def test_the_direction_counts_and_not_the_length(store: VectorStore) -> None:
    fill(store, a1=(100.0, 0.0, 0.0), a2=NORTH_EAST)
    assert rounded(store.search(row(*EAST), 10)) == [("a1", 1.0), ("a2", 0.8)]


def test_no_more_than_asked_for_are_found(store: VectorStore) -> None:
    fill(store, a1=EAST, a2=NORTH, b1=NORTH_EAST)
    assert rounded(store.search(row(*EAST), 2)) == [("a1", 1.0), ("b1", 0.8)]


def test_all_are_found_where_there_are_fewer_than_asked_for(store: VectorStore) -> None:
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(150, 8)).astype(np.float32)
    store.add([f"a{number}" for number in range(150)], ["a"] * 150, vectors)
    assert len(store.search(vectors[0], 200)) == 150


def test_the_nearest_of_some_passages_are_found_whatever_else_is_nearer(store: VectorStore) -> None:
    fill(store, a1=WEST, a2=NORTH, b1=EAST, b2=NORTH_EAST)
    assert rounded(store.search_among(row(*EAST), 10, {"a1", "b2", "gone"})) == [("b2", 0.8), ("a1", -1.0)]
    assert rounded(store.search_among(row(2.0, 0.0, 0.0), 1, ["a2", "b2"])) == [("b2", 0.8)]
    assert store.search_among(row(*EAST), 10, []) == []


def test_among_thousands_of_passages_only_these_are_found(store: VectorStore) -> None:
    vectors = np.random.default_rng(1).normal(size=(3000, 8)).astype(np.float32)
    store.add([f"a{number}" for number in range(3000)], ["a"] * 3000, vectors)
    odd = {f"a{number}" for number in range(1, 3000, 2)}
    found = store.search_among(vectors[0], 100, {*odd, "gone"})
    nearest = store.search(vectors[0], 3000)
    assert len(found) == 100
    assert {hit.passage_id for hit in found} <= odd
    assert rounded(found[:10]) == rounded([hit for hit in nearest if hit.passage_id in odd][:10])


def test_an_id_that_is_there_already_keeps_its_vector(store: VectorStore) -> None:
    fill(store, a1=EAST)
    fill(store, a1=NORTH, a2=NORTH_EAST)
    assert rounded(store.search(row(*EAST), 10)) == [("a1", 1.0), ("a2", 0.8)]


def test_a_deleted_id_is_found_no_more_and_can_come_back_with_another_vector(store: VectorStore) -> None:
    fill(store, a1=EAST, a2=NORTH)
    store.delete({"a1"})
    assert store.ids() == {"a2"}
    assert rounded(store.search(row(*EAST), 10)) == [("a2", 0.0)]
    fill(store, a1=NORTH_EAST)
    assert rounded(store.search(row(*EAST), 10)) == [("a1", 0.8), ("a2", 0.0)]


def test_deleting_unknown_ids_is_no_error(store: VectorStore) -> None:
    store.delete({"a1"})
    fill(store, a1=EAST)
    store.delete({"unknown", "b7"})
    assert store.ids() == {"a1"}


def test_nothing_can_be_added_deleted_and_asked_for(store: VectorStore) -> None:
    store.add([], [], np.empty((0, 3), dtype=np.float32))
    store.delete(set())
    assert store.having([]) == store.ids() == set()


def test_vectors_can_be_read_back_by_their_ids(store: VectorStore) -> None:
    fill(store, a1=EAST, a2=NORTH_EAST)
    found = store.vectors(["a2", "unknown", "a1"])
    assert {id: vector.tolist() for id, vector in found.items()} == {
        "a1": pytest.approx(list(EAST)),
        "a2": pytest.approx(list(NORTH_EAST)),
    }
    assert store.vectors([]) == {}


def test_a_store_emptied_by_deleting_finds_nothing(store: VectorStore) -> None:
    fill(store, a1=EAST, a2=NORTH)
    store.delete({"a1", "a2"})
    assert store.search(row(*EAST), 10) == []


def test_having_tells_the_known_ids_among_those_asked_for(store: VectorStore) -> None:
    fill(store, a1=EAST, a2=NORTH)
    assert store.having(["a2", "b1"]) == {"a2"}


def test_articles_that_are_left_out_are_searched_around(store: VectorStore) -> None:
    fill(store, a1=EAST, b1=NORTH_EAST, c1=NORTH)
    assert rounded(store.search(row(*EAST), 10, {"a"})) == [("b1", 0.8), ("c1", 0.0)]
    assert rounded(store.search(row(*EAST), 1, {"a", "b", "unknown"})) == [("c1", 0.0)]
    assert store.search(row(*EAST), 10, {"a", "b", "c"}) == []


def test_more_than_fit_one_of_chromas_batches_are_added_told_and_deleted(store: VectorStore) -> None:
    ids = [f"a{number}" for number in range(6000)]  # 5,461 fit
    store.add(ids, ["a"] * 6000, np.random.default_rng(1).normal(size=(6000, 2)).astype(np.float32))
    assert store.ids() == store.having([*ids, "unknown"]) == set(ids)
    store.delete(set(ids[:5999]))
    assert store.ids() == {"a5999"}


def test_reopening_a_directory_of_chroma_keeps_everything(tmp_path: Path) -> None:
    first = ChromaVectors(tmp_path)
    fill(first, a1=EAST, b1=NORTH, b2=NORTH_EAST)
    first.delete({"b1"})
    first.close()
    again = ChromaVectors(tmp_path)
    assert again.ids() == {"a1", "b2"}
    assert rounded(again.search(row(*EAST), 10)) == [("a1", 1.0), ("b2", 0.8)]
    assert rounded(again.search(row(*EAST), 10, {"a"})) == [("b2", 0.8)]
    again.close()


def test_two_directories_of_chroma_are_two_stores(tmp_path: Path) -> None:
    one, other = ChromaVectors(tmp_path / "1"), ChromaVectors(tmp_path / "2")
    fill(one, a1=EAST)
    assert other.ids() == set()
    one.close()
    fill(other, b1=EAST)
    assert other.ids() == {"b1"}
    other.close()


def test_chromas_own_space_is_l2_and_it_keeps_the_first_vector_of_an_id_without_a_word(tmp_path: Path) -> None:
    """The two facts that `ChromaVectors` is built around."""
    client = chromadb.PersistentClient(str(tmp_path), ChromaSettings(anonymized_telemetry=False))
    plain = client.create_collection("plain", embedding_function=None)
    hnsw = plain.configuration["hnsw"]
    assert hnsw is not None
    assert hnsw["space"] == "l2"
    plain.add(ids=["a1"], embeddings=np.array([EAST], dtype=np.float32))
    plain.add(ids=["a1"], embeddings=np.array([NORTH], dtype=np.float32))
    kept = plain.get(include=["embeddings"])["embeddings"]
    assert kept is not None
    assert np.asarray(kept).tolist() == [list(EAST)]
    client.close()  # type: ignore[attr-defined]  # every client has it, ClientAPI does not say so


def refuses(call: Callable[[], object]) -> str:
    with pytest.raises(VectorError) as refused:
        call()
    return str(refused.value)


def test_a_closed_store_of_chroma_says_so(tmp_path: Path) -> None:
    store = ChromaVectors(tmp_path)
    store.close()
    assert "they were closed" in refuses(lambda: store.search(row(*EAST), 1))


def test_closing_chroma_waits_for_those_who_read(tmp_path: Path) -> None:
    store = ChromaVectors(tmp_path)
    vectors = np.random.default_rng(1).normal(size=(2000, 8)).astype(np.float32)
    store.add([f"a{number}" for number in range(2000)], ["a"] * 2000, vectors)
    ended: list[str] = []

    def read_until_closed() -> None:
        while True:
            try:
                assert len(store.search(vectors[0], 100)) == 100
            except VectorError as error:
                ended.append(str(error))
                return

    readers = [threading.Thread(target=read_until_closed) for _ in range(4)]
    for reader in readers:
        reader.start()
    time.sleep(0.1)
    store.close()
    for reader in readers:
        reader.join(20)
    assert len(ended) == 4
    assert all("they were closed" in message for message in ended)


def test_a_damaged_directory_says_that_it_can_be_deleted(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_text("Dear diary, " * 1000)
    message = refuses(lambda: ChromaVectors(tmp_path))
    assert message.startswith(f"The vectors in {tmp_path} cannot be opened: ")
    assert message.endswith("Delete that directory; it is rebuilt from the library at the next start.")


def test_vectors_of_another_length_are_refused(tmp_path: Path) -> None:
    store = ChromaVectors(tmp_path)
    fill(store, a1=EAST)
    assert "cannot be written" in refuses(lambda: fill(store, a2=(1.0, 0.0)))
    assert "cannot be read" in refuses(lambda: store.search(row(1.0, 0.0), 10))
    store.close()

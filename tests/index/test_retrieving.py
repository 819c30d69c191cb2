"""Words and vectors fused into one ranking of passages that exist."""

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Article, Publication
from index.embedding import Vectors
from index.retrieving import RetrievedPassage, Retriever, Search
from index.vectors import VectorHit
from index.words import WordHit, WordSearch
from tests.fakes import MemoryVectors, SentenceIndex

BRIDGE = Article("bridge", "Quay Bridge", "Quay Bridge is shut until May. Trams stop at the harbour.")
STRIKE = Article("strike", "Creamery strike", "Strikers rejected an offer.")
TODAY = date(2024, 11, 29)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SentenceIndex]:
    index = SentenceIndex(tmp_path)
    index.put(BRIDGE)
    index.put(STRIKE)
    yield index
    index.database.close()


def texts(found: list[RetrievedPassage]) -> list[str]:
    return [one.passage.text for one in found]


def flood(id: str, day: str | None) -> Article:
    return Article(id, "Flood", f"The flood of {id}.", published=Publication.from_iso(day) if day else None)


def test_the_passage_that_shares_most_with_the_query_comes_first(index: SentenceIndex) -> None:
    found = index.retriever.retrieve(Search("Which offer was rejected by strikers?"))
    assert texts(found)[0] == "Strikers rejected an offer."
    assert found[0].passage == index.ledger.passages([found[0].passage.id])[found[0].passage.id]


def test_first_places_among_words_and_vectors_add_up(index: SentenceIndex) -> None:
    first = index.retriever.retrieve(Search("Strikers rejected an offer"))[0]
    assert first.score == pytest.approx(2 / 21)
    assert first.similarity is not None
    assert 0.8 < first.similarity < 1  # the title is not in the query


def test_scores_fall(index: SentenceIndex) -> None:
    scores = [one.score for one in index.retriever.retrieve(Search("bridge offer harbour"))]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


def test_a_passage_found_by_its_words_alone_has_no_similarity(index: SentenceIndex) -> None:
    index.vectors.delete(index.ledger.ids_of(index.generation, ["strike"]))
    (strike,) = [one for one in index.retriever.retrieve(Search("offer")) if one.passage.article_id == "strike"]
    assert strike.similarity is None
    assert strike.score == 1 / 21


def test_a_passage_without_a_word_of_the_query_is_found_by_its_vector(index: SentenceIndex) -> None:
    found = index.retriever.retrieve(Search("storks"))
    assert len(found) == 3
    assert all(one.similarity is not None for one in found)


def test_a_vector_that_the_ledger_does_not_know_is_dropped(index: SentenceIndex) -> None:
    index.vectors.add(["orphan"], ["strike"], index.embedder.embed_query("offer")[np.newaxis])
    assert index.vectors.search(index.embedder.embed_query("offer"), 1)[0].passage_id == "orphan"
    found = index.retriever.retrieve(Search("offer"))
    assert texts(found)[0] == "Strikers rejected an offer."
    assert "orphan" not in {one.passage.id for one in found}


def test_dropped_hits_do_not_take_the_places_of_others(index: SentenceIndex) -> None:
    orphans = [f"orphan {number}" for number in range(5)]
    index.vectors.add(orphans, ["strike"] * 5, np.tile(index.embedder.embed_query("offer"), (5, 1)))
    assert texts(index.retriever.retrieve(Search("offer"), top_k=1)) == ["Strikers rejected an offer."]


def test_no_more_than_asked_for_are_retrieved(index: SentenceIndex) -> None:
    assert len(index.retriever.retrieve(Search("bridge offer harbour"), top_k=2)) == 2


def test_articles_that_are_left_out_are_found_by_neither_words_nor_vectors(index: SentenceIndex) -> None:
    found = index.retriever.retrieve(Search("bridge offer", without_articles=frozenset({"bridge"})))
    assert {one.passage.article_id for one in found} == {"strike"}
    assert index.retriever.retrieve(Search("bridge", without_articles=frozenset({"bridge", "strike"}))) == []


def test_of_two_that_match_alike_the_one_nearer_to_the_day_comes_first(index: SentenceIndex) -> None:
    for article in (flood("a", "2020-01-01"), flood("b", "2024-11-28"), flood("c", None)):
        index.put(article)
    plain = index.retriever.retrieve(Search("the flood"))
    near = index.retriever.retrieve(Search("the flood", near_day=TODAY))
    assert near[0].passage.article_id == "b"
    assert near[0].score > max(one.score for one in plain)
    then = index.retriever.retrieve(Search("the flood", near_day=date(2020, 1, 3)))
    assert then[0].passage.article_id == "a"


@pytest.mark.parametrize("query", ["", " ", "\n\t\u2028"])
def test_a_blank_query_retrieves_nothing(index: SentenceIndex, query: str) -> None:
    assert index.retriever.retrieve(Search(query)) == []


def test_an_empty_library_retrieves_nothing(tmp_path: Path) -> None:
    empty = SentenceIndex(tmp_path)
    assert empty.retriever.retrieve(Search("offer")) == []
    empty.database.close()


@pytest.mark.parametrize("query", ['"', "NEAR(", "👩‍👩‍👧", "offer\0"])
def test_odd_queries_are_no_error(index: SentenceIndex, query: str) -> None:
    assert len(index.retriever.retrieve(Search(query))) == 3


class MovingVectors(MemoryVectors):
    """Vectors beside which something happens, once, just after they were searched."""

    def __init__(self) -> None:
        super().__init__()
        self.happens: Callable[[], object] = lambda: None
        self.begin, self.happened = threading.Event(), threading.Event()

    def search(self, vector: Vectors, top_k: int, without_articles: Collection[str] = ()) -> list[VectorHit]:
        """As ever, and then it happens."""
        assert self.begin.wait(20)
        hits = super().search(vector, top_k, without_articles)
        happens, self.happens = self.happens, lambda: None
        happens()
        self.happened.set()
        return hits


class TimedWords(WordSearch):
    """Words that are searched before or after what happens beside the vectors."""

    def __init__(self, index: SentenceIndex, vectors: MovingVectors, *, first: bool) -> None:
        super().__init__(index.database)
        self._vectors = vectors
        self._first = first

    def search(
        self,
        query: str,
        top_k: int,
        without_articles: Collection[str] = (),
        among_articles: Collection[str] | None = None,
    ) -> list[WordHit]:
        """As ever, before or after."""
        if not self._first:
            self._vectors.begin.set()
            assert self._vectors.happened.wait(20)
        hits = super().search(query, top_k, without_articles, among_articles)
        self._vectors.begin.set()
        return hits


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (False, ["No tram stops.", "Quay Bridge is shut until June.", "Strikers rejected an offer."]),
        (True, ["Quay Bridge is shut until May.", "Strikers rejected an offer.", "Trams stop at the harbour."]),
    ],
    ids=["words after it", "words before it"],
)
def test_an_article_that_changes_during_a_search_is_found_in_one_version_alone(
    tmp_path: Path, first: bool, expected: list[str]
) -> None:
    vectors = MovingVectors()
    index = SentenceIndex(tmp_path, vectors)
    index.put(BRIDGE)
    index.put(STRIKE)
    changed = replace(BRIDGE, text="Quay Bridge is shut until June. No tram stops.")
    vectors.happens = lambda: index.put(changed)
    words = TimedWords(index, vectors, first=first)
    found = Retriever(index.embedder, lambda: vectors, words, index.ledger).retrieve(Search("storks"))
    assert sorted(texts(found)) == expected
    index.database.close()


def test_without_vectors_words_alone_are_searched(index: SentenceIndex) -> None:
    retriever = Retriever(index.embedder, lambda: None, index.words, index.ledger)
    assert retriever.words_only
    assert texts(retriever.retrieve(Search("offer"))) == ["Strikers rejected an offer."]
    assert retriever.retrieve(Search("storks")) == []
    assert not index.retriever.words_only

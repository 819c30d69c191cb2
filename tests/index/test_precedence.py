"""Bulk work that lets questions go first."""

import threading
import time
from collections.abc import Sequence

import numpy as np

from index.embedding import Vectors
from index.precedence import PatientEmbedder, Precedence, PromptRelevance
from index.relevance import Scores
from tests.fakes import WordHashEmbedder, WordRelevance


def waited_s(precedence: Precedence) -> float:
    """How long bulk work waits now."""
    begin = time.monotonic()
    precedence.give_way()
    return time.monotonic() - begin


def test_where_nobody_asks_nothing_waits() -> None:
    assert waited_s(Precedence()) < 0.05


def test_bulk_work_waits_until_the_question_is_answered_and_a_moment_more() -> None:
    precedence, asked = Precedence(), threading.Event()

    def ask() -> None:
        with precedence.question():
            asked.set()
            time.sleep(0.3)

    asking = threading.Thread(target=ask)
    asking.start()
    asked.wait()
    assert 0.3 < waited_s(precedence) < 0.8
    asking.join()
    assert waited_s(precedence) < 0.05


def test_it_waits_for_every_one_of_several_questions() -> None:
    precedence = Precedence()
    with precedence.question():
        with precedence.question():
            pass
        assert waited_s(precedence) > 0.5


def test_questions_without_end_stop_no_bulk_work() -> None:
    precedence = Precedence()
    with precedence.question():
        assert 0.9 < waited_s(precedence) < 1.5


def test_a_question_that_fails_is_over() -> None:
    precedence = Precedence()
    try:
        with precedence.question():
            raise ValueError
    except ValueError:
        time.sleep(0.15)
    assert waited_s(precedence) < 0.05


class Watched(WordHashEmbedder, WordRelevance):
    """Notes whether a question is being answered while it works."""

    def __init__(self, precedence: Precedence) -> None:
        super().__init__()
        self._precedence = precedence
        self.during_question: list[bool] = []

    def embed_query(self, text: str) -> Vectors:
        self.note()
        return super().embed_query(text)

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        self.note()
        return super().score(query, texts)

    def note(self) -> None:
        self.during_question.append(self._precedence._asking == 1)


def test_queries_and_reading_are_questions() -> None:
    precedence = Precedence()
    watched = Watched(precedence)
    PatientEmbedder(watched, precedence).embed_query("trams")
    PromptRelevance(watched, precedence).score("trams", ["Trams stop."])
    assert watched.during_question == [True, True]


def test_embedding_and_cutting_give_way_and_change_nothing() -> None:
    precedence, plain = Precedence(), WordHashEmbedder()
    patient = PatientEmbedder(plain, precedence)
    done: list[int] = []
    with precedence.question():
        begin = time.monotonic()
        vectors = patient.embed(["Trams stop.", "Buses do."], done.append)
        spans = patient.token_spans("Trams stop.")
        assert time.monotonic() - begin > 1.8
    assert np.array_equal(vectors, plain.embed(["Trams stop.", "Buses do."]))
    assert (done, spans) == ([2], [(0, 5), (6, 10)])
    assert (patient.name, patient.dimension) == (plain.name, plain.dimension)

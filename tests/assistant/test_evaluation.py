from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, AnswerPassage, Citation, Refusal, Sentence
from assistant.errors import UsageError
from assistant.evaluation.questions import EvaluationQuestion, find_articles, holds, read_questions
from assistant.evaluation.scoring import (
    Asked,
    answer_figures,
    citation_figures,
    latency_figures,
    refusal_figures,
    retrieval_figures,
    sentence_figures,
)

QUESTION = EvaluationQuestion(
    id="q",
    question="How many?",
    asked_on=None,
    answers=("11,000",),
    relevant=frozenset({"a"}),
    answerable=True,
    sentences=("Nearly 11,000 soldiers are in Kursk.",),
)
UNANSWERABLE = replace(QUESTION, answers=(), relevant=frozenset(), answerable=False, sentences=())


def passage(text: str) -> AnswerPassage:
    return AnswerPassage("a", 1, "T", None, None, None, text, 0, len(text), 1.0)


def given(quote: str, article_id: str = "a", passages: tuple[str, ...] = ()) -> Answer:
    citation = Citation(1, article_id, 1, "T", None, None, (), None, quote, 0, len(quote), ((0, len(quote)),), None)
    return Answer(
        id="1",
        question="How many?",
        query="How many?",
        asked_on=None,
        mode="quoting",
        outcome="answered",
        answer=f"{quote} [1]",
        sentences=(Sentence(quote, (1,)),),
        citations=(citation,),
        passages=tuple(passage(text) for text in passages),
        timings_ms={"total": 10.0},
    )


REFUSED = replace(given(""), outcome="refused", answer="", sentences=(), citations=(), refusal=Refusal("no"))
RIGHT = given("Nearly 11,000 soldiers are in Kursk.")
WRONG = given("It rained.", article_id="b")


def asked(question: EvaluationQuestion, answer: Answer, hidden: Answer | None = None) -> Asked:
    return Asked(question, answer, hidden, len(answer.citations), len(answer.citations))


def test_an_answer_stands_in_a_text_by_whole_words_whatever_the_case() -> None:
    assert holds("Nearly 11,000 soldiers", ["11,000"])
    assert holds("the BUFFALO bills'", ["Buffalo Bills"])
    assert not holds("111,000 soldiers", ["11,000"])
    assert not holds("anything", [])


def test_answers_are_scored_by_what_was_given_and_what_could_be_answered() -> None:
    figures = answer_figures([asked(QUESTION, RIGHT), asked(QUESTION, REFUSED), asked(UNANSWERABLE, WRONG)])

    assert figures == {"precision": 0.5, "recall": 0.5, "f1": 0.5}


def test_the_rank_counts_of_the_first_passage_that_holds_the_answer() -> None:
    answer = given("x", passages=("It rained.", "There are 11,000 of them."))

    figures = retrieval_figures([asked(QUESTION, answer), asked(UNANSWERABLE, answer)])

    assert figures == {"hit@1": 0.0, "hit@5": 1.0, "hit@10": 1.0, "mrr@10": 0.5}


def test_a_quote_to_an_unanswerable_question_is_never_right() -> None:
    figures = citation_figures([asked(QUESTION, RIGHT), asked(UNANSWERABLE, RIGHT)])

    assert figures == {"precision": 0.5, "precision_answerable": 1.0, "verbatim": 1.0}


def test_refusals_are_judged_on_hidden_articles_too() -> None:
    figures = refusal_figures(
        [asked(QUESTION, RIGHT, hidden=REFUSED), asked(QUESTION, REFUSED, hidden=WRONG), asked(UNANSWERABLE, REFUSED)]
    )

    # should refuse: hidden twice and once unanswerable, of which two were refused; should answer: two, one was refused
    assert (figures["recall"], figures["precision"]) == (0.6667, 0.6667)
    assert figures["balanced_accuracy"] == pytest.approx((2 / 3 + 1 / 2) / 2, abs=1e-3)
    low, high = figures["interval"]
    assert 0 <= low < figures["balanced_accuracy"] < high <= 1


def test_a_gold_sentence_is_covered_by_four_fifths_of_its_words() -> None:
    most = given("Nearly 11,000 soldiers are in the west.")  # 11 and 000 are two words: six of seven

    assert sentence_figures([asked(QUESTION, most)]) == {"recall": 1.0}
    assert sentence_figures([asked(QUESTION, WRONG)]) == {"recall": 0.0}
    assert sentence_figures([asked(QUESTION, REFUSED)]) == {"recall": 0.0}
    assert sentence_figures([asked(UNANSWERABLE, REFUSED)]) == {"recall": None}


def test_latency_is_told_by_stage() -> None:
    answers = [replace(RIGHT, timings_ms={"total": float(ms)}) for ms in range(1, 102)]

    assert latency_figures(answers) == {"total": {"p50": 51.0, "p95": 96.0}}


def test_a_folder_without_questions_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"questions\.jsonl"):
        read_questions(tmp_path)
    with pytest.raises(UsageError, match="articles"):
        find_articles(tmp_path)


def test_a_broken_question_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "questions.jsonl").write_text('\n{"id": "q1"}\n', encoding="utf-8")

    with pytest.raises(UsageError, match=r"questions\.jsonl:2"):
        read_questions(tmp_path)

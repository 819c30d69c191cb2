import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Coverage, Refusal, Sentence
from assistant.evaluation.kinds import is_right, kind_figures
from assistant.evaluation.questions import EvaluationQuestion, Expectation, half, read_questions
from assistant.evaluation.scoring import Asked

QUESTION = EvaluationQuestion(
    id="q",
    question="What did the repair cost?",
    asked_on=date(2024, 11, 1),
    answers=("£2.3 million",),
    relevant=frozenset({"post"}),
    answerable=True,
    kind="what",
    story="bridge",
    expects=Expectation(values=(("£2.3 million", "£2.3m"),)),
)


def cited(number: int, outlet: str, published: str) -> Citation:
    article_id = outlet.lower()
    return Citation(number, article_id, 1, "T", None, outlet, (), published, "quote", 0, 5, ((0, 5),), None)


def answered(text: str, *citations: Citation, independent: int | None = None) -> Answer:
    return Answer(
        id="1",
        question="What did the repair cost?",
        query="What did the repair cost?",
        asked_on="2024-11-01",
        mode="quoting",
        outcome="answered",
        answer=text,
        sentences=(Sentence(text, (1,)),),
        citations=citations or (cited(1, "Post", "2024-10-01"),),
        coverage=Coverage(1, 1, independent, "2024-10-01", 3),
    )


REFUSED = replace(answered(""), outcome="refused", sentences=(), citations=(), refusal=Refusal("no"))


def of_kind(kind: str, **expects: object) -> EvaluationQuestion:
    assert QUESTION.expects
    return replace(QUESTION, kind=kind, expects=replace(QUESTION.expects, **expects))  # type: ignore[arg-type]


def test_one_form_of_every_value_has_to_stand_in_the_answer() -> None:
    both = of_kind("two-part", values=(("£2.3m", "£2.3 million"), ("January",)))

    assert is_right(both, answered("It is £2.3 million, until January."))
    assert not is_right(both, answered("It is £2.3 million."))
    assert not is_right(both, REFUSED)


def test_a_value_that_should_not_stand_there_makes_an_answer_wrong() -> None:
    question = of_kind("what", absent=("£3.4 million",))

    assert is_right(question, answered("It is £2.3 million."))
    assert not is_right(question, answered("It is £2.3 million, or £3.4 million."))


def test_a_refusal_is_right_where_it_was_expected_and_nowhere_else() -> None:
    question = replace(of_kind("unanswerable", outcome="refused", values=()), answerable=False, answers=())

    assert is_right(question, REFUSED)
    assert not is_right(question, answered("It is £2.3 million."))


def test_as_of_a_day_no_later_article_may_be_cited() -> None:
    question = of_kind("as of")

    assert is_right(question, answered("£2.3 million", cited(1, "Post", "2024-11-01T08:00:00+00:00")))
    assert not is_right(question, answered("£2.3 million", cited(1, "Post", "2024-11-02")))


def test_a_correction_has_to_be_cited() -> None:
    question = of_kind("correction", articles=frozenset({"gazette"}))

    assert is_right(
        question, answered("£2.3 million", cited(1, "Post", "2024-10-01"), cited(2, "Gazette", "2024-10-02"))
    )
    assert not is_right(question, answered("£2.3 million", cited(1, "Post", "2024-10-01")))


def test_a_disagreement_wants_every_outlet() -> None:
    question = of_kind("disagreement", outlets=(frozenset({"Post"}), frozenset({"Gazette", "Radio"})))

    assert is_right(
        question, answered("£2.3 million", cited(1, "Post", "2024-10-01"), cited(2, "Gazette", "2024-10-02"))
    )
    assert not is_right(question, answered("£2.3 million", cited(1, "Post", "2024-10-01")))


def test_an_attribution_wants_the_speaker_in_the_answer() -> None:
    question = of_kind("attribution", speaker=("Ines Garrowby", "Mrs Garrowby"))

    assert is_right(question, answered("Mrs Garrowby put it at £2.3 million."))
    assert not is_right(question, answered("It was put at £2.3 million."))


def test_a_timeline_wants_its_values_in_order() -> None:
    question = of_kind("timeline", values=(("September",), ("October",)), in_order=True)

    assert is_right(question, answered("Shut in September, left in October."))
    assert not is_right(question, answered("Left in October, shut in September."))


def test_independent_sources_are_counted_by_the_coverage() -> None:
    question = of_kind("independent", independent=2)

    assert is_right(question, answered("£2.3 million", independent=2))
    assert not is_right(question, answered("£2.3 million", independent=3))
    assert not is_right(question, answered("£2.3 million"))


@pytest.mark.parametrize(
    ("text", "right"),
    [("It is £2.3 million.", True), ("No, it is £2.3 million.", True), ("Yes, it is £2.3 million.", False)],
)
def test_yes_or_no_may_be_left_to_the_evidence_but_not_be_wrong(text: str, right: bool) -> None:
    assert is_right(of_kind("yes/no", polarity="no"), answered(text)) is right


def test_kinds_are_reported_one_by_one_and_the_plain_ones_together() -> None:
    right, list_question = answered("It is £2.3 million."), of_kind("list")
    asked = [
        Asked(QUESTION, right, None, 1, 1),
        Asked(QUESTION, REFUSED, None, 0, 0),
        Asked(list_question, right, None, 1, 1),
    ]

    assert kind_figures(asked) == {
        "plain": {"precision": 1.0, "recall": 0.5, "f1": 0.6667},
        "list": {"questions": 1, "right": 1.0, "given": 1.0},
        "what": {"questions": 2, "right": 0.5, "given": 0.5},
    }
    assert kind_figures([Asked(replace(QUESTION, kind=None), right, None, 1, 1)]) is None


def test_halves_are_parted_by_story_where_questions_have_one() -> None:
    questions = [replace(QUESTION, id=story + number, story=story) for story in ("a", "b", "c") for number in "12"]

    assert {q.story for q in half(questions, held_out=False)} == {"a", "c"}
    assert {q.story for q in half(questions, held_out=True)} == {"b"}


def test_halves_are_every_second_question_where_there_are_no_stories() -> None:
    questions = [replace(QUESTION, id=number, story=None) for number in "123"]

    assert [q.id for q in half(questions, held_out=False)] == ["1", "3"]
    assert [q.id for q in half(questions, held_out=True)] == ["2"]


def test_articles_are_named_by_id_or_by_path_where_the_file_states_none(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "told.md").write_text("---\nid: told-id\ntitle: T\n---\n\nThe bridge is shut.\n")
    (tmp_path / "articles" / "bare.txt").write_text("Bridge\n\nThe bridge is shut.\n")
    fields = {"id": "q", "question": "?", "answers": ["shut"], "relevant": ["told-id", "bare.txt"], "answerable": True}
    expects = {"outcome": "answered", "values": [["shut"]], "articles": ["bare.txt"]}
    (tmp_path / "questions.jsonl").write_text(json.dumps({**fields, "kind": "what", "expects": expects}))

    (question,) = read_questions(tmp_path)

    assert "told-id" in question.relevant
    assert "bare.txt" not in question.relevant
    assert question.expects is not None
    assert question.expects.articles == question.relevant - {"told-id"}

from pathlib import Path

import pytest

from assistant.answer import Mode
from assistant.evaluation.questions import EvaluationQuestion
from assistant.evaluation.running import evaluate
from tests.writing.scripted import ScriptedModel, library
from tests.writing.test_writing import ASK, COST, SHUT

QUESTION = EvaluationQuestion(
    id="q",
    question=ASK,
    asked_on=None,
    answers=("3.5 million pounds",),
    relevant=frozenset({"bridge"}),
    answerable=True,
    sentences=(COST,),
)


@pytest.mark.parametrize("mode", ["quoting", "writing"])
def test_an_evaluation_asks_whoever_it_is_told_to(tmp_path: Path, mode: Mode) -> None:
    model = ScriptedModel(f"{SHUT} [1] {COST} [1]")
    with library(tmp_path, model) as assistant:
        evaluation = evaluate(assistant, [QUESTION], mode)

    assert [one.answer.mode for one in evaluation.asked] == [mode]
    assert bool(model.asked) == (mode == "writing")


def test_an_evaluation_asks_for_quotes_where_nothing_is_said(tmp_path: Path) -> None:
    model = ScriptedModel("Never said.")
    with library(tmp_path, model) as assistant:
        evaluate(assistant, [QUESTION])

    assert model.asked == []

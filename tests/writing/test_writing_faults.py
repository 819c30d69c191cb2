"""What a reader gets when the model does not write as it should; faults of servers are in tests/models."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.errors import ModelBrokeOffError, ModelUnavailableError
from assistant.events import Working
from assistant.models.model import Usage
from assistant.settings import Settings
from assistant.wiring import open_assistant
from assistant.world import World
from tests.conftest import SMALL_MODELS
from tests.writing.scripted import ScriptedModel, article, library
from tests.writing.test_writing import ASK, COST, SHUT, WRONG_COST, codes, shown

GONE = ModelUnavailableError("No server answers at 127.0.0.1. Start it, then ask again.")
FULL = ModelBrokeOffError("It had no room for more.")
BROKEN = ModelBrokeOffError("The connection was cut.")


def ask(directory: Path, model: ScriptedModel, tokens_a_day: int = 0) -> Answer:
    with library(directory, model, tokens_a_day=tokens_a_day) as assistant:
        return assistant.ask(ASK)


def test_quoting_answers_where_no_model_does_and_says_why(tmp_path: Path) -> None:
    answer = ask(tmp_path, ScriptedModel([GONE]))

    assert (answer.mode, answer.outcome, answer.model) == ("quoting", "answered", None)
    assert SHUT in shown(answer)
    assert [(one.code, one.text) for one in answer.notices] == [
        ("model_unavailable", f"The model did not write, so these are the articles' own words. {GONE}")
    ]


@pytest.mark.parametrize("begun", ["", "The Quay Bridge in", f"{WRONG_COST} [1]"])
def test_quoting_answers_where_a_model_breaks_off_before_anything_was_shown(tmp_path: Path, begun: str) -> None:
    model = ScriptedModel([begun, BROKEN])
    answer = ask(tmp_path, model)

    assert (answer.mode, answer.outcome, len(model.asked)) == ("quoting", "answered", 1)
    assert "broke off before anything could be shown" in answer.notices[0].text


def test_what_was_shown_stays_when_the_model_breaks_off_and_the_answer_is_marked(tmp_path: Path) -> None:
    answer = ask(tmp_path, ScriptedModel([f"{SHUT} [1] ", "Repairs of the bridge will", BROKEN]))

    assert (answer.mode, answer.outcome, shown(answer)) == ("writing", "partial", [SHUT])
    assert [(one.code, one.text) for one in answer.notices] == [
        ("answer_cut", f"The answer is not whole; the model stopped writing it. {BROKEN}")
    ]


def test_what_failed_is_left_out_when_the_model_is_gone_before_it_is_repaired(tmp_path: Path) -> None:
    answer = ask(tmp_path, ScriptedModel(f"{SHUT} [1] {WRONG_COST} [1]", [GONE]))

    assert (answer.outcome, shown(answer), codes(answer)) == ("answered", [SHUT], ["sentence_dropped"])


def test_quoting_answers_when_nothing_of_a_draft_stands_and_it_cannot_be_repaired(tmp_path: Path) -> None:
    answer = ask(tmp_path, ScriptedModel(f"{WRONG_COST} [1]", [GONE]))

    assert (answer.mode, codes(answer)) == ("quoting", ["model_unavailable"])


@pytest.mark.parametrize("nothing", ["", " \n "])
def test_a_model_that_writes_nothing_has_not_written(tmp_path: Path, nothing: str) -> None:
    answer = ask(tmp_path, ScriptedModel([nothing]))

    assert (answer.mode, codes(answer)) == ("quoting", ["model_unavailable"])


def test_a_sentence_that_had_no_room_to_end_is_not_shown_and_the_answer_is_marked(tmp_path: Path) -> None:
    answer = ask(tmp_path, ScriptedModel([f"{SHUT} [1] ", COST[:40], Usage(100, 1638), FULL]))

    assert (answer.outcome, shown(answer), codes(answer)) == ("partial", [SHUT], ["answer_cut"])


def test_an_answer_that_was_cut_is_not_kept(tmp_path: Path) -> None:
    model = ScriptedModel([f"{SHUT} [1] ", BROKEN], f"{SHUT} [1] {COST} [1]")
    with library(tmp_path, model) as assistant:
        assistant.ask(ASK)

        assert shown(assistant.ask(ASK)) == [SHUT, COST]


def test_an_answer_of_which_nothing_stood_is_not_kept(tmp_path: Path) -> None:
    model = ScriptedModel("Zebras dance.", "A: LEAVE OUT", f"{SHUT} [1]")
    with library(tmp_path, model) as assistant:
        assistant.ask(ASK)

        assert shown(assistant.ask(ASK)) == [SHUT]


def test_a_reader_who_leaves_while_nothing_comes_ends_the_call(tmp_path: Path) -> None:
    model = ScriptedModel([""] * 1000)
    with library(tmp_path, model) as assistant:
        events = assistant.stream(ASK)
        assert next(event for event in events if isinstance(event, Working)).doing == "writing"
        events.close()

    assert model.closed == 1


def test_a_call_that_a_reader_ended_is_counted_all_the_same(tmp_path: Path) -> None:
    with library(tmp_path, ScriptedModel(["The Quay Bridge ", "", "was shut"])) as assistant:
        events = assistant.stream(ASK)
        next(event for event in events if isinstance(event, Working))
        events.close()
        status = assistant.status().model

    assert status is not None
    assert status.tokens_today > 500  # the prompt


def test_a_call_that_a_reader_ended_before_the_first_word_is_counted_for_what_was_sent(tmp_path: Path) -> None:
    with library(tmp_path, ScriptedModel([""] * 1000)) as assistant:
        events = assistant.stream(ASK)
        next(event for event in events if isinstance(event, Working) and event.doing == "writing")
        events.close()
        status = assistant.status().model

    assert status is not None
    assert status.tokens_today > 500  # the prompt


def test_pauses_come_while_pieces_finish_no_sentence(tmp_path: Path) -> None:
    class Slow(ScriptedModel):
        def stream(self, *arguments, **options):  # type: ignore[no-untyped-def]
            for piece in super().stream(*arguments, **options):
                time.sleep(0.1)
                yield piece

    with library(tmp_path, Slow(f"{SHUT} [1]")) as assistant:
        pauses = sum(isinstance(event, Working) for event in assistant.stream(ASK))

    assert 4 <= pauses <= 8  # 18 pieces, one pause in three


def test_once_the_day_s_tokens_are_spent_quoting_goes_on_until_midnight(tmp_path: Path) -> None:
    model = ScriptedModel(f"{SHUT} [1]")
    clock = [datetime(2026, 3, 2, 23, 59, tzinfo=UTC)]
    settings = Settings(data=tmp_path / "data", model_tokens_a_day=150)
    models = replace(SMALL_MODELS, language_model=lambda settings: model, world=World(now=lambda: clock[0]))
    with open_assistant(settings=settings, models=models) as assistant:
        for day in range(1, 5):
            assistant.add_articles(iter([article("bridge", f"{SHUT} It rained on day {day}.")]))
            if day == 4:
                clock[0] = datetime(2026, 3, 3, 0, 1, tzinfo=UTC)
            answer = assistant.ask(ASK)
            assert answer.mode == ("quoting" if day == 3 else "writing"), day
            assert codes(answer) == (["tokens_spent"] if day == 3 else [])

    assert len(model.asked) == 3


def test_what_is_kept_is_shown_although_the_day_s_tokens_are_spent(tmp_path: Path) -> None:
    model = ScriptedModel(f"{SHUT} [1]")
    with library(tmp_path, model, tokens_a_day=1) as assistant:
        answers = [assistant.ask(ASK) for _ in range(2)]

    assert [(one.mode, shown(one)) for one in answers] == [("writing", [SHUT])] * 2

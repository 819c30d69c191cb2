"""A question beside one that may spend the day's last tokens is told apart from one after they are spent."""

from pathlib import Path

from assistant.events import Working
from tests.writing.scripted import ScriptedModel, library
from tests.written import WHY, EndlessModel


def test_tokens_that_a_question_under_way_may_spend_are_said_to_be_set_aside(tmp_path: Path) -> None:
    model = EndlessModel()
    with library(tmp_path, model, tokens_a_day=100) as assistant:
        under_way = assistant.stream(WHY)
        assert any(isinstance(event, Working) and event.doing == "writing" for event in under_way)
        beside = assistant.ask("Who saw cracks in the Quay Bridge?")
        under_way.close()
        assert model.hung_up.wait(2)

    assert beside.mode == "quoting"
    assert [notice.code for notice in beside.notices] == ["tokens_reserved"]
    assert beside.notices[0].text.endswith("Try again in a moment.")


def test_tokens_that_are_gone_are_said_to_be_spent(tmp_path: Path) -> None:
    with library(tmp_path, ScriptedModel("The bridge shut. [1]"), tokens_a_day=1) as assistant:
        assistant.ask(WHY)
        after = assistant.ask("Who saw cracks in the Quay Bridge?")

    assert [notice.code for notice in after.notices] == ["tokens_spent"]

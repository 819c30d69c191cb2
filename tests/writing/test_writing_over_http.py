"""The whole way with a server of models on this machine: what a reader sees of its faults, and how soon."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.events import SentenceReady, Working
from assistant.settings import Settings
from assistant.wiring import open_assistant
from assistant.world import SHIPPED, Models
from tests.conftest import SMALL_MODELS
from tests.models.faulty_replies import Reply, cut, fails, says, stalled
from tests.models.faulty_server import FaultyServer, faulty_server
from tests.writing.scripted import BRIDGE, article
from tests.writing.test_writing import ASK, COST, SHUT, WRONG_COST, codes, shown


@contextmanager
def served(directory: Path, *script: Reply, models: Models = SMALL_MODELS) -> Iterator[tuple[Assistant, FaultyServer]]:
    """A library whose model is behind a server of this script."""
    with faulty_server(*script) as server:
        settings = Settings(data=directory / "data", model="openai:test-model", model_url=server.url)
        with open_assistant(settings=settings, models=models) as assistant:
            assistant.add_articles(iter([article("bridge", BRIDGE)]))
            yield assistant, server


def test_an_answer_is_written_by_the_model_that_is_set(tmp_path: Path) -> None:
    with served(tmp_path, says(f"{SHUT} [1] {COST} [1]", usage=(900, 40))) as (assistant, server):
        answer = assistant.ask(ASK)
        status = assistant.status().model

    assert (answer.mode, shown(answer)) == ("writing", [SHUT, COST])
    assert answer.model is not None
    assert (answer.model.name, answer.model.tokens_in, answer.model.tokens_out) == ("openai:test-model", 900, 40)
    assert SHUT in server.asked[0].messages[-1].text
    assert status is not None
    assert (status.name, status.resting, status.tokens_today) == ("openai:test-model", False, 940)


def test_an_answer_for_which_nothing_was_written_tells_what_it_cost(tmp_path: Path) -> None:
    with served(tmp_path, says("<think>Was it shut", finish="length", usage=(900, 40))) as (assistant, _):
        answer = assistant.ask(ASK)
        status = assistant.status().model

    assert answer.mode == "quoting"
    assert answer.model is not None
    assert (answer.model.tokens_in, answer.model.tokens_out) == (900, 40)
    assert status is not None
    assert status.tokens_today == 940


def test_a_model_of_the_same_name_at_another_server_is_asked_anew(tmp_path: Path) -> None:
    with served(tmp_path, says(f"{SHUT} [1]")) as (assistant, _):
        assert shown(assistant.ask(ASK)) == [SHUT]

    with served(tmp_path, says(f"{COST} [1]")) as (assistant, _):
        assert shown(assistant.ask(ASK)) == [COST]


@pytest.mark.parametrize("fault", [fails(503), fails(401), fails(400, "no"), cut(says(SHUT), pieces=0)])
def test_quoting_answers_within_two_seconds_of_giving_up(tmp_path: Path, fault: Reply) -> None:
    with served(tmp_path, fault) as (assistant, server):
        answer = assistant.ask(ASK)
        over_s = time.monotonic()

    assert (answer.mode, answer.outcome, codes(answer)) == ("quoting", "answered", ["model_unavailable"])
    assert over_s - server.records[-1].at_s < 2
    assert len(server.asked) <= 3


def test_what_was_shown_before_a_cut_stays(tmp_path: Path) -> None:
    script = cut(says([f"{SHUT} [1] ", "Repairs ", "of the bridge will"]), pieces=2)
    with served(tmp_path, script) as (assistant, server):
        answer = assistant.ask(ASK)

    assert (answer.outcome, shown(answer), codes(answer)) == ("partial", [SHUT], ["answer_cut"])
    assert len(server.asked) == 1


def test_the_first_sentence_is_shown_while_the_model_still_writes(tmp_path: Path) -> None:
    script = stalled(says([f"{SHUT} [1] ", "Repairs ", "of the bridge will"]), pieces=2)
    with served(tmp_path, script) as (assistant, server):
        events = assistant.stream(ASK)
        ready = next(event for event in events if isinstance(event, SentenceReady))
        events.close()

        assert ready.sentence.text == SHUT
        assert server.hung_up_within(2)


def test_a_reader_who_leaves_while_nothing_comes_is_not_waited_for(tmp_path: Path) -> None:
    with served(tmp_path, stalled(says(SHUT), pieces=0)) as (assistant, server):
        events = assistant.stream(ASK)
        assert next(event for event in events if isinstance(event, Working))
        events.close()

        assert server.hung_up_within(2)


@pytest.mark.model
def test_with_the_models_that_ship_what_is_true_is_shown_and_a_wrong_number_is_not(tmp_path: Path) -> None:
    draft = says(f"{SHUT} [1] {WRONG_COST} [1] On Saturday 8,900 passengers took the ferry [1].")
    with served(tmp_path, draft, says("A: LEAVE OUT"), models=SHIPPED) as (assistant, _):
        answer = assistant.ask(ASK)

    assert shown(answer) == [SHUT, "On Saturday 8,900 passengers took the ferry."]
    assert [one.quote for one in answer.citations] == [SHUT, "The ferry carried 8,900 passengers on Saturday."]
    assert codes(answer) == ["sentence_dropped"]
    assert "a number that no passage has" in answer.notices[0].text

"""Faults after the first words: what came stays, nothing is asked a second time, and the error says what happened."""

import pytest

from tests.models.called import asked, called, gone_wrong
from tests.models.faults import broken_after
from tests.models.faulty_replies import cut, dripped, events, says, stalled
from tests.models.faulty_server import faulty_server

STORY = says("It rained all day.")
RAINED = {"choices": [{"index": 0, "delta": {"content": "It rained"}, "finish_reason": None}]}
FAULTS = broken_after("It rained", " all day.")


@pytest.mark.parametrize("name", FAULTS)
def test_what_came_before_a_fault_stays_and_nothing_is_asked_again(name: str) -> None:
    fault = FAULTS[name]
    with faulty_server(fault.reply, says("A second try.")) as server:
        outcome = gone_wrong(called(server.url), fault.words, fault.within_s)
        assert outcome.text.startswith("It rained")
        assert "second" not in outcome.text
        assert len(server.asked) == 1


def test_a_stall_is_hung_up_on() -> None:
    with faulty_server(stalled(STORY, pieces=2)) as server:
        asked(called(server.url))
        assert server.hung_up_within(2)


def test_a_model_that_never_ends_is_stopped_at_what_it_may_write() -> None:
    with faulty_server(says(["rain "] * 100_000)) as server:
        outcome = asked(called(server.url), most_tokens=50)
        assert "as much as it may" in outcome.message
        assert len(outcome.text) == 50 * 8
        assert server.hung_up_within(2)


def test_a_huge_piece_is_cut_at_what_a_model_may_write() -> None:
    with faulty_server(says(["rain " * 200_000])) as server:
        outcome = asked(called(server.url), most_tokens=50)
        assert "as much as it may" in outcome.message
        assert len(outcome.text) == 50 * 8


def test_the_cost_of_an_answer_that_was_full_is_told() -> None:
    with faulty_server(says("It rained all", finish="length", usage=(70, 3))) as server:
        outcome = asked(called(server.url))
        assert outcome.usage
        assert (outcome.usage.tokens_in, outcome.usage.tokens_out, outcome.usage.estimated) == (70, 3, False)


def test_a_slow_answer_that_keeps_coming_is_no_stall() -> None:
    with faulty_server(says("It rained all day on the quay.", every_s=0.3)) as server:
        outcome = asked(called(server.url))
        assert outcome.text == "It rained all day on the quay."
        assert outcome.seconds > 1.5


def test_a_whole_answer_is_whole_whatever_follows_it() -> None:
    end = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    for after in (
        events(RAINED, end, "{]"),
        cut(events(RAINED, end, end), pieces=2),
        stalled(events(RAINED, end), pieces=2),
    ):
        with faulty_server(after) as server:
            outcome = asked(called(server.url))
            assert outcome.error is None
            assert outcome.text == "It rained"
            assert outcome.usage
            assert outcome.usage.estimated


def test_bytes_that_drip_are_put_together() -> None:
    with faulty_server(dripped(says("Über Köln regnete es."), 0.001, size=7)) as server:
        assert asked(called(server.url)).text == "Über Köln regnete es."

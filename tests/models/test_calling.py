"""What a call that goes well gives: words alone, in order, what they cost; and that closing it ends it upstream."""

import socket
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.errors import ModelUnavailableError
from assistant.models.breaker import Breaker
from assistant.models.model import Message, Usage
from assistant.models.patience import Patience
from tests.models.called import ASKED, KEY, QUICK, asked, called
from tests.models.faulty_replies import Reply, answers, deltas, fails, late, says, stalled
from tests.models.faulty_server import faulty_server

QUIET = ASKED[-1]


def test_words_come_in_their_order_then_what_they_cost() -> None:
    with faulty_server(says("It rained all day [1].", usage=(120, 9))) as server:
        outcome = asked(called(server.url))
        assert outcome.pieces == ["It", " rained", " all", " day", " [1]."]
        assert outcome.usage == Usage(120, 9)
        sent = server.asked[0]
        assert sent.messages == ASKED
        assert sent.headers["authorization"] == f"Bearer {KEY}"
        assert sent.body["max_tokens"] == 200


def test_words_are_handed_on_as_they_come_and_empty_pieces_meanwhile() -> None:
    with faulty_server(says("It rained.", every_s=0.8)) as server:
        steps = called(server.url, Patience()).stream(ASKED, most_tokens=200)
        seen = [step for step in steps if isinstance(step, str)]
        place = seen.index("It")
        assert seen[place + 1 :].count("") >= 2
        assert seen[-1] == " rained."


def test_a_server_that_does_not_count_gets_its_answer_estimated() -> None:
    with faulty_server(says("It rained all day [1].", usage=None)) as server:
        usage = asked(called(server.url)).usage
        assert usage
        assert usage.estimated
        assert 4 <= usage.tokens_out <= 8
        assert 10 <= usage.tokens_in <= 20


@pytest.mark.parametrize("usage", [(2**70, 9), (120, 2**70), (-1, 9), (7.5, 9)])
def test_counts_that_cannot_be_true_are_estimated_instead(usage: tuple[int, int]) -> None:
    with faulty_server(says("It rained all day [1].", usage=usage)) as server:
        outcome = asked(called(server.url))
        assert outcome.text == "It rained all day [1]."
        assert outcome.usage
        assert outcome.usage.estimated
        assert 10 <= outcome.usage.tokens_in <= 20


def test_tries_that_came_to_nothing_are_counted_with_the_one_that_did() -> None:
    with faulty_server(says("", usage=(100, 3)), says("It rained.", usage=(100, 2))) as server:
        assert asked(called(server.url)).usage == Usage(200, 5)


@pytest.mark.parametrize(
    ("reply", "cost"),
    [
        (says("<think>Did it rain", finish="length", usage=(100, 50)), Usage(100, 50)),
        (says("", usage=(100, 3)), Usage(300, 9)),
        (says("", usage=None), None),
        (fails(401), None),
    ],
)
def test_a_call_that_came_to_nothing_costs_what_the_server_counted(reply: Reply, cost: Usage | None) -> None:
    with faulty_server(reply) as server:
        outcome = asked(called(server.url))
        assert isinstance(outcome.error, ModelUnavailableError)
        assert outcome.usage == cost


def test_a_server_that_rejects_being_asked_for_counts_is_asked_without_from_then_on() -> None:
    rejected = fails(400, "Unrecognized request argument supplied: stream_options")
    with faulty_server(rejected, says("It rained.")) as server:
        model = called(server.url)
        assert asked(model).text == "It rained."
        assert asked(model).text == "It rained."
        assert ["stream_options" in one.body for one in server.asked] == [True, False, False]


@pytest.mark.parametrize(
    "pieces",
    [
        ["<think>Did it", " rain?</think>", "\n\nIt rained."],
        ["<th", "ink>Did it rain?</th", "ink>It rained."],
        ["\n<thinking>Hm <b>", "</b></thinking>It ", "rained."],
        ["<think>İİ</think>It ", "rained."],  # two letters each in small ones
        ["[THINK]Hm[/THINK]It rained."],
        ["It <think>did it?</think>rained."],
    ],
)
def test_what_a_model_thinks_aloud_is_no_part_of_its_words(pieces: list[str]) -> None:
    with faulty_server(says(pieces)) as server:
        assert asked(called(server.url)).text == "It rained."


def test_what_a_model_thinks_in_a_field_of_its_own_is_no_part_of_its_words() -> None:
    thought = [{"reasoning_content": "Did it rain?"}, {"reasoning": "Perhaps."}, {"content": "It rained."}]
    with faulty_server(deltas(*thought)) as server:
        assert asked(called(server.url)).text == "It rained."


def test_words_with_angle_brackets_are_no_thoughts() -> None:
    with faulty_server(says("At 3 < 5 it <i>rained</i> <t")) as server:
        assert asked(called(server.url)).text == "At 3 < 5 it <i>rained</i> <t"


def test_an_error_that_the_server_words_with_our_key_is_told_without_it() -> None:
    with faulty_server(fails(401, f"Incorrect API key provided: {KEY}. The passages say: it rained.")) as server:
        message = asked(called(server.url)).message
        assert KEY not in message
        assert "passages" not in message
        assert "ASSISTANT_MODEL_KEY" in message


@pytest.mark.parametrize("pieces", [0, 2])
def test_closing_a_call_hangs_up_within_two_seconds(pieces: int) -> None:
    with faulty_server(stalled(says("It rained all day."), pieces=pieces)) as server:
        steps = called(server.url, Patience()).stream(ASKED, most_tokens=200)
        while not server.asked:
            next(steps)
        for _ in range(pieces):
            next(steps)
        began = time.monotonic()
        steps.close()
        assert server.hung_up_within(2)
        assert time.monotonic() - began < 2


def test_closing_a_call_that_pauses_between_tries_ends_it() -> None:
    before = threading.active_count()
    with faulty_server(fails(429, Retry_After="4")) as server:
        steps = called(server.url, Patience()).stream(ASKED, most_tokens=200)
        while not server.asked:
            assert next(steps) == ""
        assert next(steps) == ""
        began = time.monotonic()
        steps.close()
        assert time.monotonic() - began < 3  # it paused for four
        assert len(server.asked) == 1
    assert threading.active_count() <= before


def test_closing_a_call_before_its_head_hangs_up() -> None:
    with faulty_server(late(says("It rained."), 30)) as server:
        steps = called(server.url, Patience()).stream(ASKED, most_tokens=200)
        while not server.asked:
            assert next(steps) == ""
        steps.close()
        assert server.hung_up_within(2)


def test_closing_a_call_in_a_tls_handshake_hangs_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        steps = called(f"https://127.0.0.1:{silent.getsockname()[1]}/v1").stream(ASKED, most_tokens=200)
        assert next(steps) == ""
        with silent.accept()[0] as connection:
            connection.settimeout(5)
            assert connection.recv(10_000)
            began = time.monotonic()
            steps.close()
            assert connection.recv(10_000) == b""
            assert time.monotonic() - began < 2


def test_one_call_that_is_closed_leaves_those_beside_it_alone() -> None:
    with faulty_server(stalled(says("It rained."), pieces=1), says("The quay flooded.", every_s=0.2)) as server:
        model = called(server.url)
        first = model.stream(ASKED, most_tokens=200)
        while not next(first):
            pass
        second = model.stream(ASKED, most_tokens=200)
        begun = next(second)
        first.close()
        rest = [step for step in second if isinstance(step, str)]
        assert "".join([str(begun), *rest]) == "The quay flooded."


def test_two_models_and_ten_callers_at_once_each_get_their_own_words() -> None:
    def echo(messages: Sequence[Message]) -> str:
        return messages[-1].text

    with faulty_server(says(echo, every_s=0.02)) as one, faulty_server(says(echo, every_s=0.02)) as other:
        models = (called(one.url, Patience()), called(other.url, Patience()))
        with ThreadPoolExecutor(10) as callers:
            texts = [f"question number {number} of many" for number in range(20)]
            said = list(callers.map(lambda number: spoken(models[number % 2], texts[number]), range(20)))
        assert said == texts
        assert len(one.asked) == len(other.asked) == 10


def spoken(model: object, text: str) -> str:
    steps = model.stream((Message("user", text),), most_tokens=200)  # type: ignore[attr-defined]
    return "".join(step for step in steps if isinstance(step, str))


def test_a_hundred_calls_leave_no_thread_and_no_connection() -> None:
    before = threading.active_count()
    with faulty_server(says("Yes."), *[fails(401), stalled(says("Yes."), pieces=1), says("Yes.")] * 33) as server:
        model, serving = called(server.url, QUICK, Breaker(failures=1000)), threading.active_count()
        for _ in range(100):
            steps = model.stream(ASKED, most_tokens=200)
            try:
                while not next(steps):
                    pass
            except ModelUnavailableError:
                pass
            steps.close()
        deadline = time.monotonic() + 2
        while server.connections() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert server.connections() == 0
        assert threading.active_count() <= serving
    assert threading.active_count() <= before


def test_a_dead_provider_costs_only_the_first_question() -> None:
    now = [0.0]
    breaker = Breaker(clock=lambda: now[0])
    with faulty_server(fails(500), fails(500), fails(500), fails(500), says("It rained.")) as server:
        model = called(server.url, breaker=breaker)
        assert "(3 tries)" in asked(model).message
        told = asked(model)
        assert "failed at its server (500). So it is left alone, and asked again in 30 seconds" in told.message
        assert told.seconds < 1
        assert len(server.asked) == 3

        now[0] = 31.0
        assert "failed at its server" in asked(model).message
        assert len(server.asked) == 4

        now[0] = 62.0
        assert asked(model).text == "It rained."
        assert breaker.state.kind == "closed"


def test_a_server_that_wants_to_be_left_alone_is() -> None:
    now = [0.0]
    with faulty_server(fails(429, Retry_After="20"), says("It rained.")) as server:
        model = called(server.url, breaker=Breaker(clock=lambda: now[0]))
        assert "It asks to be left alone for 20 seconds" in asked(model).message
        assert "asked again in 20 seconds" in asked(model).message
        assert len(server.asked) == 1
        now[0] = 21.0
        assert asked(model).text == "It rained."


def test_a_wrong_key_is_no_reason_to_leave_a_provider_alone() -> None:
    with faulty_server(fails(401)) as server:
        model = called(server.url)
        for _ in range(5):
            assert "does not accept the key" in asked(model).message
        assert len(server.asked) == 5
        assert model.breaker.state.kind == "closed"


def test_a_probe_that_is_closed_leaves_room_for_the_next() -> None:
    now = [0.0]
    breaker = Breaker(failures=1, clock=lambda: now[0])
    breaker.failed("was cut off")
    now[0] = 31.0
    with faulty_server(stalled(says("It rained."), pieces=1), says("It rained.")) as server:
        model = called(server.url, breaker=breaker)
        probe = model.stream(ASKED, most_tokens=200)
        while not next(probe):
            pass
        assert "left alone" in asked(model).message
        probe.close()
        assert asked(model).text == "It rained."


def test_a_server_that_answers_without_streaming_has_sent_no_answer() -> None:
    whole = {
        "choices": [{"index": 0, "message": {"role": "assistant", "content": "It rained."}, "finish_reason": "stop"}]
    }
    with faulty_server(answers(whole)) as server:
        assert "is no answer" in asked(called(server.url)).message

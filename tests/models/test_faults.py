"""Faults before the first word, at a real HTTP server, through the real OpenAI client.

Each ends as an error in words for the user, after as many tries as may help, in its time.
"""

import gzip
import socket
import ssl
import tracemalloc

import pytest
import trustme

from assistant.models.patience import Patience
from tests.models.called import ASKED, CALM, QUICK, asked, called, gone_wrong
from tests.models.faults import AT_ONCE_S, FINE, LASTING, after
from tests.models.faulty_replies import (
    Reply,
    answers,
    cut,
    events,
    fails,
    flood,
    late,
    redirects,
    says,
)
from tests.models.faulty_server import faulty_server


@pytest.mark.parametrize("fault", LASTING)
def test_a_fault_that_lasts_is_told_in_words_after_the_tries_that_may_help(fault: str) -> None:
    lasting = LASTING[fault]
    with faulty_server(lasting.reply) as server:
        patience = QUICK if "in time" in lasting.words else CALM
        outcome = gone_wrong(called(server.url, patience), lasting.words, lasting.within_s)
        assert len(server.asked) == lasting.tries
        assert ("(3 tries)" in outcome.message) == (lasting.tries > 1)
        assert outcome.text == ""


PASSING: dict[str, Reply] = {
    "500": fails(500),
    "502 with a page": answers("<html>Bad Gateway</html>", status=502, content_type="text/html"),
    "503": fails(503),
    "429": fails(429),
    "429 with a date gone by": fails(429, Retry_After=after(-60)),
    "a cut": cut(FINE, pieces=0),
    "a reset": cut(FINE, pieces=0, reset=True),
    "an empty answer": says(""),
    "garbage": events("{]"),
}


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_costs_one_more_try_and_nothing_else(fault: str) -> None:
    with faulty_server(PASSING[fault], FINE) as server:
        outcome = asked(called(server.url))
        assert outcome.text == "It rained [1]."
        assert outcome.error is None
        assert len(server.asked) == 2


def test_two_faults_that_pass_cost_two_more_tries() -> None:
    with faulty_server(fails(503), fails(429), FINE) as server:
        assert asked(called(server.url)).text == "It rained [1]."
        assert len(server.asked) == 3


def test_a_server_that_asks_for_a_second_gets_it() -> None:
    with faulty_server(fails(429, Retry_After="1"), FINE) as server:
        outcome = asked(called(server.url, Patience(pause_s=0.02)))
        assert outcome.text == "It rained [1]."
        assert server.records[1].at_s - server.records[0].at_s >= 1
        assert outcome.seconds < 2


def test_a_server_that_asks_for_longer_than_a_reader_waits_is_given_up_at_once() -> None:
    with faulty_server(fails(429, Retry_After="4")) as server:
        gone_wrong(called(server.url, QUICK), "left alone for 4 seconds", AT_ONCE_S)
        assert len(server.asked) == 1


def test_tries_never_take_longer_together_than_the_first_words_may() -> None:
    with faulty_server(late(fails(503), 0.6)) as server:
        gone_wrong(called(server.url, QUICK), "", QUICK.first_words_s)
        assert len(server.asked) == 3


def test_a_port_where_nobody_listens_is_said_to_be_one() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        gone_wrong(called(url), "nothing answers at its address", AT_ONCE_S)


def test_a_name_that_does_not_resolve_is_said_to_be_one() -> None:
    gone_wrong(called("http://no-such-host.invalid/v1"), "the name of its server is not known", AT_ONCE_S)


def test_a_server_that_takes_no_connection_is_given_up_in_time() -> None:
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}/v1"
        gone_wrong(called(url, QUICK), "did not begin to write in time", QUICK.first_words_s)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", "is no answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: ", "is no answer"),
        (b"HTTP/1.1 500 Internal Server Error\r\n\r\n", "failed at its server (500)"),
        (b"HTTP/1.1 200 ", "was cut off"),
    ],
)
def test_a_line_without_end_is_cut_off_before_it_fills_the_memory(head: bytes, words: str) -> None:
    with faulty_server(flood(head)) as server:
        gone_wrong(called(server.url, Patience(pause_s=0.02)), words, 15)
        assert len(server.asked) == 3
        assert server.hung_up_within(2)


def test_a_compressed_answer_is_refused_before_it_fills_the_memory() -> None:
    bomb = gzip.compress(b"data: " + b"x" * 100_000_000, compresslevel=1)
    reply = answers(bomb, content_type="text/event-stream", headers={"Content-Encoding": "gzip"})
    with faulty_server(reply) as server:
        model = called(server.url)
        tracemalloc.start()
        gone_wrong(model, "its server compresses what it sends", AT_ONCE_S)
        most_bytes = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert most_bytes < 50_000_000
        assert [one.headers["accept-encoding"] for one in server.asked] == ["identity"]


class AfterHalfASecond(Patience):
    """Pauses that are not random."""

    def pause(self, tried: int, asked_s: float | None) -> float:
        return 0.5


def test_a_server_that_comes_up_between_two_tries_is_found() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    steps = called(f"http://127.0.0.1:{port}/v1", AfterHalfASecond(first_words_s=20)).stream(ASKED, most_tokens=50)
    assert next(steps) == ""  # the first try has failed
    with faulty_server(FINE, port=port) as server:
        assert "".join(step for step in steps if isinstance(step, str)) == "It rained [1]."
        assert len(server.asked) == 1


def untrusted() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    return context


def test_a_certificate_that_nobody_vouches_for_gets_neither_key_nor_question() -> None:
    with faulty_server(FINE, tls=untrusted()) as server:
        gone_wrong(called(server.url), "certificate of its server is not trusted", AT_ONCE_S)
        assert server.asked == []


def test_https_where_plain_http_is_spoken_is_given_up_in_time() -> None:
    with faulty_server(FINE) as server:
        gone_wrong(called(server.url.replace("http:", "https:")), "openai:test-model", AT_ONCE_S)
        assert server.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_neither_key_nor_question_follow_a_redirect(status: int) -> None:
    with (
        faulty_server(FINE) as elsewhere,
        faulty_server(redirects(f"{elsewhere.url}/chat/completions", status)) as server,
    ):
        gone_wrong(called(server.url), "sends us to another address", AT_ONCE_S)
        assert len(server.asked) == 1
        assert elsewhere.records == []

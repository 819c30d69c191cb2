"""Model servers on this machine are found, with the line that sets each of their models."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from assistant.models.nearby import PLACES, NearbyServer, Place, nearby_servers
from assistant.openai_api.replying import OWNER
from tests.models.faulty_replies import Reply, answers, late, says
from tests.models.faulty_server import FaultyServer, faulty_server


@contextmanager
def listing(reply: Reply) -> Iterator[FaultyServer]:
    with faulty_server(says(""), models=reply) as server:
        yield server


def at(server: FaultyServer) -> Place:
    return Place("llama.cpp", server.url, "openai")


def test_a_server_that_speaks_openais_protocol_is_found_with_its_models() -> None:
    with listing(answers({"data": [{"id": "qwen3-4b"}, {"id": "it's one.gguf"}]})) as server:
        [found] = nearby_servers([at(server)])

    assert found == NearbyServer(
        "llama.cpp",
        server.url,
        ("qwen3-4b", "it's one.gguf"),
        (
            f"ASSISTANT_MODEL=openai:qwen3-4b ASSISTANT_MODEL_URL={server.url}",
            f"""ASSISTANT_MODEL='openai:it'"'"'s one.gguf' ASSISTANT_MODEL_URL={server.url}""",
        ),
    )


def test_ollama_is_found_where_it_lists_its_own_way() -> None:
    reply = answers({"models": [{"name": "qwen3:4b-instruct", "size": 2}]})
    with listing(reply) as server:
        # the scripted server has its list at an address that ends in /models
        place = OllamaPlace("Ollama", server.url, "ollama")
        [found] = nearby_servers([place])

    assert found.settings == ("ASSISTANT_MODEL=ollama:qwen3:4b-instruct",)


class OllamaPlace(Place):
    """Ollama behind another path."""

    @property
    def listing(self) -> str:
        return f"{self.address}/models"


def test_this_program_itself_is_no_model() -> None:
    with listing(answers({"data": [{"id": "articles", "owned_by": OWNER}]})) as server:
        assert nearby_servers([at(server)]) == ()


@pytest.mark.parametrize(
    "reply",
    [
        answers("<html>It works!</html>", content_type="text/html"),
        answers("[]"),
        answers("null"),
        answers({"data": None}),
        answers({"data": [1, None]}),
        answers({"data": [{"id": 7}, {"id": "two\nlines\x1b[31m"}]}),
        answers({"data": [{"id": "here"}]}, status=500),
        answers(b"", status=307, headers={"Location": "http://127.0.0.1:9/"}),
        answers(json.dumps({"data": [{"id": "x" * 1_000_001}]})),
        late(answers({"data": [{"id": "late"}]}), 5),
    ],
)
def test_what_is_no_model_server_is_passed_over_within_a_second(reply: Reply) -> None:
    with listing(reply) as server:
        began = time.monotonic()
        assert nearby_servers([at(server)]) == ()
        assert time.monotonic() - began < 3  # one of them would answer after five


def test_all_are_asked_at_once_also_those_that_say_nothing() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        listing(answers({"data": [{"id": "here"}]})) as server,
    ):
        before = threading.active_count()
        mute = Place("mute", f"http://127.0.0.1:{silent.getsockname()[1]}/v1", "openai")
        began = time.monotonic()
        found = nearby_servers([mute, mute, at(server), mute])
        took = time.monotonic() - began

    assert [one.models for one in found] == [("here",)]
    assert took < 2.5  # one after the other they would take three
    assert threading.active_count() - before < 8


def test_only_this_machine_is_asked() -> None:
    assert {place.address.split(":")[1] for place in PLACES} == {"//127.0.0.1"}
    assert {place.listing for place in PLACES} == {
        "http://127.0.0.1:11434/api/tags",
        "http://127.0.0.1:8080/v1/models",
        "http://127.0.0.1:1234/v1/models",
        "http://127.0.0.1:8000/v1/models",
    }


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    with listing(answers({"data": [{"id": "here"}]})) as server:
        assert len(nearby_servers([at(server)])) == 1

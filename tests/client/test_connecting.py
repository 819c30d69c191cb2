"""What a client is told where no assistant answers, or one that does not let it in."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import openai
import pytest
from fastapi import FastAPI
from starlette.responses import PlainTextResponse

from assistant import connect, open_assistant
from assistant.access.gate import Locks
from assistant.access.limits import Limits
from assistant.access.scopes import Scope
from assistant.assistant import Assistant
from assistant.client.connection import refused
from assistant.client.door import Door
from assistant.errors import AccessDeniedError, AssistantError, BusyError, ServerUnreachableError, UsageError
from assistant.server import build_app
from assistant.wiring import open_assistant as open_with
from corpus.article import Article
from index.reports import IndexState
from tests.conftest import SMALL_MODELS
from tests.loopback import running

TEXT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
WHY = "Why was the Quay Bridge in Skellhaven shut?"


def without_window(app: FastAPI, assistant: Assistant) -> FastAPI:
    return app


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Assistant]:
    with open_with(tmp_path / "data", models=SMALL_MODELS) as library:
        library.add_articles(iter([Article("bridge", "Quay Bridge shut", TEXT)]))
        yield library


@pytest.fixture
def locked(library: Assistant) -> Iterator[str]:
    """A server that wants a token of everybody."""
    locks = Locks(tokens=library.tokens, require_token=True)
    with running(build_app(library, without_window, locks)) as address:
        yield address


def test_a_token_opens_what_its_scope_allows(library: Assistant, locked: str) -> None:
    token = library.tokens.add("reader", Scope.ASK).secret
    with connect(locked, token=token) as remote:
        assert remote.ask(WHY).citations[0].quote == TEXT
        with pytest.raises(AccessDeniedError, match="scope write"):
            remote.remove("bridge")
    library.article("bridge")


@pytest.mark.parametrize("token", [None, "assistant_1_wrong"])
def test_without_the_right_token_nothing_is_told(locked: str, token: str | None) -> None:
    with connect(locked, token=token) as remote, pytest.raises(AccessDeniedError, match="assistant tokens add"):
        remote.status()


def test_paths_of_the_server_are_for_its_administrator(library: Assistant, locked: str) -> None:
    token = library.tokens.add("writer", Scope.WRITE).secret
    with connect(locked, token=token) as remote:
        for call in (lambda: remote.take_in(["/etc/hostname"]), lambda: remote.add_source("/etc")):
            with pytest.raises(AccessDeniedError, match="scope admin"):
                call()
        with pytest.raises(AccessDeniedError, match="scope admin"):
            remote.add([Path("/etc/hostname")])
    assert library.status().articles == 1


def test_where_the_library_is_on_the_server_is_told_to_its_administrator_alone(library: Assistant, locked: str) -> None:
    asking, administering = (library.tokens.add(scope, scope).secret for scope in (Scope.ASK, Scope.ADMIN))
    with connect(locked, token=asking) as remote, connect(locked, token=administering) as administrator:
        assert (remote.status().data_directory, remote.status().articles) == ("", 1)
        assert administrator.status() == library.status()


def test_openais_client_takes_a_token_as_its_key(library: Assistant, locked: str) -> None:
    token = library.tokens.add("openai", Scope.ASK).secret
    asked = {"model": "articles", "messages": [{"role": "user", "content": WHY}]}
    with openai.OpenAI(base_url=f"{locked}/v1", api_key=token, max_retries=0) as client:
        assert (client.chat.completions.create(**asked).choices[0].message.content or "").startswith(TEXT)  # type: ignore[call-overload]
    with (
        openai.OpenAI(base_url=f"{locked}/v1", api_key="sk-none", max_retries=0) as client,
        pytest.raises(openai.AuthenticationError, match="token"),
    ):
        client.chat.completions.create(**asked)  # type: ignore[call-overload]


def test_a_token_that_asks_too_often_is_told_to_wait(library: Assistant) -> None:
    token = library.tokens.add("eager", Scope.ASK).secret
    locks = Locks(tokens=library.tokens, require_token=True, limits=Limits(requests_per_minute=2))
    with running(build_app(library, without_window, locks)) as address, connect(address, token=token) as remote:
        remote.index_state()
        remote.index_state()
        with pytest.raises(BusyError, match="Wait"):
            remote.index_state()


def test_half_a_character_is_wrong_use(library: Assistant, locked: str) -> None:
    with connect(locked, token=library.tokens.add("half", Scope.ASK).secret) as remote:
        with pytest.raises(UsageError, match="half of a character"):
            remote.ask("\ud800 why")


def test_nobody_there_is_said_so() -> None:
    with connect("http://127.0.0.1:9") as remote, pytest.raises(ServerUnreachableError, match="assistant serve"):
        remote.status()


@pytest.mark.parametrize("address", ["http://", "http://[", "gopher://127.0.0.1", "http://a b"])
def test_what_is_no_address_of_a_server_is_said_so(address: str) -> None:
    with pytest.raises(ServerUnreachableError), connect(address) as remote:
        remote.status()


def test_another_program_is_not_taken_for_an_assistant() -> None:
    with running(PlainTextResponse("hello")) as address, connect(address) as remote:
        with pytest.raises(ServerUnreachableError, match="no assistant"):
            remote.status()


def test_a_problem_that_is_none_of_the_known_ones_keeps_its_detail() -> None:
    broken = json.dumps({"code": "internal_error", "detail": "Something broke."}).encode()
    error = refused(500, broken)
    assert (type(error), str(error)) == (AssistantError, "Something broke.")


def test_a_fault_of_the_program_is_an_error_and_its_words_stay_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> IndexState:
        raise ValueError("/home/reader/secret is wrong")

    app = FastAPI()
    app.include_router(Door(SimpleNamespace(index_state=broken)).router())
    with running(app) as address, connect(address) as remote:
        with pytest.raises(AssistantError, match=r"^The server failed at this") as raised:
            remote.index_state()

    assert type(raised.value) is AssistantError
    assert "secret" in caplog.text


def test_an_address_is_connected_to_and_not_opened(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"assistant\.connect"):
        open_assistant("http://127.0.0.1:7860")
    with pytest.raises(UsageError, match="A token belongs to a server"):
        connect(tmp_path, token="assistant_1_x")

"""The web application around the window."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

from assistant.access.scopes import Scope
from assistant.assistant import Assistant
from assistant.errors import UsageError
from assistant.server import build_app, free_port
from assistant.serving import address_here, locks_for, uploads_folder
from assistant.settings import Settings

HOST = "127.0.0.1"


def mount_page(app: FastAPI, assistant: str) -> FastAPI:
    """A window of one streamed page that names its assistant."""

    def page() -> StreamingResponse:
        return StreamingResponse(iter([f"<p>{assistant}", "</p>"]), media_type="text/html")

    app.add_api_route("/", page, openapi_extra={"x-scope": "ask"})
    return app


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(build_app("Ask me", mount_page), base_url=f"http://{HOST}") as client:
        yield client


def test_the_window_that_was_handed_in_is_mounted(client: TestClient) -> None:
    assert client.get("/").text == "<p>Ask me</p>"


def test_health_is_told(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_pages_that_load_from_elsewhere_are_not_served(client: TestClient) -> None:
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


def test_the_wanted_port_is_taken_when_it_is_free() -> None:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    assert free_port(HOST, port) == port


def test_the_next_port_is_taken_when_the_wanted_one_is_busy() -> None:
    with socket.socket() as busy:
        busy.bind((HOST, 0))
        busy.listen()
        port: int = busy.getsockname()[1]
        assert port < free_port(HOST, port) < port + 50


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "library.example"])
def test_an_address_beyond_this_machine_is_refused_until_there_is_a_token(
    small_assistant: Assistant, host: str
) -> None:
    with pytest.raises(UsageError, match=r"other machines.*assistant tokens add"):
        locks_for(small_assistant, Settings(), host)

    small_assistant.tokens.add("phone", Scope.ASK)

    assert locks_for(small_assistant, Settings(), host).token_required


@pytest.mark.parametrize("settings", [Settings(require_token=True), Settings(hosts=frozenset({"library.example"}))])
def test_settings_that_want_a_token_are_refused_until_there_is_one(
    small_assistant: Assistant, settings: Settings
) -> None:
    with pytest.raises(UsageError, match="assistant tokens add"):
        locks_for(small_assistant, settings, HOST)


def test_this_machine_needs_no_token_unless_a_setting_says_so(small_assistant: Assistant) -> None:
    assert not locks_for(small_assistant, Settings(), HOST).token_required


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:7860"),
        ("0.0.0.0", "http://127.0.0.1:7860"),
        ("::", "http://[::1]:7860"),
        ("192.0.2.7", "http://192.0.2.7:7860"),
    ],
)
def test_the_address_that_is_told_can_be_opened_on_this_machine(host: str, address: str) -> None:
    assert address_here(host, 7860) == address


def test_what_is_uploaded_goes_where_only_we_read_and_nothing_is_left_from_before(tmp_path: Path) -> None:
    folder = uploads_folder(tmp_path)
    (folder / "left.txt").write_text("from a crash")

    assert uploads_folder(tmp_path) == folder
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o777 == 0o700

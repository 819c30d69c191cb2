"""The web application around the window."""

import socket
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

from assistant.errors import UsageError
from assistant.server import build_app, free_port, serve

HOST = "127.0.0.1"


def mount_page(app: FastAPI, assistant: str) -> FastAPI:
    """A window of one streamed page that names its assistant."""

    def page() -> StreamingResponse:
        return StreamingResponse(iter([f"<p>{assistant}", "</p>"]), media_type="text/html")

    app.add_api_route("/", page)
    return app


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(build_app("Ask me", mount_page), base_url=f"http://{HOST}") as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/healthz", "/nothing-here"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_window_that_was_handed_in_is_mounted(client: TestClient) -> None:
    assert client.get("/").text == "<p>Ask me</p>"


def test_health_is_told(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_pages_that_load_from_elsewhere_are_not_served(client: TestClient) -> None:
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


def test_a_name_that_is_not_of_this_machine_gets_no_answer(client: TestClient) -> None:
    refused = client.get("/", headers={"host": "evil.example"})
    assert refused.status_code == 400
    assert "content-security-policy" in refused.headers


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


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.org"])
def test_only_this_machine_is_served(host: str) -> None:
    with pytest.raises(UsageError, match="not an address of this machine alone"):
        serve(FastAPI(), host, 7860)
    with pytest.raises(UsageError):
        free_port(host, 7860)

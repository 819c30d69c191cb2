"""An agent that goes away, or cancels a call, ends the work of it and the language model's within two seconds."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI
from mcp import Client

from assistant.mcp_server.cancelling import NAME_HEADER
from assistant.mcp_server.over_http import mount
from assistant.mcp_server.server import build_server
from assistant.stopping import Stopped, never
from assistant.support.check_report import CheckReport
from tests.api.conftest import serving
from tests.loopback import post_and_leave, running
from tests.mcp_server.library import WHY
from tests.written import EndlessModel, written_library

ENDS_WITHIN_S = 2.0
MODES = ("auto", "legacy")
ACCEPT = {"accept": "application/json, text/event-stream"}
LEGACY = "2025-06-18"
MODERN = "2026-07-28"


@contextmanager
def served(tmp_path: Path) -> Iterator[tuple[httpx.Client, EndlessModel]]:
    """The whole application, gate and all, over a library whose model never comes to an end."""
    model = EndlessModel()
    with written_library(tmp_path, model) as assistant, serving(assistant) as client:
        yield client, model


def request_of(version: str, tool: str, arguments: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """What an agent posts, and the headers, in one revision of the protocol."""
    parameters: dict[str, Any] = {"name": tool, "arguments": arguments}
    headers = {**ACCEPT, "mcp-protocol-version": version}
    if version == MODERN:
        about = {"name": "test", "version": "1"}
        parameters["_meta"] = {
            "io.modelcontextprotocol/protocolVersion": version,
            "io.modelcontextprotocol/clientInfo": about,
            "io.modelcontextprotocol/clientCapabilities": {},
        }
        headers |= {"mcp-method": "tools/call", "mcp-name": tool}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": parameters}, headers


@pytest.mark.parametrize("version", [LEGACY, MODERN])
def test_a_client_that_hangs_up_ends_the_call(tmp_path: Path, version: str) -> None:
    with served(tmp_path) as (client, model):
        body, headers = request_of(version, "ask", {"question": WHY})
        post_and_leave(f"{client.base_url}/mcp", body, model.asked_for, headers)
        assert model.hung_up.wait(ENDS_WITHIN_S)


@pytest.mark.parametrize("mode", MODES)
def test_an_agent_that_cancels_a_call_ends_it(tmp_path: Path, mode: str) -> None:
    with served(tmp_path) as (client, model):
        ended = anyio.run(cancelled, f"{client.base_url}/mcp", mode, model)
    assert ended


async def cancelled(address: Any, mode: str, model: EndlessModel) -> bool:
    """Whether the model was told within the time, while the agent stays connected."""
    async with Client(address, mode=mode) as agent:
        async with anyio.create_task_group() as calls:
            calls.start_soon(agent.call_tool, "ask", {"question": WHY})
            assert await anyio.to_thread.run_sync(model.asked_for.wait, 20)
            calls.cancel_scope.cancel()
        ended = await anyio.to_thread.run_sync(model.hung_up.wait, ENDS_WITHIN_S)
        await anyio.sleep(
            1.0
        )  # the reply to a cancelled call comes after all, and this client must not leave just then
        return ended


def test_nobody_cancels_the_calls_of_another_agent(tmp_path: Path) -> None:
    with served(tmp_path) as (client, model):
        names = [begun(client) for _ in range(2)]
        assert len(set(names)) == 2
        body, headers = request_of(LEGACY, "ask", {"question": WHY})
        agent = threading.Thread(target=posted, args=(client, body, {**headers, NAME_HEADER: names[0]}))
        agent.start()
        assert model.asked_for.wait(20)
        for name in (names[1], "", None):
            cancel(client, headers if name is None else {**headers, NAME_HEADER: name})
        assert not model.hung_up.wait(1.0)
        cancel(client, {**headers, NAME_HEADER: names[0]})
        assert model.hung_up.wait(ENDS_WITHIN_S)
        agent.join(5)


def begun(client: httpx.Client) -> str:
    """The name that an agent is given."""
    about = {"protocolVersion": LEGACY, "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    message = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": about}
    return client.post("/mcp", json=message, headers=ACCEPT).headers[NAME_HEADER]


def posted(client: httpx.Client, body: dict[str, Any], headers: dict[str, str]) -> None:
    assert "ended" in client.post("/mcp", json=body, headers=headers, timeout=20).text


def cancel(client: httpx.Client, headers: dict[str, str]) -> None:
    message = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}
    assert client.post("/mcp", json=message, headers=headers).status_code == 202


@pytest.mark.parametrize("mode", MODES)
def test_a_call_that_is_cancelled_over_streams_ends(tmp_path: Path, mode: str) -> None:
    model = EndlessModel()
    with written_library(tmp_path, model) as assistant:
        assert anyio.run(cancelled, build_server(assistant), mode, model)


class SlowChecks:
    """A library whose checks take until they are stopped."""

    def __init__(self) -> None:
        self.begun, self.stopped = threading.Event(), threading.Event()

    def check(self, text: str, *, articles: Sequence[str] = (), stopped: Stopped = never) -> CheckReport:
        """Nothing, after a while."""
        self.begun.set()
        while not stopped():
            time.sleep(0.01)
        self.stopped.set()
        return CheckReport((), ())


def test_a_check_ends_with_its_client_too() -> None:
    library, app = SlowChecks(), FastAPI()
    mount(app, library)  # type: ignore[arg-type]
    with running(app) as base:
        body, headers = request_of(MODERN, "check", {"text": "It rained."})
        post_and_leave(f"{base}/mcp", body, library.begun, headers)
        assert library.stopped.wait(ENDS_WITHIN_S)

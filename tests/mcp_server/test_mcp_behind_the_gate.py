"""The door for agents in the whole application: the gate decides who comes in, and the two agree."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from fastapi import FastAPI
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult

from assistant.access.gate import Locks
from assistant.access.scopes import Scope
from assistant.assistant import Assistant
from assistant.server import build_app
from assistant.wiring import open_assistant
from tests.conftest import SMALL_MODELS
from tests.loopback import running
from tests.mcp_server.library import ARTICLES, BRIDGE, WHY

CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
SENT = {"Accept": "application/json, text/event-stream"}


def without_window(app: FastAPI, assistant: Assistant) -> FastAPI:
    return app


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(tmp_path / "data", models=SMALL_MODELS) as library:
        library.add_articles(iter(ARTICLES))
        yield library


@contextmanager
def served(library: Assistant, locks: Locks) -> Iterator[str]:
    """Where agents come in; they may add where they may write."""
    with running(build_app(library, without_window, locks, agents_may_add=True)) as address:
        yield f"{address}/mcp"


def called(address: str, token: str, tool: str, arguments: dict[str, Any]) -> CallToolResult:
    async def call() -> CallToolResult:
        async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as http:
            async with Client(streamable_http_client(address, http_client=http)) as client:
                return await client.call_tool(tool, arguments)

    return anyio.run(call)


def test_without_a_token_this_machine_may_ask(library: Assistant) -> None:
    async def ask(client: Client) -> CallToolResult:
        return await client.call_tool("ask", {"question": WHY})

    with served(library, Locks()) as address:
        answer = asked(address, ask)
    assert answer.structured_content["answer"].startswith(BRIDGE)


def asked(address: str, ask: Callable[[Client], Awaitable[CallToolResult]]) -> CallToolResult:
    async def connect() -> CallToolResult:
        async with Client(address) as client:
            return await ask(client)

    return anyio.run(connect)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:7860", "Origin": "http://evil.example:7860"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_foreign_names_and_pages_are_refused(library: Assistant, headers: dict[str, str]) -> None:
    with served(library, Locks()) as address, httpx2.Client() as client:
        assert client.post(address, json=CALL, headers=SENT).status_code == 200
        assert client.post(address, json=CALL, headers={**SENT, **headers}).status_code == 403


def test_names_that_the_settings_add_are_answered_to(library: Assistant) -> None:
    issued = library.tokens.add("agent", Scope.ASK)
    with served(library, Locks(tokens=library.tokens, names=["library.lan"])) as address, httpx2.Client() as client:
        known = {"Host": "library.lan", "Origin": "http://library.lan", "Authorization": f"Bearer {issued.secret}"}
        assert client.post(address, json=CALL, headers={**SENT, **known}).status_code == 200


def test_a_token_is_wanted_and_its_scope_decides_who_may_add(library: Assistant) -> None:
    asking, writing = (library.tokens.add(scope, scope).secret for scope in (Scope.ASK, Scope.WRITE))
    new = {"address": "http://127.0.0.1:9/new"}
    with served(library, replace(Locks(), tokens=library.tokens, require_token=True)) as address:
        with httpx2.Client() as client:
            assert client.post(address, json=CALL, headers=SENT).status_code == 401
        answer = called(address, asking, "ask", {"question": WHY})
        refused = called(address, asking, "add_article", new)
        tried = called(address, writing, "add_article", new)

    assert answer.structured_content["outcome"] == "answered"
    assert (refused.is_error, "scope “write”" in refused.content[0].text) == (True, True)  # type: ignore[union-attr]
    assert (tried.is_error, tried.structured_content["added"]) == (False, [])
    assert tried.structured_content["skipped"][0].startswith("http://127.0.0.1:9/new: ")


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "C:\\data", "ftp://host/x", " http://a b"])
def test_an_agent_adds_nothing_but_web_addresses(library: Assistant, address: str) -> None:
    with served(library, Locks()) as door:
        refused = asked(door, lambda client: client.call_tool("add_article", {"address": address}))
    assert refused.is_error

"""The door for agents over HTTP, as the protocol's own client uses it."""

import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import anyio
import httpx2
import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp.types import CallToolResult

from assistant.assistant import Assistant
from assistant.mcp_server.over_http import mount
from assistant.wiring import open_assistant
from tests.conftest import SMALL_MODELS
from tests.loopback import running
from tests.mcp_server.library import ARTICLES, BRIDGE, LONG, WHY

READING = ["search", "ask", "check", "get_article", "list_sources"]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Three articles, with models of words alone."""
    with open_assistant(tmp_path_factory.mktemp("mcp") / "data", models=SMALL_MODELS) as assistant:
        assistant.add_articles(iter(ARTICLES))
        yield assistant


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    """Where the door is."""
    app = FastAPI()
    mount(app, assistant)
    with running(app) as base:
        yield f"{base}/mcp"


@pytest.fixture(params=["auto", "legacy"])
def mode(request: pytest.FixtureRequest) -> str:
    """Both ways in which clients begin: the newest protocol, and the handshake of those before it."""
    return str(request.param)


R = TypeVar("R")


def asked(address: str, mode: str, ask: Callable[[Client], Awaitable[R]]) -> R:
    async def connect() -> R:
        async with Client(address, mode=mode) as client:
            return await ask(client)

    return anyio.run(connect)


def called(address: str, mode: str, tool: str, arguments: dict[str, Any]) -> CallToolResult:
    return asked(address, mode, lambda client: client.call_tool(tool, arguments))


def refused(address: str, mode: str, ask: Callable[[Client], Awaitable[object]]) -> str:
    """What the error says that this call ends in."""

    async def try_it(client: Client) -> str:
        with pytest.raises(MCPError) as raised:
            await ask(client)
        return raised.value.error.message

    return asked(address, mode, try_it)


def result_of(address: str, mode: str, tool: str, **arguments: Any) -> dict[str, Any]:
    result = called(address, mode, tool, arguments)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


def test_the_tools_only_read_and_say_so(address: str, mode: str) -> None:
    tools = asked(address, mode, lambda client: client.list_tools()).tools

    assert [tool.name for tool in tools] == READING
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
    assert all("untrusted data" in (tool.description or "") for tool in tools if tool.name != "list_sources")


def test_what_a_tool_gives_is_as_its_schema_says(address: str, mode: str) -> None:
    tools = {tool.name: tool for tool in asked(address, mode, lambda client: client.list_tools()).tools}
    arguments: dict[str, dict[str, Any]] = {
        "search": {"query": "Quay Bridge"},
        "ask": {"question": WHY},
        "check": {"text": f"{BRIDGE} It rained."},
        "get_article": {"article_id": "bridge"},
        "list_sources": {},
    }
    for name, given in arguments.items():
        result = called(address, mode, name, given)
        schema = tools[name].output_schema
        assert schema
        assert list(Draft202012Validator(schema).iter_errors(result.structured_content)) == []
        assert json.loads(result.content[0].text) == result.structured_content  # type: ignore[union-attr]


def test_an_answer_comes_with_its_citations(address: str, mode: str) -> None:
    answer = result_of(address, mode, "ask", question=WHY)

    assert (answer["outcome"], answer["refusal"]) == ("answered", None)
    assert answer["answer"].startswith(f"{BRIDGE} [1]")
    [cited, *_] = answer["citations"]
    assert (cited["article_id"], cited["quote"]) == ("bridge", BRIDGE[cited["start"] : cited["end"]])


def test_a_refusal_is_a_result_and_no_error(address: str, mode: str) -> None:
    answer = result_of(address, mode, "ask", question="Who is the president of France?")

    assert (answer["outcome"], answer["citations"]) == ("refused", [])
    assert answer["refusal"].startswith("The articles do not say.")


def test_passages_are_found_best_first_and_no_more_than_asked_for(address: str, mode: str) -> None:
    passages = result_of(address, mode, "search", query="Milk prices in Orle", limit=2)["passages"]

    assert (len(passages), passages[0]["article_id"]) == (2, "notes/milk 1%")
    assert passages[0]["score"] >= passages[1]["score"]


def test_a_search_is_narrowed(address: str, mode: str) -> None:
    passages = result_of(address, mode, "search", query="report bridge milk", outlets=["Harbour Post"])["passages"]

    assert {passage["article_id"] for passage in passages} == {"bridge"}


def test_a_long_article_is_read_part_by_part(address: str, mode: str) -> None:
    parts, offset = [], 0
    while offset is not None:
        part = result_of(address, mode, "get_article", article_id="wall", offset=offset, limit=20_000)
        assert len(part["text"]) <= 20_000
        parts.append(part["text"])
        offset = part["next_offset"]

    assert len(parts) > 1
    assert "".join(parts) == LONG
    assert part["characters"] == len(LONG)


def test_an_article_is_a_resource_too(address: str, mode: str) -> None:
    found = asked(address, mode, lambda client: client.read_resource("article://bridge")).contents[0]
    odd = asked(address, mode, lambda client: client.read_resource("article://notes%2Fmilk%201%25")).contents[0]

    assert found.text.splitlines()[:3] == ["Quay Bridge shut", "Harbour Post", "Ana Lo"]  # type: ignore[union-attr]
    assert found.text.endswith(BRIDGE)  # type: ignore[union-attr]
    assert odd.text.startswith("Milk prices rise")  # type: ignore[union-attr]


def test_what_is_not_there_is_told_to_the_agent(address: str, mode: str) -> None:
    unknown = called(address, mode, "get_article", {"article_id": "nothing"})

    assert (unknown.is_error, "no article nothing" in unknown.content[0].text) == (True, True)  # type: ignore[union-attr]
    assert "no article nothing" in refused(address, mode, lambda client: client.read_resource("article://nothing"))


def test_nothing_can_be_added_unless_the_door_was_opened_for_it(address: str, mode: str) -> None:
    new = {"address": "https://post.test/new"}
    told = refused(address, mode, lambda client: client.call_tool("add_article", new))
    assert told.startswith("There is no tool add_article.")


def test_wrong_arguments_are_named_and_not_repeated(address: str, mode: str) -> None:
    wrong = called(address, mode, "search", {"query": "milk", "limit": 500, "secret": "do-not-log-me"})

    told = wrong.content[0].text  # type: ignore[union-attr]
    assert wrong.is_error
    assert "limit: Input should be less than or equal to 20" in told
    assert "secret: Extra inputs are not permitted" in told
    assert "do-not-log-me" not in told


def test_only_post_is_answered(address: str) -> None:
    with httpx2.Client() as client:
        statuses = [client.request(method, address).status_code for method in ("GET", "DELETE", "PUT")]
    assert statuses == [405, 405, 405]


def test_forms_and_plain_text_are_refused(address: str) -> None:
    call = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
    with httpx2.Client() as client:
        refused = client.post(address, content=call, headers={"Content-Type": "text/plain"})
    assert refused.status_code == 400

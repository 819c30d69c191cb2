"""`assistant mcp` as an agent starts it: a process of its own, spoken to over its standard streams."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import anyio
import pytest
from fastapi import FastAPI
from mcp import Client, StdioServerParameters

from assistant.access.gate import Locks
from assistant.assistant import Assistant
from assistant.client.local_key import WithLocalKey
from assistant.server import build_app
from assistant.wiring import open_assistant
from tests.conftest import SMALL_MODELS
from tests.loopback import running
from tests.mcp_server.library import ARTICLES, BRIDGE, WHY


def without_window(app: FastAPI, assistant: Assistant) -> FastAPI:
    return app


@pytest.fixture(params=["opened", "served"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A data directory that the process opens, or that a server has open."""
    with ExitStack() as leaving:
        library = leaving.enter_context(open_assistant(tmp_path, models=SMALL_MODELS))
        library.add_articles(iter(ARTICLES))
        if request.param == "served":
            key = WithLocalKey(library.tokens)
            app = build_app(library, without_window, Locks(tokens=key, require_token=True))
            library.announce(leaving.enter_context(running(app)), key.secret)
        else:
            leaving.close()
        yield tmp_path


@pytest.mark.model
def test_the_process_answers_and_can_be_opened_for_adding(data: Path) -> None:
    command = ["-c", "from assistant.cli import main; main()", "mcp", "--add", "--data", str(data)]

    async def talk() -> tuple[list[str], str, str]:
        async with Client(StdioServerParameters(command=sys.executable, args=command)) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            answer = (await client.call_tool("ask", {"question": WHY})).structured_content
            read = await client.read_resource("article://bridge")
            return tools, answer["answer"], read.contents[0].text  # type: ignore[union-attr]

    tools, answer, text = anyio.run(talk)

    assert tools == ["search", "ask", "check", "get_article", "list_sources", "add_article"]
    assert answer.startswith(f"{BRIDGE} [1]")
    assert text.endswith(BRIDGE)

"""Written answers as every door gives them: the mode that is asked for, whose words they are, what was left out."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from mcp import Client
from openai import NotFoundError, OpenAI
from typer.testing import CliRunner, Result

from assistant import connect
from assistant.assistant import Assistant
from assistant.cli import app
from assistant.conversations.exporting import as_markdown
from assistant.conversations.verifying import verify
from assistant.errors import NoModelError
from assistant.mcp_server.over_http import PATH
from assistant.wiring import open_assistant
from tests.api.conftest import events_of, problem_of, serving
from tests.conftest import SMALL_MODELS
from tests.writing.scripted import BRIDGE
from tests.written import SHUT, WHY, written_library

SCHEMA: dict[str, Any] = json.loads(files("assistant").joinpath("answer.schema.json").read_text(encoding="utf-8"))
QUOTED = BRIDGE.partition(". ")[0] + "."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Assistant]:
    with written_library(tmp_path) as assistant:
        yield assistant


@pytest.fixture
def client(library: Assistant) -> Iterator[httpx.Client]:
    with serving(library) as client:
        library.announce(str(client.base_url), "")
        yield client


@pytest.fixture
def without(tmp_path: Path) -> Iterator[httpx.Client]:
    """A server over a library without a model."""
    with open_assistant(tmp_path / "quoting", models=SMALL_MODELS) as assistant, serving(assistant) as client:
        assistant.announce(str(client.base_url), "")
        yield client


def run(assistant: Assistant, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--data", assistant.status().data_directory])


def test_the_api_answers_in_the_mode_that_is_asked_for_and_writes_where_none_is(client: httpx.Client) -> None:
    asked = [client.post("/v1/ask", json={"question": WHY, **mode}).json() for mode in ({}, {"mode": "quoting"})]

    for answer in asked:
        jsonschema.validate(answer, SCHEMA)
        assert set(answer) == set(SCHEMA["properties"])
    written, quoted = asked
    assert (written["mode"], written["answer"], written["sentences"][0]["support"]) == (
        "writing",
        f"{SHUT}. [1]",
        "supported",
    )
    assert (quoted["mode"], quoted["sentences"][0]["support"], quoted["model"]) == ("quoting", "quoted", None)
    assert [(one["code"], one["about"]) for one in written["notices"]] == [("sentence_dropped", ["number"])]
    assert written["model"]["name"] == "scripted:model"
    assert written["citations"][0]["quote"] == QUOTED


def test_events_give_each_sentence_before_the_whole(client: httpx.Client) -> None:
    with client.stream("POST", "/v1/ask", json={"question": WHY, "stream": True}) as response:
        events = list(events_of(response))

    names = [name for name, _ in events if name != "working"]
    assert names == ["searching", "found", "sentence", "answer"]
    assert events[-1][1]["sentences"][0] == next(data for name, data in events if name == "sentence")["sentence"]


def test_writing_without_a_model_is_refused_at_every_door(without: httpx.Client) -> None:
    body = {"question": WHY, "mode": "writing"}
    response = without.post("/v1/ask", json=body)
    assert problem_of(response) == (400, "no_model")
    assert "ASSISTANT_MODEL" in response.json()["detail"]
    with without.stream("POST", "/v1/ask", json={**body, "stream": True}) as events:
        assert [(name, data["code"]) for name, data in events_of(events)] == [("problem", "no_model")]
    with connect(str(without.base_url)) as library, pytest.raises(NoModelError, match="ASSISTANT_MODEL"):
        library.ask(WHY, mode="writing")
    assert problem_of(without.post("/v1/ask", json={**body, "mode": "rhyming"})) == (422, "invalid_request")


def test_a_command_without_a_model_ends_with_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["ask", WHY, "--mode", "writing", "--data", str(tmp_path / "data")])
    assert result.exit_code == 2
    assert CliRunner().invoke(app, ["ask", WHY, "--mode", "rhyming"]).exit_code == 2


def test_openai_clients_choose_by_the_name_of_the_model(client: httpx.Client, without: httpx.Client) -> None:
    with OpenAI(base_url=f"{client.base_url}/v1", api_key="none", max_retries=0) as openai:
        assert [model.id for model in openai.models.list()] == ["articles", "articles-quoting", "articles-writing"]
        found = {
            name: openai.chat.completions.create(model=name, messages=[{"role": "user", "content": WHY}])
            for name in ("articles", "articles-writing", "articles-quoting")
        }
    assert {name: one.model for name, one in found.items()} == {name: name for name in found}
    modes = [one.model_extra["assistant"]["mode"] for one in found.values() if one.model_extra]
    assert modes == ["writing", "writing", "quoting"]
    assert (found["articles"].choices[0].message.content or "").startswith(f"{SHUT}. [1]")
    usage = [one.usage.total_tokens for one in found.values() if one.usage]
    assert usage[0] > 0
    assert usage[1:] == [0, 0]  # what was written before is kept, and quoting costs nothing

    with OpenAI(base_url=f"{without.base_url}/v1", api_key="none", max_retries=0) as openai:
        assert [model.id for model in openai.models.list()] == ["articles"]
        with pytest.raises(NotFoundError, match="articles-writing"):
            openai.models.retrieve("articles-writing")


def test_agents_ask_in_a_mode_and_check_what_they_wrote(client: httpx.Client) -> None:
    async def call(tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
        async with Client(f"{client.base_url}{PATH}".replace("//mcp", "/mcp")) as agent:
            result = await agent.call_tool(tool, arguments)
            assert not result.is_error
            return dict(result.structured_content or {})

    def told(tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
        with ThreadPoolExecutor() as apart:  # a browser of another test may have its loop in this thread
            return apart.submit(lambda: asyncio.run(call(tool, arguments))).result()

    written = told("ask", {"question": WHY, "mode": "writing"})
    assert (written["mode"], written["answer"], written["unanswered"]) == ("writing", f"{SHUT}. [1]", [])
    assert told("ask", {"question": WHY, "mode": "quoting"})["mode"] == "quoting"
    checked = told("check", {"text": f"{SHUT}. It was shut for 12 days.", "articles": ["bridge"]})
    assert [one["supported"] for one in checked["sentences"]] == [True, False]
    assert checked["sentences"][1]["faults"] == ["No quote has the number “12”."]
    assert checked["citations"][0]["quote"] == QUOTED


def test_the_terminal_says_whose_words_they_are_what_was_left_out_and_what_it_cost(
    client: httpx.Client, library: Assistant
) -> None:
    result = run(library, "ask", WHY, "--explain")

    assert result.exit_code == 0
    assert "In the words of scripted:model; each sentence was checked against its quotes." in result.stdout
    assert "1 sentence that the model wrote was left out" in result.stdout
    assert "writing by scripted:model · 200 tokens in, " in result.stdout
    again = run(library, "ask", WHY, "--explain").stdout
    assert "kept from before, nothing was sent" in again
    assert "In the words of" not in run(library, "ask", WHY, "--mode", "quoting").stdout


def test_status_says_who_writes_and_what_it_cost_today(client: httpx.Client, library: Assistant) -> None:
    client.post("/v1/ask", json={"question": WHY})

    model = client.get("/v1/status").json()["model"]
    assert (model["name"], model["resting"], model["tokens_a_day"]) == ("scripted:model", False, None)
    assert model["tokens_today"] > 200
    assert f"scripted:model writes; {model['tokens_today']:,} tokens today" in run(library, "status").stdout


def test_the_numbers_count_tokens_what_was_dropped_and_what_was_kept(client: httpx.Client) -> None:
    for _ in range(2):
        client.post("/v1/ask", json={"question": WHY})

    lines = client.get("/metrics").text.splitlines()
    numbers = dict(line.rsplit(" ", 1) for line in lines if line.startswith("assistant_model"))
    assert float(numbers['assistant_model_tokens_total{direction="in",model="scripted:model"}']) == 200
    assert float(numbers['assistant_model_sentences_dropped_total{fault="number"}']) == 2
    assert float(numbers['assistant_model_cached_answers_total{model="scripted:model"}']) == 1
    assert float(numbers['assistant_model_first_words_seconds_count{model="scripted:model"}']) == 2
    assert not any(word in line for line in lines for word in ("Bridge", "Garrowby", "shut"))


def test_an_export_names_the_model_and_is_verified_with_its_quotes(client: httpx.Client, library: Assistant) -> None:
    id = library.conversations.begin().id
    answer = library.ask(WHY, conversation=id)

    text = as_markdown(library.conversations.get(id), library.conversations.turns(id))
    assert "worded by scripted:model, each sentence checked against its quotes" in text
    verified = verify(json.dumps(answer.to_json()))
    assert (verified.whole, verified.quotes, verified.written) == (True, 1, 1)

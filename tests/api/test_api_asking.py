"""Questions and searches over HTTP."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.wiring import open_assistant
from index.relevance import Scores
from tests.api.conftest import OTTERS, STORM, add_text, events_of, problem_of, serving
from tests.conftest import SMALL_MODELS
from tests.fakes import WordRelevance

SCHEMA: dict[str, Any] = json.loads(files("assistant").joinpath("answer.schema.json").read_text(encoding="utf-8"))
QUESTION = "storm tore roof off fish market Wexby"


@pytest.fixture
def stocked(client: httpx.Client) -> httpx.Client:
    add_text(client, "Storm over Wexby", STORM, outlet="Harbour Post", published="2026-02-27")
    add_text(client, "Otters are back", OTTERS, outlet="Valley Courier", published="2026-02-20")
    return client


@pytest.mark.parametrize(
    ("question", "outcome"), [(QUESTION, "answered"), ("Who is the president of France?", "refused")]
)
def test_a_question_is_answered_with_the_object_of_the_contract(
    stocked: httpx.Client, question: str, outcome: str
) -> None:
    response = stocked.post("/v1/ask", json={"question": question, "asked_on": "2026-03-01"})
    assert response.status_code == 200
    answer = response.json()
    jsonschema.validate(answer, SCHEMA)
    assert (answer["outcome"], answer["asked_on"]) == (outcome, "2026-03-01")
    assert set(answer) == set(SCHEMA["properties"])


def test_the_quote_of_an_answer_stands_at_its_span_of_the_version_that_the_api_gives(stocked: httpx.Client) -> None:
    [citation] = stocked.post("/v1/ask", json={"question": QUESTION}).json()["citations"]
    version = stocked.get(f"/v1/articles/{citation['article_id']}/versions/{citation['version']}").json()
    assert version["text"][citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.parametrize(
    ("asked", "headers"), [({"stream": True}, {}), ({}, {"Accept": "text/event-stream"})], ids=["field", "header"]
)
def test_events_tell_the_stages_the_sentences_and_the_whole_answer_last(
    stocked: httpx.Client, asked: dict[str, Any], headers: dict[str, str]
) -> None:
    with stocked.stream("POST", "/v1/ask", json={"question": QUESTION, **asked}, headers=headers) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["cache-control"] == "no-store"
        events = list(events_of(response))
    names = [name for name, _ in events]
    assert names == ["searching", "found", "sentence", "answer"]
    answer = events[-1][1]
    jsonschema.validate(answer, SCHEMA)
    assert events[0][1] == {"query": QUESTION}
    assert events[1][1]["articles"] == 2
    assert events[2][1]["sentence"] == answer["sentences"][0]
    assert events[2][1]["citations"] == answer["citations"]


def test_an_error_in_a_stream_is_told_as_an_event(stocked: httpx.Client) -> None:
    body = {"question": QUESTION, "stream": True, "filters": {"outlets": ["Nowhere Gazette"]}}
    with stocked.stream("POST", "/v1/ask", json=body) as response:
        events = list(events_of(response))
    name, problem = events[-1]
    assert (name, problem["code"], problem["status"]) == ("problem", "filter_unknown", 422)
    assert problem["request_id"] == response.headers["x-request-id"]


def test_filters_narrow_what_is_searched(stocked: httpx.Client) -> None:
    filters = {"outlets": ["Valley Courier"]}
    answer = stocked.post("/v1/ask", json={"question": QUESTION, "filters": filters}).json()
    assert {passage["outlet"] for passage in answer["passages"]} == {"Valley Courier"}
    assert answer["filters"]["outlets"] == ["Valley Courier"]
    found = stocked.post("/v1/search", json={"query": "otters storm", "filters": {"to": "2026-02-21"}}).json()
    assert {passage["title"] for passage in found["passages"]} == {"Otters are back"}


def test_a_search_gives_the_best_passages_first(stocked: httpx.Client) -> None:
    found = stocked.post("/v1/search", json={"query": "forty otters river", "limit": 1}).json()
    [passage] = found["passages"]
    assert passage["title"] == "Otters are back"
    assert "Forty otters" in passage["text"]
    assert found["words_only"] is False


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({}, "body.question"),
        ({"question": ""}, "body.question"),
        ({"question": " \n "}, "body.question"),
        ({"question": "x" * 2001}, "body.question"),
        ({"question": "x", "asked_on": "yesterday"}, "body.asked_on"),
        ({"question": "x", "sentence": 1}, "body.sentence"),
    ],
)
def test_a_question_that_is_none_is_refused_with_what_is_wrong(
    client: httpx.Client, body: dict[str, Any], at: str
) -> None:
    response = client.post("/v1/ask", json=body)
    assert problem_of(response) == (422, "invalid_request")
    assert response.json()["errors"][0]["at"] == at


def test_a_question_in_a_conversation_is_kept_there(stocked: httpx.Client) -> None:
    id = stocked.post("/v1/conversations", json={}).json()["id"]
    answer = stocked.post("/v1/ask", json={"question": QUESTION, "conversation": id}).json()
    [turn] = stocked.get(f"/v1/conversations/{id}").json()["turns"]
    assert (turn["id"], turn["question"]) == (answer["id"], QUESTION)
    assert turn["answer"] == answer


def test_a_question_in_no_conversation_is_refused(client: httpx.Client) -> None:
    response = client.post("/v1/ask", json={"question": QUESTION, "conversation": "none"})
    assert problem_of(response) == (404, "conversation_not_found")


class SlowRelevance(WordRelevance):
    """Reads for half a second."""

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        time.sleep(0.5)
        return super().score(query, texts)


class BrokenRelevance(WordRelevance):
    """Cannot read."""

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        raise ZeroDivisionError("words of an article")


def test_a_fault_in_a_stream_is_told_without_its_words(tmp_path: Path) -> None:
    models = replace(SMALL_MODELS, relevance=BrokenRelevance)
    with open_assistant(settings=Settings(data=tmp_path / "data"), models=models) as broken, serving(broken) as client:
        add_text(client, "Storm over Wexby", STORM)
        with client.stream("POST", "/v1/ask", json={"question": QUESTION, "stream": True}) as response:
            *_, (name, problem) = events_of(response)
        assert (name, problem["code"]) == ("problem", "internal_error")
        assert "words of an article" not in problem["detail"]
        assert problem_of(client.post("/v1/ask", json={"question": QUESTION})) == (500, "internal_error")


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Assistant]:
    settings = Settings(data=tmp_path / "data")
    with open_assistant(settings=settings, models=replace(SMALL_MODELS, relevance=SlowRelevance)) as assistant:
        yield assistant


def test_a_client_that_goes_away_stops_the_work(slow: Assistant) -> None:
    answered: list[str] = []
    slow.on_answer(lambda answer: answered.append(answer.question))
    with serving(slow) as client:
        add_text(client, "Storm over Wexby", STORM)
        with client.stream("POST", "/v1/ask", json={"question": QUESTION, "stream": True}) as response:
            assert next(events_of(response))[0] == "searching"
        time.sleep(2)
        assert answered == []
        assert client.post("/v1/ask", json={"question": QUESTION}).json()["outcome"] == "answered"
    assert answered == [QUESTION]

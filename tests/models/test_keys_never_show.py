"""Whatever a server does with a key, and whichever way it is wrong: no word of ours holds it."""

import json
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.assistant import Assistant
from assistant.errors import LanguageModelError
from assistant.logs import Lines
from assistant.models.looking import look_at_models
from assistant.models.model import Message
from assistant.models.opening import open_model
from assistant.settings import Settings
from assistant.wiring import open_assistant
from tests.api.conftest import OTTERS, add_text, lent_reader, serving, world
from tests.conftest import SMALL_MODELS
from tests.models.faulty_replies import Reply, answers, cut, events, fails, says
from tests.models.faulty_server import faulty_server
from tests.models.spoken import speaker
from tests.models.test_chat_models import MODELS

__all__ = ["lent_reader", "world"]

KEY = "sk-proj-Wrong0123456789abcdefghij"
PARTS = (KEY, KEY[:14], KEY[-14:])  # some servers repeat its ends alone
ECHOES: dict[str, Reply] = {
    "a message": fails(401, f"Incorrect API key provided: {KEY}. Find yours in your account.", code="invalid_api_key"),
    "its ends": fails(401, f"Incorrect API key provided: {KEY[:14]}***{KEY[-14:]}."),
    "a page": answers(f"<html>Authorization: Bearer {KEY}</html>", status=403, content_type="text/html"),
    "a server's error": fails(500, f"upstream said: bad key {KEY}"),
    "too many": fails(429, f"quota of {KEY} is used up"),
    "an event": events({"error": {"message": f"no such key: {KEY}", "code": 401}}),
    "garbage": events(f"Bearer {KEY}"),
    "a header": answers("{}", status=401, headers={"X-Your-Key": KEY}),
    "a redirect": answers("", status=307, headers={"Location": f"https://evil.example/?key={KEY}"}),
    "a cut stream": cut(says("one two three"), pieces=0),
}


def shown(text: object) -> list[str]:
    """Which parts of the key stand in this."""
    return [part for part in PARTS if part in str(text)]


def settings_for(url: str, model: str = "openai:any") -> Settings:
    path = "/v1" if model.startswith("mistralai") else ""
    return Settings(model=model, model_url=url + path, model_key=SecretStr(KEY), model_timeout_s=10)


def traces(error: BaseException) -> str:
    return "".join(traceback.format_exception(error, chain=True))


@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)
def test_an_error_tells_no_key_however_the_server_repeats_it(echo: Reply) -> None:
    with faulty_server(echo) as server:
        model = open_model(settings_for(server.url))
        assert model
        with pytest.raises(LanguageModelError) as failed:
            list(model.stream([Message("user", "Did it rain?")], most_tokens=32))

        assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert shown(f"{failed.value} {failed.value!r} {traces(failed.value)} {vars(failed.value)}") == []


@pytest.mark.parametrize("model", MODELS)
def test_no_provider_tells_a_key_that_its_server_repeats(model: str) -> None:
    url = "/v1" if model.startswith("openai") else ""
    with speaker(refusing=401) as server:
        opened = open_model(settings_for(server.url + url, model))
        assert opened
        with pytest.raises(LanguageModelError, match="does not accept the key") as failed:
            list(opened.stream([Message("user", "Did it rain?")], most_tokens=32))

    assert KEY in str(server.heard[0].headers)
    assert shown(f"{failed.value} {failed.value!r} {traces(failed.value)}") == []


@pytest.mark.parametrize("model", MODELS)
def test_a_redirect_is_told_and_not_followed(model: str) -> None:
    url = "/v1" if model.startswith("openai") else ""
    with speaker() as elsewhere, speaker(redirect_to=elsewhere.url) as server:
        opened = open_model(settings_for(server.url + url, model))
        assert opened
        with pytest.raises(LanguageModelError, match="sends us to another address, where the key does not go"):
            list(opened.stream([Message("user", "Did it rain?")], most_tokens=32))

    assert (len(server.heard), elsewhere.heard) == (1, [])


@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)
def test_looking_at_models_shows_no_key(echo: Reply) -> None:
    with faulty_server(echo) as server:
        report = look_at_models(try_it=True, settings=settings_for(server.url), nearby=lambda: ())

    assert report.problem
    assert report.model
    assert report.model.has_key
    assert shown(report) == []


@contextmanager
def library(directory: Path, url: str) -> Iterator[Assistant]:
    settings = replace_data(settings_for(url), directory)
    with open_assistant(settings=settings, models=replace(SMALL_MODELS, language_model=open_model)) as assistant:
        yield assistant


def replace_data(settings: Settings, directory: Path) -> Settings:
    return settings.model_copy(update={"data": directory})


def test_nothing_that_a_server_shows_or_keeps_holds_a_wrong_key(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer, its stream, status, numbers, the conversation and its export, the log with texts, all files."""
    caplog.set_level(logging.INFO)
    asked = {"question": "How many otters were counted?", "mode": "writing"}
    with faulty_server(ECHOES["a message"]) as server, library(tmp_path, server.url) as assistant:
        with serving(assistant) as client:
            add_text(client, "Otters of the Orle", OTTERS)
            kept: dict[str, Any] = client.post("/v1/conversations", json={"title": "Otters"}).json()
            said = [
                client.post("/v1/ask", json=asked),
                client.post("/v1/ask", json={**asked, "conversation": kept["id"]}),
                client.post("/v1/ask", json={**asked, "stream": True}),
                *(client.get(path) for path in ("/v1/status", "/metrics", "/v1/openapi.json")),
                client.get(f"/v1/conversations/{kept['id']}"),
                client.get(f"/v1/conversations/{kept['id']}/export", params={"format": "md"}),
            ]
        assert server.asked

    log = [Lines(as_json=form, texts=True).format(record) for form in (True, False) for record in caplog.records]
    assert [one.status_code for one in said] == [200] * len(said)
    assert said[0].json()["notices"][0]["code"] == "model_unavailable"
    assert [(one.url.path, shown(one.text + str(one.headers))) for one in said if shown(one.text)] == []
    assert shown(json.dumps(log)) == []
    assert [file.name for file in tmp_path.rglob("*") if file.is_file() and KEY.encode() in file.read_bytes()] == []

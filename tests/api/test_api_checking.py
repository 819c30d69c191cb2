"""Texts checked over HTTP and from the command line."""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from typer.testing import CliRunner, Result

from assistant.assistant import Assistant
from assistant.cli import app
from assistant.errors import UsageError
from assistant.listening import while_wanted
from assistant.support.check_report import CheckReport
from tests.api.conftest import OTTERS, STORM, add_text, problem_of, serving_app
from tests.loopback import post_and_leave

HOLDS = "Forty otters were counted along the river Orle."
WRONG = "Fifty otters, 50 of them, were counted along the river Orle."
UNKNOWN = "Yoghurt comes from Bulgaria."


class SlowChecks:
    """A library whose checks take until they are stopped."""

    def __init__(self) -> None:
        self.begun, self.stopped = threading.Event(), threading.Event()

    def check(self, stopped: Callable[[], bool]) -> CheckReport:
        self.begun.set()
        while not stopped():
            time.sleep(0.01)
        self.stopped.set()
        return CheckReport((), ())


def test_whoever_goes_away_stops_the_check() -> None:
    slow = SlowChecks()

    async def check(request: Request) -> Response:
        return Response(str(await while_wanted(slow.check, request.is_disconnected)))

    with serving_app(Starlette(routes=[Route("/", check, methods=["POST"])])) as client:
        post_and_leave(f"{client.base_url}/", {}, slow.begun)
        assert slow.stopped.wait(2)


def test_what_a_check_raises_is_raised_to_whoever_waits() -> None:
    async def check(request: Request) -> Response:
        with pytest.raises(UsageError, match="too much"):
            await while_wanted(broken, request.is_disconnected)
        return Response("refused")

    def broken(stopped: Callable[[], bool]) -> CheckReport:
        raise UsageError("too much")

    with serving_app(Starlette(routes=[Route("/", check, methods=["POST"])])) as client:
        assert client.post("/").text == "refused"


@pytest.fixture
def stocked(client: httpx.Client) -> httpx.Client:
    add_text(client, "Storm over Wexby", STORM, outlet="Harbour Post", published="2026-02-27")
    add_text(client, "Otters are back", OTTERS, outlet="Valley Courier", published="2026-02-20")
    return client


def checked(client: httpx.Client, text: str, **named: Any) -> dict[str, Any]:
    response = client.post("/v1/check", json={"text": text, **named})
    assert response.status_code == 200, response.text
    report: dict[str, Any] = response.json()
    return report


def test_each_sentence_of_a_text_is_supported_or_not_with_quotes_and_what_is_wrong(stocked: httpx.Client) -> None:
    report = checked(stocked, f"Otters\n\n{HOLDS} [1] {WRONG} {UNKNOWN}")

    heading, holds, wrong, unknown = report["sentences"]
    assert (heading["supported"], holds["supported"], wrong["supported"]) == (None, True, False)
    assert (report["supported"], report["judged"], report["unsupported"]) == (False, 3, 2)
    assert holds["text"] == HOLDS
    assert wrong["faults"] == [{"kind": "number", "words": "50", "text": "No quote has the number “50”."}]
    assert unknown["faults"][0]["text"] == "The quotes do not say this."
    [quote] = [one for one in report["citations"] if one["number"] in holds["citations"]]
    assert (quote["quote"], quote["title"]) == (HOLDS, "Otters are back")
    version = stocked.get(f"/v1/articles/{quote['article_id']}/versions/{quote['version']}").json()
    assert version["text"][quote["start"] : quote["end"]] == HOLDS


def test_a_text_is_checked_against_the_articles_that_are_named_and_no_others(stocked: httpx.Client) -> None:
    storm = add_text(stocked, "Storm again", STORM + " It was the worst of the year.")

    report = checked(stocked, HOLDS, articles=[storm])

    assert report["supported"] is False
    assert {one["article_id"] for one in report["citations"]} <= {storm}


def test_a_text_is_checked_against_texts_that_are_sent_along_and_not_kept(client: httpx.Client) -> None:
    given = {"text": f"  {OTTERS}", "title": "Notes", "outlet": "Me", "published": "2026-01-02"}

    report = checked(client, HOLDS, given=[given])

    [quote] = report["citations"]
    assert (quote["article_id"], quote["title"], quote["published"]) == ("given-1", "Notes", "2026-01-02")
    assert given["text"][quote["start"] : quote["end"]] == HOLDS
    assert report["supported"] is True
    assert client.get("/v1/articles").json()["total"] == 0


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"text": " \n"}, (422, "invalid_request")),
        ({"text": "x" * 50_001}, (422, "invalid_request")),
        ({"text": HOLDS, "articles": ["nothing"]}, (404, "article_not_found")),
        ({"text": HOLDS, "given": [{"text": " "}]}, (422, "invalid_request")),
        (
            {"text": HOLDS, "given": [{"text": OTTERS}] * 30, "articles": ["a"] * 1 + ["b"] * 1},
            (404, "article_not_found"),
        ),
        ({"text": HOLDS, "given": [{"text": OTTERS}] * 50, "articles": ["a"]}, (422, "refused")),
    ],
)
def test_what_cannot_be_checked_is_refused(
    client: httpx.Client, body: dict[str, Any], problem: tuple[int, str]
) -> None:
    assert problem_of(client.post("/v1/check", json=body)) == problem


def run(assistant: Assistant, *arguments: str, piped: str | None = None) -> Result:
    """A command over the server that has this library."""
    data = assistant.status().data_directory
    return CliRunner().invoke(app, ["check", *arguments, "--data", data], input=piped)


@pytest.fixture
def served(library: Assistant, stocked: httpx.Client) -> Assistant:
    """The library of a server that programs of this user find."""
    library.announce(str(stocked.base_url), "")
    return library


def test_the_command_prints_each_sentence_with_what_is_wrong_and_ends_with_1(served: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text(f"{HOLDS}\n\n{WRONG}", encoding="utf-8")

    result = run(served, str(file))

    assert result.exit_code == 1
    assert f" ok  {HOLDS}" in result.stdout
    assert f"not  {WRONG}" in result.stdout
    assert "No quote has the number “50”." in result.stdout
    assert f"“{HOLDS}” (Otters are back · Valley Courier · 2026-02-20)" in result.stdout
    assert "1 of 2 sentences are supported." in result.stdout


def test_what_is_piped_in_is_checked_and_told_as_json(served: Assistant) -> None:
    result = run(served, "-", "--json", piped=HOLDS)

    report = json.loads(result.stdout)
    assert (result.exit_code, report["supported"], report["schema"]) == (0, True, 1)
    assert run(served, "-", "--json", piped=WRONG).exit_code == 1


def test_wrong_use_of_the_command_ends_with_2(served: Assistant, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\xfe")

    assert run(served, str(tmp_path / "missing.txt")).exit_code == 2
    assert run(served, str(tmp_path / "picture.png")).exit_code == 2
    assert run(served, "-", piped=" ").exit_code == 2
    assert run(served, "-", "--article", "nothing", piped=HOLDS).exit_code == 2

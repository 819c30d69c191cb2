"""One suite of commands over a library that they open themselves, and over one that a server has open."""

import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from typer.testing import CliRunner, Result

from assistant.access.gate import Locks
from assistant.assistant import Assistant
from assistant.cli import app
from assistant.client.local_key import WithLocalKey
from assistant.server import build_app
from assistant.wiring import open_assistant
from tests.conftest import SMALL_MODELS
from tests.loopback import running
from tests.small_world import item, page_html, rss
from tests.web import Reply, Web

pytestmark = pytest.mark.model

TEXT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
WHY = "Why was the Quay Bridge in Skellhaven shut?"
OWL = "An owl was seen in the old mill at Wexby."


@dataclass(frozen=True, slots=True)
class Terminal:
    """Runs commands over one data directory."""

    data: Path

    def run(self, *words: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, [*words, "--data", str(self.data)], input=typed)

    def json(self, *words: str) -> Any:
        return json.loads(self.run(*words, "--json").stdout)


def without_window(app: FastAPI, assistant: Assistant) -> FastAPI:
    return app


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    """Pages that may be fetched."""
    with Web() as web, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_PRIVATE_HOSTS", ", ".join(web.opened()))
        yield web


def serving(data: Path, leaving: ExitStack) -> None:
    """A server over this directory that wants a token of everybody, until `leaving` ends."""
    library = leaving.enter_context(open_assistant(data, models=SMALL_MODELS))
    key = WithLocalKey(library.tokens)
    app = build_app(library, without_window, replace(Locks(), tokens=key, require_token=True))
    library.announce(leaving.enter_context(running(app)), key.secret)


@pytest.fixture(scope="module", params=["opened", "served"])
def terminal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, web: Web) -> Iterator[Terminal]:
    """A library that commands open, or reach through a server; one article is in it."""
    place = tmp_path_factory.mktemp("commands")
    (place / "bridge.md").write_text(f"---\nid: bridge\ntitle: Quay Bridge shut\n---\n{TEXT}", encoding="utf-8")
    with ExitStack() as leaving:
        if request.param == "served":
            serving(place / "data", leaving)
        terminal = Terminal(place / "data")
        added = terminal.run("add", str(place / "bridge.md"))
        assert (added.exit_code, added.stdout) == (0, "1 added, 0 changed, 0 unchanged, 0 skipped.\n")
        yield terminal


def test_a_question_is_answered(terminal: Terminal) -> None:
    asked = terminal.run("ask", WHY)

    assert asked.exit_code == 0
    assert asked.stdout == f"\n{TEXT} [1]\n\nQuay Bridge shut\n  [1] “{TEXT}”\n"


def test_a_refusal_has_its_exit_code(terminal: Terminal) -> None:
    asked = terminal.run("ask", "Who is the president of France?")

    assert asked.exit_code == 3
    assert "The articles do not say" in asked.stdout


def test_a_chat_goes_on_after_a_wrong_question(terminal: Terminal) -> None:
    chatted = terminal.run("chat", typed=f"{'why ' * 1000}\n{WHY}\n\n")

    assert chatted.exit_code == 0
    assert chatted.stdout.startswith("1 articles. Ask; an empty line ends.\n")
    assert "2000 at most" in chatted.stderr
    assert f"{TEXT} [1]" in chatted.stdout


def test_a_chat_is_kept_as_a_conversation(terminal: Terminal) -> None:
    terminal.run("chat", typed=f"{WHY}\n\n")

    [listed, *_] = terminal.json("conversations", "list")["conversations"]
    shown = terminal.run("conversations", "show", listed["id"])
    removed = terminal.run("conversations", "remove", listed["id"], "--yes")

    assert (listed["title"], listed["turns"]) == (WHY, 1)
    assert f"{TEXT} [1]" in shown.stdout
    assert removed.exit_code == 0


def test_passages_are_searched(terminal: Terminal) -> None:
    found = terminal.json("search", "Quay Bridge", "--limit", "1")

    passages = found["passages"] if isinstance(found, dict) else found
    assert [(one["article_id"], one["text"]) for one in passages] == [("bridge", TEXT)]


def test_articles_are_listed_and_shown(terminal: Terminal) -> None:
    [listed] = terminal.json("articles")
    shown = terminal.json("show", "bridge")

    assert (listed["id"], listed["title"], "text" in listed) == ("bridge", "Quay Bridge shut", False)
    assert (shown["text"], shown["versions"]) == (TEXT, 1)
    assert "Version 1" in terminal.run("show", "bridge", "--versions").stdout


def test_what_is_not_there_is_wrong_use(terminal: Terminal) -> None:
    for words in (["show", "nothing"], ["remove", "nothing", "--yes"], ["sources", "pause", "nothing"]):
        said = terminal.run(*words)
        assert (said.exit_code, said.stdout) == (2, "")
        assert re.match(r"Error: There is no (article|source) nothing", " ".join(said.stderr.split()))


def test_files_are_added_skipped_and_removed(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "milk.md").write_text("---\nid: milk\ntitle: Milk\n---\nMilk was poured away.", encoding="utf-8")

    added = terminal.run("add", str(tmp_path / "milk.md"), str(tmp_path / "missing.txt"))
    removed = terminal.run("remove", "milk", "--yes")

    assert (added.exit_code, removed.exit_code) == (1, 0)
    assert added.stdout.startswith("1 added, 0 changed, 0 unchanged, 1 skipped.\n")
    assert f"Skipped {tmp_path / 'missing.txt'}: there is no such file or folder" in added.stdout
    assert removed.stdout == "Deleted “Milk”.\n"


def test_a_feed_is_kept_updated_and_removed(terminal: Terminal, web: Web) -> None:
    page = web.add("/owl", page_html("An owl at Wexby", OWL))
    body = rss(item(page, guid=page, title="An owl at Wexby"))
    feed = web.add("/feed", Reply(200, {"Content-Type": "application/rss+xml"}, body))

    added = terminal.run("sources", "add", feed)
    [listed] = terminal.json("sources", "list")
    updated = terminal.run("update")
    paused = terminal.run("sources", "pause", feed)
    removed = terminal.run("sources", "remove", listed["id"])

    assert added.stdout == (f"Source {listed['id']}: feed Harbour Post\n1 added, 0 changed, 0 unchanged, 0 skipped.\n")
    assert (listed["kind"], listed["address"], listed["articles"]) == ("feed", feed, 1)
    assert (updated.exit_code, updated.stdout) == (0, "Harbour Post: nothing new\n")
    assert (paused.stdout, removed.stdout) == ("Paused Harbour Post.\n", "Removed Harbour Post.\n")
    for article in terminal.json("articles"):
        if article["title"] == "An owl at Wexby":
            terminal.run("remove", article["id"], "--yes")


def test_the_status_names_the_directory_and_what_can_be_searched(terminal: Terminal) -> None:
    status = terminal.json("status")

    assert status["data_directory"] == str(terminal.data)
    assert (status["articles"], status["searchable_passages"]) == (1, 1)


def test_the_doctor_finds_nothing_wrong(terminal: Terminal) -> None:
    findings = {one["name"]: one for one in terminal.json("doctor")}

    assert findings["library"]["text"] == "1 articles, all 1 passages searchable"


def test_the_index_is_verified_and_rebuilt(terminal: Terminal) -> None:
    verified, rebuilt = terminal.run("index", "verify"), terminal.run("index", "rebuild")

    assert (verified.exit_code, verified.stdout) == (0, "Library and index agree.\n")
    assert (rebuilt.exit_code, rebuilt.stdout) == (0, "1 of 1 passages searchable\n")


def test_the_address_of_a_server_is_for_its_user_alone_and_goes_with_it(tmp_path: Path) -> None:
    with ExitStack() as leaving:
        serving(tmp_path, leaving)
        mode = stat.S_IMODE(os.stat(tmp_path / "server.json").st_mode)
    assert mode == 0o600
    assert not (tmp_path / "server.json").exists()


def test_an_address_that_an_ended_server_left_is_passed_over(tmp_path: Path) -> None:
    left = {"pid": os.getpid(), "address": "http://127.0.0.1:9", "key": "of a server that was killed"}
    (tmp_path / "server.json").write_text(json.dumps(left), encoding="utf-8")

    status = Terminal(tmp_path).run("status")

    assert status.exit_code == 0
    assert status.stdout.startswith("0 articles")
    assert not (tmp_path / "server.json").exists()


def test_a_library_that_is_held_without_a_server_is_refused(tmp_path: Path) -> None:
    with open_assistant(tmp_path, models=SMALL_MODELS):
        refused = Terminal(tmp_path).run("ask", WHY)

    assert refused.exit_code == 4
    assert "is held by process" in " ".join(refused.stderr.split())

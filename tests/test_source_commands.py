"""The commands about sources and the library as a whole, with the real models, over a scripted web."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.data_directory import DataDirectory
from tests.small_world import item, page_html, rss
from tests.web import Reply, Web

pytestmark = pytest.mark.model

SHUT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
OPEN = "The Quay Bridge in Skellhaven is open again, and the ferry has made its last crossing."


class Terminal:
    """Runs commands over one data directory."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--data", str(self.data)])

    def json(self, *words: str) -> Any:
        return json.loads(self.run(*words, "--json").stdout)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    with Web() as web:
        monkeypatch.setenv("ASSISTANT_PRIVATE_HOSTS", ", ".join(web.opened()))
        yield web


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "data")


def feed(web: Web, pages: Sequence[str]) -> str:
    body = rss(*(item(page, guid=page, title=page) for page in pages))
    return web.add("/feed", Reply(200, {"Content-Type": "application/rss+xml"}, body))


def test_a_feed_is_added_listed_updated_and_removed(web: Web, terminal: Terminal) -> None:
    pages = [web.add("/bridge", page_html("Quay Bridge shut", SHUT)), web.add("/milk", Reply(404))]

    added = terminal.run("sources", "add", feed(web, pages))
    [listed] = terminal.json("sources", "list")
    web.add("/milk", page_html("Milk", OPEN))
    retried = terminal.run("sources", "retry", listed["id"])
    updated = terminal.run("update")
    removed = terminal.run("sources", "remove", feed(web, pages))

    assert added.exit_code == 1
    assert f"Source {listed['id']}: feed Harbour Post" in added.stdout
    assert "There is nothing at this address (status 404)." in added.stdout
    assert (listed["kind"], listed["articles"], listed["failed"]) == ("feed", 1, 1)
    assert (retried.exit_code, retried.stdout) == (0, "Harbour Post: 1 added\n")
    assert (updated.exit_code, updated.stdout) == (0, "Harbour Post: nothing new\n")
    assert (removed.exit_code, removed.stdout) == (0, "Removed Harbour Post.\n")
    assert len(terminal.json("articles")) == 2


def test_a_page_is_added_by_its_address_and_its_versions_are_shown(web: Web, terminal: Terminal) -> None:
    page = web.add("/bridge", page_html("Quay Bridge", SHUT))

    added = terminal.json("add", page)
    web.add("/bridge", page_html("Quay Bridge", OPEN))
    updated = terminal.json("update", page)
    [article] = terminal.json("articles")
    versions = terminal.json("show", article["id"], "--versions")
    shown = terminal.run("show", article["id"], "--versions")

    assert (len(added["added"]), [source["kind"] for source in added["sources"]]) == (1, ["page"])
    assert [result["changed"] for result in updated] == [[article["id"]]]
    assert [version["version"] for version in versions] == [1, 2]
    assert "Version 2" in shown.stdout
    assert "{+is open again, and the ferry" in " ".join(shown.stdout.split())


def test_paths_and_addresses_can_be_added_together(web: Web, terminal: Terminal, tmp_path: Path) -> None:
    page = web.add("/bridge", page_html("Quay Bridge", SHUT))
    (tmp_path / "milk.txt").write_text("Milk\n\nMilk was poured away.", encoding="utf-8")

    added = terminal.run("add", page, str(tmp_path / "milk.txt"), web.url("/missing"))

    assert added.exit_code == 1
    assert "2 added, 0 changed, 0 unchanged, 1 skipped." in added.stdout


def test_a_source_is_paused_and_resumed(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("One\n\nOne article.", encoding="utf-8")
    terminal.run("sources", "add", str(folder))

    paused = terminal.run("sources", "pause", str(folder))
    (folder / "two.txt").write_text("Two\n\nAnother article.", encoding="utf-8")
    quiet = terminal.run("update")
    resumed = terminal.run("sources", "resume", str(folder))
    updated = terminal.run("update")

    assert (paused.stdout, resumed.stdout) == ("Paused articles.\n", "Resumed articles.\n")
    assert "There is no source to look at" in quiet.stdout
    assert updated.stdout == "articles: 1 added, 1 unchanged\n"


def test_what_is_no_source_is_wrong_use(terminal: Terminal) -> None:
    assert terminal.run("sources", "add", "nowhere").exit_code == 2
    assert terminal.run("update", "nowhere").exit_code == 2


def test_a_library_moves_in_one_file_also_while_it_is_in_use(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "milk.txt").write_text("Milk\n\nMilk was poured away.", encoding="utf-8")
    terminal.run("add", str(tmp_path / "milk.txt"))
    held = DataDirectory(terminal.data)
    backed_up = terminal.json("backup", str(tmp_path / "library.zip"))
    refused = terminal.run("restore", str(tmp_path / "library.zip"))
    held.release()
    elsewhere = Terminal(tmp_path / "elsewhere")
    restored = elsewhere.json("restore", str(tmp_path / "library.zip"))
    again = terminal.json("restore", str(tmp_path / "library.zip"))

    assert (backed_up["articles"], refused.exit_code) == (1, 4)
    assert restored["moved_aside"] is None
    assert Path(again["moved_aside"]).is_dir()
    assert [article["title"] for article in elsewhere.json("articles")] == ["Milk"]
    assert elsewhere.json("status")["searchable_passages"] == 1
    assert elsewhere.run("restore", str(tmp_path / "milk.txt")).exit_code == 5


def test_the_index_is_verified_rebuilt_and_compacted(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "milk.txt").write_text("Milk\n\nMilk was poured away.", encoding="utf-8")
    terminal.run("add", str(tmp_path / "milk.txt"))

    verified, rebuilt, compacted = (terminal.run("index", word) for word in ("verify", "rebuild", "compact"))

    assert (verified.exit_code, verified.stdout) == (0, "Library and index agree.\n")
    assert rebuilt.stdout == compacted.stdout == "1 of 1 passages searchable\n"

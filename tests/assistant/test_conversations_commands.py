"""The commands about conversations, as a reader types them, with the real models."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app

pytestmark = pytest.mark.model
TEXT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."


def run(data: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, [*arguments, "--data", str(data)], input=typed)


def ids(data: Path, *options: str) -> Sequence[str]:
    return [
        one["id"] for one in json.loads(run(data, "conversations", "list", *options, "--json").stdout)["conversations"]
    ]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one article and one conversation of two turns."""
    place = tmp_path_factory.mktemp("commands")
    (place / "bridge.txt").write_text(f"Quay Bridge shut\n\n{TEXT}", encoding="utf-8")
    run(place / "data", "add", str(place / "bridge.txt"))
    run(place / "data", "chat", typed="Why was the Quay Bridge shut?\nWho saw them?\n\n")
    return place / "data"


def test_a_chat_is_kept_and_goes_on(data: Path) -> None:
    [conversation] = ids(data)
    asked = run(data, "ask", "And when?", "--conversation", conversation, "--json")

    shown = json.loads(run(data, "conversations", "show", conversation, "--json").stdout)

    assert json.loads(asked.stdout)["query"] == "And when? Who saw them?"
    assert shown["conversation"]["title"] == "Why was the Quay Bridge shut?"
    assert [turn["question"] for turn in shown["turns"]] == [
        *("Why was the Quay Bridge shut?", "Who saw them?", "And when?")
    ]


def test_a_chat_without_a_question_leaves_no_conversation(data: Path) -> None:
    before = ids(data)

    assert run(data, "chat", typed="\n").exit_code == 0
    assert ids(data) == before


def test_conversations_are_found_shown_and_renamed(data: Path) -> None:
    [conversation] = ids(data, "--search", "skellhaven cracks")

    shown = run(data, "conversations", "show", conversation)
    renamed = run(data, "conversations", "rename", conversation, "The [bold]bridge[/]")

    assert ids(data, "--search", "yoghurt") == []
    assert "> Why was the Quay Bridge shut?" in shown.stdout
    assert "[1] “The Quay Bridge in Skellhaven" in shown.stdout
    assert renamed.stdout == "Renamed “The [bold]bridge[/]”.\n"
    assert "The [bold]bridge[/]" in run(data, "conversations", "list").stdout


def test_an_export_is_checked_again_and_tampering_is_noticed(data: Path, tmp_path: Path) -> None:
    [conversation] = ids(data)
    file = tmp_path / "kept.json"
    run(data, "conversations", "export", conversation, "--format", "json", "--file", str(file))

    whole = CliRunner().invoke(app, ["verify", str(file)])
    file.write_text(file.read_text(encoding="utf-8").replace("on Friday", "on Monday", 1), encoding="utf-8")
    broken = CliRunner().invoke(app, ["verify", str(file), "--json"])

    assert (whole.exit_code, "quotes stand" in whole.stdout) == (0, True)
    assert (broken.exit_code, json.loads(broken.stdout)["whole"]) == (1, False)
    assert CliRunner().invoke(app, ["verify", str(tmp_path / "missing")]).exit_code == 2


def test_an_answer_in_json_is_checked_again(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_text(run(data, "ask", "Why was the Quay Bridge shut?", "--json").stdout, encoding="utf-8")

    assert CliRunner().invoke(app, ["verify", str(file)]).exit_code == 0


def test_markdown_is_printed_unless_a_file_is_named(data: Path, tmp_path: Path) -> None:
    [conversation] = ids(data)

    printed = run(data, "conversations", "export", conversation)
    run(data, "conversations", "export", conversation, "--file", str(tmp_path / "kept.md"))
    again = run(data, "conversations", "export", conversation, "--file", str(tmp_path / "kept.md"))

    assert "## Why was the Quay Bridge shut?" in printed.stdout
    assert (tmp_path / "kept.md").read_text(encoding="utf-8") == printed.stdout
    assert (again.exit_code, "there already" in again.stderr) == (2, True)


@pytest.mark.parametrize("command", [["conversations", "show", "x"], ["chat", "--conversation", "x"]])
def test_an_unknown_conversation_is_wrong_use(data: Path, command: list[str]) -> None:
    result = run(data, *command)

    assert (result.exit_code, "no conversation x" in result.stderr) == (2, True)


def test_without_a_rated_answer_there_is_nothing_to_measure(data: Path, tmp_path: Path) -> None:
    assert run(data, "conversations", "feedback").stdout == "No answer was rated yet.\n"

    written = run(data, "conversations", "feedback", "--export", str(tmp_path / "set"), "--json")

    assert json.loads(written.stdout) == {
        "folder": str(tmp_path / "set"),
        "questions": 0,
        "to_complete": 0,
        "outdated": 0,
    }
    assert sorted(path.name for path in (tmp_path / "set").iterdir()) == [
        *("articles.jsonl.gz", "questions.jsonl", "to-complete.jsonl")
    ]


def test_a_removed_conversation_is_gone(data: Path) -> None:
    run(data, "chat", typed="Who is the president of France?\n\n")
    [newest, *others] = ids(data)

    kept = run(data, "conversations", "remove", newest, typed="n\n")
    still_there = newest in ids(data)
    removed = run(data, "conversations", "remove", newest, "--yes")

    assert (kept.exit_code, still_there) == (1, True)
    assert removed.stdout == "Removed “Who is the president of France?”.\n"
    assert ids(data) == others

"""The command line as a reader runs it: a process of its own, with the real models."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.data_directory import DataDirectory

TEXT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
ARTICLE = f"Quay Bridge shut\n\n{TEXT}"
pytestmark = pytest.mark.model


def run(*arguments: str, data: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *arguments, "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=False, input=typed, timeout=100)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with one article."""
    place = tmp_path_factory.mktemp("cli")
    (place / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    added = run("add", str(place / "bridge.txt"), data=place / "data")
    assert (added.returncode, added.stdout) == (0, "1 added, 0 changed, 0 unchanged, 0 skipped.\n")
    return place / "data"


def test_help_is_there_in_half_a_second() -> None:
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "--help"]
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        shown = subprocess.run(command, capture_output=True, text=True, check=True)
        times.append(time.perf_counter() - begin)

    assert "ask" in shown.stdout
    assert min(times) < 0.5


def test_a_question_is_answered_with_its_source(data: Path) -> None:
    asked = run("ask", "Why was the Quay Bridge shut?", data=data)

    assert asked.returncode == 0
    assert "saw cracks in its pins. [1]" in " ".join(asked.stdout.split())
    assert "\nQuay Bridge shut\n  [1] “The Quay Bridge in Skellhaven" in asked.stdout


def test_a_refusal_has_an_exit_code_of_its_own(data: Path) -> None:
    asked = run("ask", "Who is the president of France?", data=data)

    assert asked.returncode == 3
    assert "The articles do not say" in asked.stdout


def test_what_is_piped_is_whole_in_lines_of_its_own(data: Path, tmp_path: Path) -> None:
    title, question = (
        "Bridge " * 30 + "shut",
        "Who, of all those that ever led a country, " * 5 + "is the president of France?",
    )
    (tmp_path / "long.md").write_text(f"---\ntitle: {title}\n---\n{TEXT}", encoding="utf-8")
    run("add", str(tmp_path / "long.md"), data=tmp_path / "data")

    listed = run("articles", data=tmp_path / "data").stdout.splitlines()
    assert [line.rstrip().endswith(title) for line in listed] == [False, True]
    assert question in run("ask", question, data=tmp_path / "data").stdout


def test_a_chat_answers_line_by_line(data: Path) -> None:
    chatted = run("chat", data=data, typed="Why was the Quay Bridge shut?\nWho is the president of France?\n\n")

    assert chatted.returncode == 0
    assert "cracks in its pins" in " ".join(chatted.stdout.split())
    assert "do not say" in chatted.stdout


def test_what_is_skipped_is_named_and_the_exit_code_says_it(data: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")

    added = run("add", str(tmp_path / "empty.txt"), str(tmp_path / "missing.txt"), "--json", data=data)

    report = json.loads(added.stdout)
    assert added.returncode == 1
    assert [Path(skipped["name"]).name for skipped in report["skipped"]] == ["empty.txt", "missing.txt"]
    assert all(skipped["reason"] for skipped in report["skipped"])


def test_articles_are_listed_shown_and_removed(data: Path, tmp_path: Path) -> None:
    (tmp_path / "milk.md").write_text("---\nid: milk\ntitle: Milk\n---\nMilk was poured away.", encoding="utf-8")
    run("add", str(tmp_path / "milk.md"), data=data)

    listed = json.loads(run("articles", "--json", data=data).stdout)
    shown = json.loads(run("show", "milk", "--json", data=data).stdout)
    removed = run("remove", "milk", "--yes", data=data)
    gone = run("show", "milk", data=data)

    assert "milk" in [article["id"] for article in listed]
    assert (shown["title"], shown["text"], shown["versions"]) == ("Milk", "Milk was poured away.", 1)
    assert removed.stdout == "Deleted “Milk”.\n"
    assert (gone.returncode, "no article milk" in gone.stderr) == (2, True)


def test_the_status_and_the_doctor_agree_that_all_is_well(data: Path) -> None:
    status = json.loads(run("status", "--json", data=data).stdout)
    examined = run("doctor", "--json", data=data)

    assert status["passages"] == status["searchable_passages"] >= 1
    assert examined.returncode == 0
    assert [finding["ok"] for finding in json.loads(examined.stdout)] == [True] * 5


def test_a_held_library_is_refused_in_words_and_exit_code(data: Path) -> None:
    held = DataDirectory(data)
    asked = run("ask", "Anything?", data=data)
    held.release()

    assert asked.returncode == 4
    assert "is held by process" in " ".join(asked.stderr.split())


def test_a_damaged_library_is_an_error_and_never_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"this is no database, whatever its name says" * 100)

    asked = run("ask", "Why was the Quay Bridge shut?", "--json", data=tmp_path)

    assert asked.returncode == 5
    assert "do not say" not in asked.stdout + asked.stderr
    assert "is damaged" in json.loads(asked.stdout)["error"]["message"]


def test_an_evaluation_gives_every_figure_and_every_answer(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "evaluation"
    folder.mkdir()
    article = {"id": "a1", "title": "Quay Bridge shut", "text": TEXT, "published": "2024-09-13"}
    (folder / "articles.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    question = {"id": "q1", "question": "Why was the Quay Bridge shut?", "asked_on": "2024-09-14"}
    expected = {"answers": ["cracks in its pins"], "relevant": ["a1"], "answerable": True}
    (folder / "questions.jsonl").write_text(json.dumps(question | expected) + "\n", encoding="utf-8")
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "eval", str(folder), "--json"]

    done = subprocess.run(
        [*command, "--answers", str(tmp_path / "answers.jsonl")],
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )

    figures = json.loads(done.stdout)
    assert set(figures) == {
        *("retrieval", "answers", "citations", "refusals", "sentences", "latency_ms", "questions", "indexing")
    }
    assert (figures["retrieval"]["hit@1"], figures["answers"]["f1"], figures["citations"]["verbatim"]) == (
        1.0,
        1.0,
        1.0,
    )
    assert figures["refusals"]["balanced_accuracy"] == 1.0
    assert set(figures["indexing"]) == {"passages", "passages_per_s", "seconds", "peak_memory_mb"}
    [line] = (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert (json.loads(line)["answer"]["schema"], json.loads(line)["hidden_outcome"]) == (1, "refused")

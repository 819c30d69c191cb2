import json
import subprocess
import sys
import time
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


def test_of_two_that_want_it_at_once_one_wins_and_the_other_is_told_by_whom(tmp_path: Path) -> None:
    """100 races between processes, over the note that a killed one left."""
    code = """
import sys, time
from pathlib import Path
from assistant.data_directory import DataDirectory
from assistant.errors import HeldError
for line in sys.stdin:
    path, begin = line.split()
    time.sleep(max(0.0, float(begin) - time.time()))
    try:
        held = DataDirectory(Path(path))
        print("won", flush=True)
        sys.stdin.readline()
        held.release()
        print("released", flush=True)
    except HeldError as error:
        print(error, flush=True)
        sys.stdin.readline()
        print("gone", flush=True)
"""
    racers = [
        subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    stale = json.dumps({"pid": 2**22 + 1, "command": "assistant serve", "since": "2024-12-20T08:00:00+00:00"})
    for race in range(100):
        place = tmp_path / str(race)
        place.mkdir()
        (place / "holder.json").write_text(stale, encoding="utf-8")
        begin = time.time() + 0.02
        said = tell(racers, f"{place} {begin}")
        assert said.count("won") == 1
        winner, loser = said.index("won"), 1 - said.index("won")
        assert f"is held by process {racers[winner].pid} " in said[loser]
        assert sorted(tell(racers, "go on")) == ["gone", "released"]
    for racer in racers:
        racer.communicate()


def tell(racers: list[subprocess.Popen[str]], line: str) -> list[str]:
    """Say a line to both; what each answers."""
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write(f"{line}\n")
        racer.stdin.flush()
    return [racer.stdout.readline().strip() for racer in racers if racer.stdout]


def test_a_restore_that_was_stopped_is_finished_by_the_next_holder(tmp_path: Path) -> None:
    (tmp_path / "restoring").mkdir()
    (tmp_path / "restoring" / "library.sqlite3").write_text("new")
    (tmp_path / "library.sqlite3").write_text("old")
    (tmp_path / "restore.json").write_text('{"aside": "before-restore"}')

    DataDirectory(tmp_path).release()

    assert (tmp_path / "library.sqlite3").read_text() == "new"
    assert (tmp_path / "before-restore" / "library.sqlite3").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["assistant.lock", "before-restore", "library.sqlite3"]

"""A glance at a folder: what it notices, and what it leaves alone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.gathering.glancing import Glances, glance


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    for name in ("one.txt", "inner/two.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


CHANGES: dict[str, Callable[[Path], object]] = {
    "a new file": lambda folder: (folder / "new.txt").write_text("new"),
    "a new file below": lambda folder: (folder / "inner" / "new.txt").write_text("new"),
    "a file is gone": lambda folder: (folder / "one.txt").unlink(),
    "another size": lambda folder: (folder / "one.txt").write_text("longer than before"),
    "another time": lambda folder: os.utime(folder / "one.txt", (1, 1)),
    "another name": lambda folder: (folder / "one.txt").rename(folder / "uno.txt"),
    "the folder is gone": lambda folder: folder.rename(folder.with_name("aside")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed_once(folder: Path, change: str) -> None:
    glances = Glances()
    first, second = glances.look_needed(str(folder)), glances.look_needed(str(folder))
    CHANGES[change](folder)

    assert (first, second) == (True, False)
    assert (glances.look_needed(str(folder)), glances.look_needed(str(folder))) == (True, False)


def test_hidden_files_and_links_that_lead_nowhere_are_no_change(folder: Path) -> None:
    (folder / "nowhere").symlink_to(folder / "not there")
    before = glance(str(folder))
    (folder / ".hidden").write_text("hidden", encoding="utf-8")

    assert glance(str(folder)) == before


def test_a_link_to_a_folder_is_not_followed(folder: Path) -> None:
    """Else a loop would never end."""
    (folder / "inner" / "loop").symlink_to(folder)

    assert glance(str(folder)) == glance(str(folder))


def test_what_was_not_looked_at_to_the_end_is_looked_at_again(folder: Path) -> None:
    glances = Glances()
    glances.look_needed(str(folder))
    glances.forget(str(folder))

    assert glances.look_needed(str(folder))

"""A library saved into one file while it is in use, and put back, here or elsewhere."""

import hashlib
import json
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.article import Article
from index.backup import back_up, finish_restore, read_manifest, restore
from index.errors import BackupError
from index.updating import IndexState
from tests.index.opened import BRIDGE, BRIDGE_IN_JUNE, STORM, STRIKE, Opened, Reopener, assert_whole, current_texts


@pytest.fixture
def backup(opened: Opened, tmp_path: Path) -> Path:
    """Of the bridge in two versions and the strike."""
    opened.updater.add([BRIDGE, STRIKE])
    opened.updater.add([BRIDGE_IN_JUNE])
    file = tmp_path / "elsewhere" / "library.backup"
    file.parent.mkdir()
    back_up(opened.database, file)
    return file


def opened_in(directory: Path) -> Reopener:
    (directory / "vectors").mkdir(exist_ok=True)
    return Reopener(directory)


def test_a_backup_is_one_file_and_says_what_it_holds(backup: Path) -> None:
    assert [path.name for path in backup.parent.iterdir()] == ["library.backup"]
    assert read_manifest(backup).articles == 2


def test_restored_elsewhere_it_opens_answers_and_embeds_nothing(backup: Path, tmp_path: Path) -> None:
    restored = restore(backup, tmp_path / "another machine")
    assert restored.moved_aside is None
    reopen = opened_in(tmp_path / "another machine")
    opened = reopen()
    assert opened.answers("who rejected an offer")[0] == "Strikers at the creamery rejected an offer."
    opened.updater.settle()
    assert opened.updater.state == IndexState(searchable=4, total=4)
    assert opened.embedder.embedded == []
    assert opened.library.version("bridge", 1).article == BRIDGE
    assert_whole(opened)
    reopen.end()


def test_what_was_there_is_moved_aside_and_can_be_opened_again(backup: Path, reopen: Reopener) -> None:
    reopen().updater.add([STORM])
    reopen.end()
    moved = restore(backup, reopen.directory).moved_aside
    assert moved is not None
    opened = reopen()
    opened.updater.settle()
    assert current_texts(opened) == {"bridge": BRIDGE_IN_JUNE.text, "strike": STRIKE.text}
    assert_whole(opened)
    former = opened_in(moved)
    assert set(current_texts(former())) == {"bridge", "strike", "storm"}
    former.end()
    again = restore(backup, reopen.directory).moved_aside
    assert again not in (None, moved)


def test_a_backup_made_during_an_update_is_whole(opened: Opened, tmp_path: Path) -> None:
    articles = [Article(f"a{number}", f"Article {number}", f"Sentence {number} is here.") for number in range(120)]
    updating = threading.Thread(target=lambda: [opened.updater.add([one]) for one in articles])
    updating.start()
    for number in range(3):
        back_up(opened.database, tmp_path / f"{number}.backup")
    updating.join()
    for number in range(3):
        restore(tmp_path / f"{number}.backup", tmp_path / f"restored {number}")
        reopen = opened_in(tmp_path / f"restored {number}")
        again = reopen()
        again.updater.settle()
        assert_whole(again)
        reopen.end()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-300])


def flip(file: Path) -> None:
    """Many bytes: packed zeros can say the same in two ways that differ by a bit."""
    whole = bytearray(file.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 64] = bytes(byte ^ 0xA5 for byte in whole[middle : middle + 64])
    file.write_bytes(whole)


def foreign(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")


def text(file: Path) -> None:
    file.write_text("Dear diary")


def newer(file: Path) -> None:
    rewrite(file, {"version": 9})


def other(file: Path) -> None:
    rewrite(file, {"format": "cookbook"})


def larger(file: Path) -> None:
    rewrite(file, {"library_bytes": 100})


def gone(file: Path) -> None:
    file.unlink()


def rewrite(file: Path, changes: dict[str, object]) -> None:
    with zipfile.ZipFile(file) as archive:
        manifest, library = json.loads(archive.read("manifest.json")), archive.read("library.sqlite3")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest | changes))
        archive.writestr("library.sqlite3", library)


@pytest.mark.parametrize("harm", [cut, flip, foreign, text, newer, other, larger, gone])
def test_what_is_no_whole_backup_is_refused_and_nothing_is_changed(
    backup: Path, reopen: Reopener, harm: Callable[[Path], None]
) -> None:
    harm(backup)
    reopen.end()
    before = {path: path.read_bytes() for path in reopen.directory.rglob("*") if path.is_file()}
    with pytest.raises(BackupError) as refused:
        restore(backup, reopen.directory)
    assert str(backup) in str(refused.value)
    assert {path: path.read_bytes() for path in reopen.directory.rglob("*") if path.is_file()} == before


def test_names_that_point_outside_are_never_written(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr("../../escaped", "x")
        archive.writestr("/tmp/escaped-from-a-backup", "x")
    restore(backup, tmp_path / "deep" / "data")
    assert [path.name for path in (tmp_path / "deep").rglob("*")] == ["data", "library.sqlite3"]
    assert not (tmp_path / "escaped").exists()
    assert not Path("/tmp/escaped-from-a-backup").exists()


def test_a_backup_that_cannot_be_written_leaves_nothing_and_says_why(opened: Opened, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="cannot be written"):
        back_up(opened.database, tmp_path / "nowhere" / "library.backup")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "library.sqlite3",
        "library.sqlite3-shm",
        "library.sqlite3-wal",
        "vectors",
    ]


def test_a_new_backup_takes_the_place_of_the_old_one(backup: Path, opened: Opened) -> None:
    before = hashlib.sha256(backup.read_bytes()).digest()
    opened.updater.add([STORM])
    assert back_up(opened.database, backup).articles == 3
    assert hashlib.sha256(backup.read_bytes()).digest() != before
    assert [path.name for path in backup.parent.iterdir()] == ["library.backup"]


def test_a_restore_that_had_not_begun_to_change_anything_is_cleared_away(reopen: Reopener) -> None:
    reopen().updater.add([STRIKE])
    reopen.end()
    (reopen.directory / "restoring").mkdir()
    (reopen.directory / "restoring" / "library.sqlite3").write_text("half")
    finish_restore(reopen.directory)
    assert not (reopen.directory / "restoring").exists()
    assert list(current_texts(reopen())) == ["strike"]


def test_wherever_a_backup_is_flipped_it_is_refused_or_gives_the_same_library(backup: Path, tmp_path: Path) -> None:
    """Packed zeros can say the same in two ways that differ by a bit."""
    whole = backup.read_bytes()
    saved = read_manifest(backup).sha256
    refused = 0
    for number, place in enumerate(range(0, len(whole), len(whole) // 60)):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        target = tmp_path / f"restored {number}"
        try:
            restore(backup, target)
        except BackupError:
            refused += 1
        else:
            assert hashlib.sha256((target / "library.sqlite3").read_bytes()).hexdigest() == saved
    assert refused > 30

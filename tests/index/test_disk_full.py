"""A disk without room, at many points of an update: a clear error, the old answers, and all well when there is room."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import DatabaseError
from index.backup import back_up
from index.errors import BackupError, IndexingError
from index.updating import IndexState
from tests.index.fused import Fuse
from tests.index.killing import fill, others
from tests.index.opened import BRIDGE, BRIDGE_IN_JUNE, STORM, STRIKE, Opened, assert_whole, current_texts

ROOM_KB = 12_288
FREE_KB = [*range(0, 200, 8), *range(200, 1400, 80)]


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of 12 MB in memory."""
    place = tmp_path_factory.mktemp("disk")
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", f"size={ROOM_KB}k", "tmpfs", str(place)]
    if mount is None or sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk can be mounted by root on Linux alone")
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a small disk could not be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("closed") / "library"
    fill(directory, 20)
    return directory


@pytest.fixture
def full(disk: Path, closed: Path) -> Iterator[Opened]:
    """An open library on the disk, which a test fills up."""
    opened = Opened(Path(shutil.copytree(closed, disk / "library")), Fuse())
    opened.updater.open()
    yield opened
    (disk / "ballast").unlink(missing_ok=True)
    opened.updater.close()
    opened.let_go()
    shutil.rmtree(disk / "library")


def fill_up(disk: Path, free_kb: int) -> None:
    """Leave so much room."""
    room = os.statvfs(disk)
    ballast = room.f_bavail * room.f_frsize - free_kb * 1024
    with (disk / "ballast").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(ballast, 4096))


@pytest.mark.parametrize("free_kb", FREE_KB)
def test_with_too_little_room_old_answers_go_on_and_with_room_all_is_well(
    full: Opened, disk: Path, free_kb: int
) -> None:
    new = [BRIDGE_IN_JUNE, STORM, *others(60)[20:]]
    fill_up(disk, free_kb)
    trouble = trouble_of(lambda: full.updater.add(new))
    assert trouble is None or str(disk) in trouble
    assert full.answers("who rejected an offer")[0] == STRIKE.text
    assert current_texts(full)["bridge"] in (BRIDGE.text, BRIDGE_IN_JUNE.text)
    assert len([text for text in full.answers("the bridge is shut until") if "shut until" in text]) == 1
    (disk / "ballast").unlink()
    full.updater.add(new)
    full.updater.settle()
    passages = full.updater.passages()
    assert full.updater.state == IndexState(searchable=passages, total=passages)
    assert {"storm", "other59"} <= current_texts(full).keys()
    assert_whole(full)


def trouble_of(work: Callable[[], object]) -> str | None:
    """What a reader is told, None where it went well."""
    try:
        work()
    except (DatabaseError, IndexingError) as error:
        return str(error)
    return None


def test_some_of_these_rooms_are_too_small_and_some_are_not(full: Opened, disk: Path) -> None:
    """Or the test above would prove little."""
    fill_up(disk, FREE_KB[0])
    with pytest.raises((DatabaseError, IndexingError)):
        full.updater.add(others(60)[20:])
    fill_up(disk, FREE_KB[-1])
    full.updater.add(others(60)[20:])


@pytest.mark.parametrize("free_kb", [0, 64, 128])
def test_a_backup_without_room_leaves_nothing_and_says_so(full: Opened, disk: Path, free_kb: int) -> None:
    fill_up(disk, free_kb)
    with pytest.raises(BackupError, match="cannot be written"):
        back_up(full.database, disk / "library.backup")
    assert sorted(path.name for path in disk.iterdir()) == ["ballast", "library"]


def test_a_compaction_without_room_changes_nothing(full: Opened, disk: Path) -> None:
    fill_up(disk, 16)
    with pytest.raises((DatabaseError, IndexingError, OSError)):
        full.updater.compact()
    assert full.answers("who rejected an offer")[0] == STRIKE.text
    (disk / "ballast").unlink()
    full.updater.compact()
    assert_whole(full)

"""Processes killed with SIGKILL at every named step: nothing acknowledged is lost, and the library opens by itself."""

import json
import shutil
import signal
import zipfile
from pathlib import Path

import pytest

from index.backup import back_up, finish_restore, read_manifest
from index.retrieving import Search
from tests.index.fused import Fuse
from tests.index.killing import FILE_STEP, HALVES, Kill, fill, kill_at_random, probe, random_article, run
from tests.index.opened import BRIDGE, BRIDGE_IN_JUNE, EIGHTS, STORM, STRIKE, Opened, assert_whole, current_texts

BEFORE = {"bridge": BRIDGE.text, "strike": STRIKE.text}
AFTER: dict[str, dict[str, str]] = {
    "add": BEFORE | {"bridge": BRIDGE_IN_JUNE.text, "storm": STORM.text},
    "update": BEFORE | {"bridge": BRIDGE_IN_JUNE.text},
    "delete": {"strike": STRIKE.text},
    "retire": {"strike": STRIKE.text},
}
WRITING = [
    ("after versions are written", 1),
    ("before embedding", 1),
    ("half-way through adding vectors", 1),
    ("after vectors are added", 1),
    ("inside the transaction", 1),
    ("before a commit", 1),
    ("after a commit", 1),
    ("before a commit", 2),
    ("after a commit", 2),
    ("before vectors are deleted", 1),
    ("after vectors are deleted", 1),
]
TAKING = ["before a commit", "after a commit", "before vectors are deleted", "after vectors are deleted"]
BUILDING = [
    ("half-way through adding vectors", 1),
    ("after vectors are added", 1),
    ("before a commit", 2),
    ("after a commit", 2),
]
KILLS = [
    *(Kill("add", step, countdown) for step, countdown in WRITING),
    *(Kill("delete", step) for step in ("inside a removal", "after a commit")),
    *(Kill("retire", step) for step in ("inside a retirement", "after a commit")),
    *(Kill("rebuild", step, countdown) for step, countdown in BUILDING[1:3]),
    *(Kill("split", step, countdown) for step, countdown in BUILDING[::3]),
    Kill("compact", "after a commit", 2),
    Kill("backup", FILE_STEP, 2),
    *(Kill("restore", FILE_STEP, countdown) for countdown in (2, 4, 5, 6)),
]
MORE_KILLS = [
    *(Kill("update", step, countdown) for step, countdown in WRITING),
    *(Kill(work, step) for work in ("delete", "retire") for step in TAKING),
    *(Kill(work, step, countdown) for work in ("rebuild", "split", "compact") for step, countdown in BUILDING),
    Kill("split", "before embedding"),
    *(Kill("rebuild", FILE_STEP, countdown) for countdown in (1, 2, 4)),
    *(Kill("compact", FILE_STEP, countdown) for countdown in (3, 5)),
    Kill("backup", FILE_STEP),
    *(Kill("restore", FILE_STEP, countdown) for countdown in range(1, 9)),
]
LIBRARIES = {"two articles": 0, "a few": 5, "more than Chroma keeps in its log": 110}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A closed library of each size."""
    found = {}
    for name, more in LIBRARIES.items():
        found[name] = tmp_path_factory.mktemp("closed") / "library"
        fill(found[name], more)
    return found


@pytest.fixture
def directory(libraries: dict[str, Path], size: str, tmp_path: Path) -> Path:
    return Path(shutil.copytree(libraries[size], tmp_path / "library"))


def opened_after(directory: Path, kill: Kill) -> Opened:
    """As the next process opens it."""
    finish_restore(directory)
    opened = Opened(directory, Fuse(), HALVES if kill.work == "split" else EIGHTS, probe=probe)
    opened.updater.open()
    return opened


def assert_one_version_answers(opened: Opened, article_id: str) -> None:
    """Never passages of two versions, never of none."""
    found = opened.retriever.retrieve(Search("bridge shut trams harbour buses river"))
    versions = {one.passage.version for one in found if one.passage.article_id == article_id}
    assert versions == ({opened.library.current(article_id).number} if article_id in current_texts(opened) else set())


@pytest.mark.parametrize("size", LIBRARIES)
@pytest.mark.parametrize(
    "kill",
    [*KILLS, *(pytest.param(kill, marks=pytest.mark.soak) for kill in MORE_KILLS)],
    ids=lambda kill: f"{kill.work}, {kill.step}, {kill.countdown}",
)
def test_killed_at_a_step_it_opens_with_the_state_before_or_after(directory: Path, kill: Kill, tmp_path: Path) -> None:
    if kill.work == "restore":
        save_another_library(tmp_path)
    assert run(kill, directory) == -signal.SIGKILL
    opened = opened_after(directory, kill)
    try:
        assert_one_version_answers(opened, "bridge")
        texts = {id: text for id, text in current_texts(opened).items() if not id.startswith("other")}
        after = {"storm": STORM.text} if kill.work == "restore" else AFTER.get(kill.work, BEFORE)
        assert all(texts.get(id) in (BEFORE.get(id), after.get(id)) for id in {*BEFORE, *after, *texts})
        if kill.work == "restore":
            assert texts in (BEFORE, after)
        opened.updater.settle()
        assert_whole(opened, HALVES if kill.work == "split" else EIGHTS)
        if (directory / "library.backup").exists():
            read_manifest(directory / "library.backup")
    finally:
        opened.updater.close()
        opened.let_go()


def save_another_library(place: Path) -> None:
    (place / "another" / "vectors").mkdir(parents=True)
    another = Opened(place / "another", Fuse())
    another.updater.open()
    another.updater.add([STORM])
    back_up(another.database, place / "library.backup")
    another.updater.close()
    another.let_go()


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_killed_300_times_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    directory = tmp_path / "library"
    (directory / "vectors").mkdir(parents=True)
    for seed in range(300):
        kill_at_random(directory, seed)
        opened = Opened(directory, Fuse(), probe=probe)
        opened.updater.open()
        assert_acknowledged(opened, directory / "notes.jsonl")
        opened.updater.settle()
        assert_whole(opened)
        if seed % 2:
            opened.updater.close()
        opened.let_go()


def assert_acknowledged(opened: Opened, notes: Path) -> None:
    """Each article is as its last acknowledged step left it, or as the steps begun since would."""
    legal: dict[str, set[str | None]] = {f"a{number}": {None} for number in range(12)}
    for line in notes.read_text().splitlines() if notes.exists() else ():
        ((state, step),) = json.loads(line).items()
        for id, text in effects(step).items():
            legal[id] = {text} if state == "done" else legal[id] | {text}
    texts = current_texts(opened)
    for id, allowed in legal.items():
        assert texts.get(id) in allowed
    for id in texts:
        version = opened.library.current(id).number
        found = opened.retriever.retrieve(Search(f"sentence of {id}"))
        assert {one.passage.version for one in found if one.passage.article_id == id} <= {version}


def effects(step: dict[str, object]) -> dict[str, str | None]:
    """What a step makes of the articles it touches; None where they answer no more."""
    ids = [str(id) for id in list(step["ids"])]  # type: ignore[call-overload]  # a list, as it was noted
    match step["kind"]:
        case "add":
            return {id: random_article(id, str(step["stamp"])).text for id in ids}
        case "remove":
            return {ids[0]: None}
        case "retire":
            return dict.fromkeys(ids)
        case _:
            return {}


def test_a_backup_of_a_killed_run_is_whole_or_not_there(tmp_path: Path) -> None:
    """What `zipfile` accepts is what was renamed into place, never the half of it."""
    fill(tmp_path / "library", 5)
    assert run(Kill("backup", FILE_STEP, 2), tmp_path / "library") == -signal.SIGKILL
    assert not zipfile.is_zipfile(tmp_path / "library" / "library.backup")

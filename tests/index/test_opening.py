"""An index that is opened: what is kept, what is repaired, what is built anew."""

import shutil
from dataclasses import replace

import pytest

from index.retrieving import Search
from index.updating import Reconciliation
from tests.index.fused import Crash, Fuse
from tests.index.opened import BRIDGE, EIGHTS, NOTHING_TO_DO, STRIKE, Reopener, assert_whole, generations_in


def test_everything_is_there_after_reopening_and_nothing_is_embedded_again(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    opened = reopen()
    assert reopen.reconciled == NOTHING_TO_DO
    assert opened.embedder.embedded == []
    assert opened.answers("offer")[0] == "Strikers at the creamery rejected an offer."
    assert_whole(opened)


def test_vectors_lost_behind_its_back_are_noticed_and_written_again_without_embedding(reopen: Reopener) -> None:
    opened = reopen()
    opened.updater.add([BRIDGE, STRIKE])
    lost = next(one.passage for one in opened.retriever.retrieve(Search("trams")) if "Trams" in one.passage.text)
    opened.store.delete({lost.id})
    assert opened.updater.searchable_passages() == 3
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=0, lost_vectors=1, finished_articles=0)
    assert opened.embedder.embedded == []
    assert_whole(opened)


def test_lost_vectors_that_are_not_kept_are_embedded_again(reopen: Reopener) -> None:
    opened = reopen()
    opened.updater.add([BRIDGE, STRIKE])
    lost = next(one.passage for one in opened.retriever.retrieve(Search("trams")) if "Trams" in one.passage.text)
    opened.store.delete({lost.id})
    opened.database.execute("DELETE FROM passage_vector")  # a library of an earlier version keeps none
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=0, lost_vectors=1, finished_articles=0)
    assert opened.embedder.embedded == ["Quay Bridge\nTrams stop at the harbour instead."]
    assert_whole(opened)


def test_vectors_without_a_passage_are_deleted(reopen: Reopener) -> None:
    opened = reopen()
    opened.updater.add([STRIKE])
    opened.store.add(["orphan"], ["strike"], opened.embedder.embed(["an orphan"]))
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=1, lost_vectors=0, finished_articles=0)
    assert_whole(opened)


@pytest.mark.parametrize("gone", ["vectors", "vectors/generation-1"])
def test_vectors_whose_directory_is_deleted_are_built_anew(reopen: Reopener, gone: str) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    reopen.end()
    shutil.rmtree(reopen.directory / gone)
    opened = reopen()
    assert opened.answers("offer")[0] == "Strikers at the creamery rejected an offer."
    opened.updater.settle()
    assert generations_in(reopen.directory) == ["generation-2"]
    assert_whole(opened)


def test_vectors_emptied_within_their_directory_are_written_again(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    reopen.end()
    for path in (reopen.directory / "vectors" / "generation-1").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=0, lost_vectors=4, finished_articles=0)
    assert_whole(opened)


HALVES = replace(EIGHTS, target_tokens=4)


def test_another_way_of_splitting_is_a_new_generation_and_the_old_directory_goes(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE])
    opened = reopen(splitting=HALVES)
    opened.updater.settle()
    assert opened.generations.current.generation.number == 2
    assert generations_in(reopen.directory) == ["generation-2"]
    assert opened.updater.passages() == 6
    assert "The bridge is shut" in opened.answers("bridge shut")
    assert_whole(opened, HALVES)
    assert opened.library.counts().versions == 1


@pytest.mark.parametrize(
    ("moment", "countdown"),
    [("before embedding", 1), ("half-way through adding vectors", 1), ("before a commit", 2), ("after a commit", 2)],
)
def test_a_stopped_rebuild_answers_from_the_old_generation_and_goes_on_where_it_was(
    reopen: Reopener, moment: str, countdown: int
) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    with pytest.raises(Crash):
        reopen(Fuse(moment, countdown), HALVES).updater.settle()
    opened = reopen(splitting=HALVES)
    assert opened.answers("offer")
    opened.updater.settle()
    assert generations_in(reopen.directory) == ["generation-2"]
    assert_whole(opened, HALVES)


def test_vectors_that_a_stopped_rebuild_had_stored_are_not_embedded_again(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    fuse = Fuse("after vectors are added")
    with pytest.raises(Crash):
        reopen(fuse, HALVES).updater.settle()
    opened = reopen(splitting=HALVES)
    opened.updater.settle()
    assert opened.embedder.embedded == []
    assert_whole(opened, HALVES)


def test_a_stopped_rebuild_leaves_the_old_generation_whole(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    with pytest.raises(Crash):
        reopen(Fuse("after vectors are added"), HALVES).updater.settle()
    opened = reopen()
    assert (reopen.reconciled, opened.embedder.embedded) == (NOTHING_TO_DO, [])
    assert generations_in(reopen.directory) == ["generation-1"]
    assert_whole(opened)


def test_the_passages_of_a_stopped_rebuild_are_forgotten_with_its_directory(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE])
    with pytest.raises(Crash):
        reopen(Fuse("after a commit"), HALVES).updater.settle()
    opened = reopen()
    assert generations_in(reopen.directory) == ["generation-1"]
    assert [row["generation"] for row in opened.database.query("SELECT DISTINCT generation FROM passage")] == [1]


def test_a_version_that_came_while_another_program_split_otherwise_is_finished_by_a_rebuild(reopen: Reopener) -> None:
    with pytest.raises(Crash):
        reopen(Fuse("before embedding")).updater.add([BRIDGE])
    opened = reopen(splitting=HALVES)
    assert reopen.reconciled.finished_articles == 1
    opened.updater.settle()
    assert_whole(opened, HALVES)

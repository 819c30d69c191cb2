"""Articles taken out, for good or until they come back."""

import pytest

from corpus.errors import ArticleNotFoundError
from index.words import WordSearch
from tests.index.fused import Crash, Fuse
from tests.index.opened import BRIDGE, BRIDGE_IN_JUNE, STRIKE, Opened, Reopener, assert_whole, current_texts


def test_a_removed_article_leaves_neither_versions_passages_words_nor_vectors(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    opened.updater.add([BRIDGE_IN_JUNE])
    opened.updater.remove("bridge")
    assert opened.library.latest("bridge") is None
    assert opened.updater.passages() == len(opened.store.ids()) == 1
    assert opened.answers("harbour trams and buses") == ["Strikers at the creamery rejected an offer."]
    assert WordSearch(opened.database).search("harbour trams buses bridge", 10) == []
    assert_whole(opened)


def test_removing_an_unknown_article_is_an_error_and_changes_nothing(opened: Opened) -> None:
    opened.updater.add([STRIKE])
    with pytest.raises(ArticleNotFoundError):
        opened.updater.remove("bridge")
    assert list(current_texts(opened)) == ["strike"]
    assert_whole(opened)


def test_a_removed_article_can_come_back(opened: Opened) -> None:
    opened.updater.add([BRIDGE])
    opened.updater.remove("bridge")
    assert opened.updater.add([BRIDGE]).added == ["bridge"]
    assert opened.answers("bridge shut")[0] == "The bridge is shut until May."
    assert_whole(opened)


# Retiring


def test_a_retired_article_answers_no_more_and_is_kept(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    report = opened.updater.retire(["bridge"])
    assert report.retired == ["bridge"]
    assert list(current_texts(opened)) == ["strike"]
    assert opened.answers("harbour trams and buses") == ["Strikers at the creamery rejected an offer."]
    assert opened.library.version("bridge", 1).article == BRIDGE
    assert_whole(opened)


def test_retiring_many_is_one_step_or_none(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    with pytest.raises(ArticleNotFoundError):
        opened.updater.retire(["bridge", "nobody"])
    assert set(current_texts(opened)) == {"bridge", "strike"}
    assert_whole(opened)


def test_a_retired_article_that_comes_back_unchanged_is_restored(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    opened.updater.retire(["bridge"])
    report = opened.updater.add([BRIDGE, STRIKE])
    assert (report.restored, report.changed, report.added, report.unchanged) == (["bridge"], [], [], 1)
    assert opened.library.counts().versions == 2
    assert opened.answers("bridge shut")[0] == "The bridge is shut until May."
    assert_whole(opened)


def test_a_retired_article_that_comes_back_changed_is_restored_with_its_new_version(opened: Opened) -> None:
    opened.updater.add([BRIDGE])
    opened.updater.retire(["bridge"])
    report = opened.updater.add([BRIDGE_IN_JUNE])
    assert (report.restored, report.changed) == (["bridge"], ["bridge"])
    assert opened.library.current("bridge").number == 2
    assert opened.library.retired() == []
    assert_whole(opened)


def test_a_retired_article_stays_out_after_reopening_and_after_a_rebuild(reopen: Reopener) -> None:
    opened = reopen()
    opened.updater.add([BRIDGE, STRIKE])
    opened.updater.retire(["bridge"])
    opened = reopen()
    opened.updater.rebuild()
    assert list(current_texts(opened)) == ["strike"]
    assert_whole(opened)


@pytest.mark.parametrize(
    ("moment", "answers"),
    [
        ("inside a retirement", True),
        ("before a commit", True),
        ("after a commit", False),
        ("before vectors are deleted", False),
        ("after vectors are deleted", False),
    ],
)
def test_killed_at_any_moment_of_a_retirement_the_article_answers_or_is_retired(
    reopen: Reopener, moment: str, answers: bool
) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    fuse = Fuse()
    opened = reopen(fuse)
    fuse.moment = moment
    with pytest.raises(Crash):
        opened.updater.retire(["bridge"])
    opened = reopen()
    assert ("bridge" in current_texts(opened)) == answers
    assert [version.article.id for version in opened.library.retired()] == ([] if answers else ["bridge"])
    assert_whole(opened)

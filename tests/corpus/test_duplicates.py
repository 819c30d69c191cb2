"""Copies in the library: grouped, none dropped, and let go when they are copies no more."""

import random
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from tests.corpus.shelf import FERRY, FERRY_CUT, STRIKE, Shelf, article, text


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "library.sqlite3")
    yield shelf
    shelf.database.close()


def test_copies_are_one_group_and_all_others_alone(shelf: Shelf) -> None:
    shelf.add(article("b", FERRY, "Aground"), article("strike", STRIKE), article("a", FERRY_CUT, "Stuck"))
    assert shelf.groups("a b strike unheard-of") == {"a": "a", "b": "a", "strike": "strike", "unheard-of": "unheard-of"}
    assert shelf.duplicates.members("a") == ["a", "b"]
    assert shelf.duplicates.members("strike") == ["strike"]
    assert shelf.duplicates.groups([]) == {}


def test_nothing_is_dropped(shelf: Shelf) -> None:
    shelf.add(*(article(id, FERRY) for id in "abc"))
    assert {version.article.id for version in shelf.library.articles()} == set("abc")


def test_an_article_joins_a_group_that_is_there_already(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY))
    shelf.add(article("c", f"{FERRY} {text('local', 20)}"))
    assert set(shelf.groups("a b c").values()) == {"a"}


def test_groups_of_many_articles_are_told_at_once(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY))
    many = [*(f"other {n}" for n in range(1200)), "b"]
    assert shelf.duplicates.groups(many) == {**{name: name for name in many}, "b": "a"}


def test_the_groups_are_the_same_in_whatever_order_articles_come(tmp_path: Path) -> None:
    articles = [
        article(id, text("wire", 200, begin=begin)) for id, begin in zip("abcd", (0, 50, 100, 150), strict=True)
    ]
    found = []
    for order in list(permutations(articles))[::4]:
        shelf = Shelf(tmp_path / f"{''.join(one.id for one in order)}.sqlite3")
        for one in order:
            shelf.add(one)
        found.append(shelf.groups("a b c d"))
        shelf.database.close()
    assert found == [found[0]] * 6
    assert found[0] == {"a": "b", "b": "b", "c": "b", "d": "d"}, "a chain, each a copy of the next: it breaks"


def test_a_new_version_that_is_no_copy_leaves_and_the_rest_stays(shelf: Shelf) -> None:
    shelf.add(*(article(id, FERRY) for id in "abc"))
    shelf.add(article("a", STRIKE))
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "b"}
    shelf.add(article("b", text("storm")))
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "c"}


def test_a_new_version_that_is_a_copy_joins(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", STRIKE))
    shelf.add(article("b", FERRY_CUT))
    assert shelf.groups("a b") == {"a": "a", "b": "a"}


def test_a_new_version_may_change_groups(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY), article("c", STRIKE))
    shelf.add(article("b", STRIKE))
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "b"}


def test_only_the_version_that_answers_counts(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY))
    shelf.library.write_version(article("b", STRIKE))
    shelf.duplicates.update(["b"])
    assert shelf.groups("a b") == {"a": "a", "b": "a"}


def test_a_retired_article_leaves_and_comes_back(shelf: Shelf) -> None:
    shelf.add(*(article(id, FERRY) for id in "abc"))
    shelf.library.retire("a")
    assert shelf.duplicates.members("a") == ["b", "c"], "even before its group is updated"
    shelf.duplicates.update(["a"])
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "b"}
    shelf.library.restore("a")
    shelf.library.make_current("a", 1)
    shelf.duplicates.update(["a"])
    assert shelf.groups("a b c") == {"a": "a", "b": "a", "c": "a"}


def test_of_a_removed_article_nothing_is_kept(shelf: Shelf) -> None:
    shelf.add(article("b", STRIKE))
    before = shelf.rows()
    shelf.add(article("a", FERRY), article("c", FERRY))
    for id in "ac":
        shelf.library.remove(id)
    shelf.duplicates.update(["a", "c"])
    assert shelf.rows() == before
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "c"}


def test_an_article_removed_and_added_with_another_text_is_grouped_by_that(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY), article("c", STRIKE))
    shelf.library.remove("b")
    shelf.put(article("b", STRIKE))
    assert shelf.duplicates.outdated() == ["b"]
    shelf.duplicates.update(["b"])
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "b"}


def test_a_copy_that_is_gone_already_links_nothing(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY))
    shelf.library.remove("a")
    shelf.add(article("b", FERRY_CUT))
    shelf.duplicates.update(["a"])
    assert shelf.groups("a b") == {"a": "a", "b": "b"}


def test_texts_of_no_words_are_alone(shelf: Shelf) -> None:
    shelf.add(article("a", ""), article("b", ""), article("c", "…"))
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "c"}


def test_tiny_texts_are_a_group_only_if_equal(shelf: Shelf) -> None:
    flash = "Ferry aground off Skerrow. More follows."
    shelf.add(
        article("a", flash), article("b", flash.upper()), article("c", "Ferry aground."), article("d", flash, "Late")
    )
    assert shelf.groups("a b c d") == {"a": "a", "b": "a", "c": "c", "d": "d"}
    shelf.add(article("e", "Word"), article("f", "Word"))
    assert shelf.groups("e f") == {"e": "e", "f": "e"}


def test_texts_without_spaces_are_grouped(shelf: Shelf) -> None:
    chance = random.Random(1)
    first, second = ("".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(300)) for _ in range(2))
    shelf.add(article("a", first), article("b", first[:200]), article("c", second))
    assert shelf.groups("a b c") == {"a": "a", "b": "a", "c": "c"}

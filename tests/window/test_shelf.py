"""The citations that links in the page stand for."""

from assistant.window.shelf import Shelf
from tests.fake_assistant import cited
from tests.small_articles import small_library

CREAMERY = small_library()["creamery"]


def test_the_citations_of_a_reply_are_found_in_their_order() -> None:
    shelf = Shelf()
    shelf.put("one", [cited(CREAMERY, 1, 0, 9)])
    shelf.put("one", [cited(CREAMERY, 2, 10, 15)])
    assert [found.quote for found in shelf.all("one")] == ["The night", "shift"]
    assert shelf.all("two") == ()


def test_the_reply_used_longest_ago_is_forgotten_first() -> None:
    shelf = Shelf(capacity=2)
    shelf.put("one", [cited(CREAMERY, 1, 0, 9)])
    shelf.put("two", [cited(CREAMERY, 1, 0, 9)])
    shelf.all("one")
    shelf.put("three", [cited(CREAMERY, 1, 0, 9)])
    assert [bool(shelf.all(turn)) for turn in ("one", "two", "three")] == [True, False, True]

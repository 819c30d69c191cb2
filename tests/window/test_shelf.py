"""The citations that links in the page stand for."""

from assistant.window.shelf import Shelf
from tests.fakes import cited, small_library

CREAMERY = small_library()["creamery"]


def test_a_citation_is_found_by_its_reply_and_number() -> None:
    shelf = Shelf()
    shelf.put("one", [cited(CREAMERY, 1, 0, 9)])
    shelf.put("one", [cited(CREAMERY, 2, 10, 15)])
    assert [found.quote for number in (1, 2) if (found := shelf.find("one", number))] == ["The night", "shift"]
    assert shelf.find("one", 3) is None
    assert shelf.find("two", 1) is None


def test_the_reply_used_longest_ago_is_forgotten_first() -> None:
    shelf = Shelf(capacity=2)
    shelf.put("one", [cited(CREAMERY, 1, 0, 9)])
    shelf.put("two", [cited(CREAMERY, 1, 0, 9)])
    shelf.find("one", 1)
    shelf.put("three", [cited(CREAMERY, 1, 0, 9)])
    assert [shelf.find(turn, 1) is not None for turn in ("one", "two", "three")] == [True, False, True]

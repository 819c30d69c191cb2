"""What changed between two texts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.changes import Piece, changes

OLD = "The bridge opens on Friday.\n\nIt was shut for a year.\n\nCars pay 2 euros."


def drawn(old: str, new: str) -> list[str]:
    marks = {"same": "{}", "added": "[+{}]", "removed": "[-{}]"}
    return ["".join(marks[piece.kind].format(piece.text) for piece in pieces) for pieces in changes(old, new)]


def test_equal_texts_have_no_changes() -> None:
    assert drawn(OLD, OLD) == ["The bridge opens on Friday.", "It was shut for a year.", "Cars pay 2 euros."]


def test_a_changed_figure_is_all_that_is_marked() -> None:
    assert drawn("Cars pay 2 euros.", "Cars pay 3 euros.") == ["Cars pay [-2][+3] euros."]


def test_words_that_changed_side_by_side_are_marked_together() -> None:
    assert drawn("It opens on Friday at noon, they said.", "It opens next Monday at noon, they said.") == [
        "It opens [-on Friday][+next Monday] at noon, they said."
    ]


def test_a_new_and_a_lost_paragraph_are_marked_whole() -> None:
    new = "The bridge opens on Friday.\n\nThe mayor cut a ribbon.\n\nCars pay 2 euros."
    assert drawn(OLD, new) == [
        "The bridge opens on Friday.",
        "[-It was shut for a year.]",
        "[+The mayor cut a ribbon.]",
        "Cars pay 2 euros.",
    ]
    assert drawn(OLD, "The bridge opens on Friday.")[1:] == ["[-It was shut for a year.]", "[-Cars pay 2 euros.]"]


@pytest.mark.parametrize(("old", "new", "shown"), [("", "", []), ("", "New.", ["[+New.]"]), ("Old.", "", ["[-Old.]"])])
def test_an_empty_text_is_no_trouble(old: str, new: str, shown: list[str]) -> None:
    assert drawn(old, new) == shown


TEXTS = st.lists(st.text(st.sampled_from("ab .\n"), max_size=12), max_size=6).map("\n\n".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_changes(old: str, new: str) -> None:
    def words(without: str) -> list[str]:
        kept = ((piece.text for piece in pieces if piece.kind != without) for pieces in changes(old, new))
        return " ".join("".join(texts) for texts in kept).split()

    assert words("added") == old.split()
    assert words("removed") == new.split()


def test_a_book_that_changed_throughout_is_compared_in_seconds() -> None:
    old = "\n\n".join(f"Line {number} of it." for number in range(20_000))
    began = time.monotonic()
    pieces = [piece for paragraph in changes(old, old.replace("of", "in")) for piece in paragraph]
    assert time.monotonic() - began < 20
    assert Piece("removed", "of") in pieces
    one_paragraph = " ".join(str(number) for number in range(20_000))
    assert next(iter(changes(one_paragraph, f"{one_paragraph} more")))[-1] == Piece("added", " more")
    assert time.monotonic() - began < 20

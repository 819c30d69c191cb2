# ruff: noqa: RUF001 - other scripts are the subject here
"""Characters made safe and uniform."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalising import normalise, one_line


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("one \t\n  \n two", "one\n\n two"),
        ("nul\x00 bell\x07 escape\x1b tab\there", "nul bell escape tab\there"),
        ("abc\u202egpj.exe\u202c \u2066x\u2069", "abcgpj.exe x"),
        ("so\u00adft zero\u200bwidth \ufeffmark", "soft zerowidth mark"),
        ("10\u00a0000\u202fkm", "10 000 km"),
        ("cafe\u0301", "caf\u00e9"),
        ("lone \ud800 high, \udfff low", "lone  high,  low"),
        ("می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀"),
        ("  indented", "  indented"),
        ("", ""),
    ],
)
def test_characters_become_plain(raw: str, plain: str) -> None:
    assert normalise(raw) == plain


def test_one_line_has_no_line_ends_and_single_spaces() -> None:
    assert one_line("  A\n title \t over\r\nlines ") == "A title over lines"


@given(st.text(alphabet=st.characters(codec=None)))
def test_the_result_is_nfc_encodes_and_stays_the_same(text: str) -> None:
    plain = normalise(text)
    assert plain.encode("utf-8").decode("utf-8") == plain
    assert unicodedata.is_normalized("NFC", plain)
    assert "\x00" not in plain
    assert "\n\n\n" not in plain
    assert normalise(plain) == plain

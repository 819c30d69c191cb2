"""The words of a text, without the house style of its outlet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.wording import Wording, wording


def words(text: str) -> str:
    return " ".join(wording(text).tokens)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Mayor said", "THE MAYOR SAID"),
        ("“We are ‘done’,” she said.", "\"We are 'done',\" she said"),
        ("11,000 people", "11000 people"),
        ("11 000 people", "11.000 people"),
        ("1,234,567 votes", "1234567 votes"),
        ("£3.4 million", "£3.4m"),
        ("3,4 Mn", "3.4m"),
        ("2 billion", "2bn"),
        ("at 2.04am on Friday", "at 2:04 a.m. on Friday"),
        ("6.15 P.M.", "6:15pm"),
        ("7 per cent", "7%"),
        ("seven percent", "7 pct"),
        ("nine weeks", "9 weeks"),
        ("Pelé’s café", "Pele's cafe\u0301"),
        ("half-open – then shut", "half open - then shut"),
        ("ﬁnal ²", "final 2"),
        ("日本語。１１人", "日本語 11人"),
    ],
)
def test_house_styles_are_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("It rose 3.4% to £1.2m.", "it rose 3.4 to 1.2 m"),
        ("5 a month, the 21st", "5 a month the 21 st"),
        ("v1.2.3 a_b", "v 1.2.3 a b"),
        ("東京タワー 2024年", "東 京 タ ワ ー 2024 年"),
        ("ไทย", "ไ ท ย"),
        ("Привет, Мир", "привет мир"),
        ("", ""),
        ("… — “”", ""),
    ],
)
def test_words_are(text: str, tokens: str) -> None:
    assert words(text) == tokens


@pytest.mark.parametrize(
    ("one", "other"), [("3.4m", "3.5m"), ("9 weeks", "8 weeks"), ("2:04", "2:05"), ("was", "wasn't")]
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_two_characters_count_as_a_word_where_there_are_no_spaces() -> None:
    assert wording("強い地震が起きた").words == 4
    assert wording("Ein starkes Erdbeben").words == 3
    assert wording("強い地震 in Japan, said the agency on Monday").words == 11  # mostly spaced: each character is one


def test_runs_stand_in_order_and_overlap() -> None:
    assert wording("a b c d").runs(3) == [("a", "b", "c"), ("b", "c", "d")]
    assert wording("a b").runs(3) == [("a", "b")]
    assert wording("地震が起きた").runs(2) == [tuple("地震が起"), tuple("震が起き"), tuple("が起きた")]


def test_a_very_long_text_is_known_by_its_beginning() -> None:
    assert 60_000 < wording("seven words stand in this short line. " * 50_000).words < 80_000


@given(st.text())
def test_any_text_has_words_that_hold_no_mark_and_no_capital(text: str) -> None:
    found = wording(text)
    assert found == wording(text.strip())
    assert all(token and not token.isspace() and token == token.casefold() for token in found.tokens)


@given(st.lists(st.sampled_from(["a", "b"]), max_size=12), st.integers(1, 4))
def test_there_are_as_many_runs_as_places(tokens: list[str], length: int) -> None:
    runs = Wording(tuple(tokens), 1).runs(length)
    assert len(runs) == max(len(tokens) - length + 1, 1)
    assert all(len(run) == min(length, len(tokens)) for run in runs)

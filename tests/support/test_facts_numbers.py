"""Numbers that evidence states in another form are found there, and other numbers never are."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.support.facts import Evidence, unsupported
from assistant.support.number import Reading
from assistant.support.numbers import numbers_in

SAME = [
    ("11,000 people came.", "Eleven thousand people came."),
    ("11k people came.", "About 11 000 people came."),
    ("They sold 24 boats.", "They sold two dozen boats."),
    ("It cost half a million pounds.", "It cost £500,000."),
    ("It cost $1.2m.", "It cost 1.2 million dollars."),
    ("It cost US$3bn.", "It cost $3 billion."),
    ("A hundred and six boats sank.", "106 boats sank."),
    ("Prices rose by five per cent.", "Prices rose by 5%."),
    ("Two-thirds of them left.", "2/3 of them left."),
    ("A third of them left.", "33% of them left."),
    ("Half of them left.", "50 per cent of them left."),
    ("Its share grew by 5 percentage points.", "Its share grew by five percentage points."),
    ("The 21st boat sank.", "The twenty-first boat sank."),
    ("It takes 10-12 days.", "It takes ten to twelve days."),
    ("It takes 10 to 12 million years.", "It takes between 10 million and 12 million years."),
    ("They won 3-1.", "They won 3–1."),
    ("It is 3½ km away.", "It is 3.5 kilometres away."),
    ("It was 20°C.", "It was 20 degrees Celsius."),
    ("The field has 12 km².", "The field has 12 square kilometres."),
    ("A 42-year-old man came.", "A man, 42, came."),
    ("An 18-month sentence was passed.", "A sentence of eighteen months was passed."),
    ("The rate was 5, 6 and 7 per cent.", "The rate was 5 per cent, 6 per cent and 7 per cent."),
    ("Es kostet 2,5 Millionen Euro im Jahr und ist zu.", "It costs €2.5m a year."),
    ("Es kamen elftausend Menschen und die Polizei.", "Es kamen 11.000 Menschen und die Polizei."),
    ("In nineteen eighty-four it shut.", "It shut in 1984."),
    ("Three in four of them left.", "75% of them left."),
    ("Season 3 starts soon.", "The third season starts soon."),
    ("It is minus 5 degrees.", "It is -5°."),
    ("Es kostet 1,5 Mio. Euro und ist weg.", "It costs €1.5 million."),
    ("It makes double what it did.", "It makes twice as much."),
    ("It makes double what it did.", "It makes far more."),
    ("One of them fell.", "A man of the crew fell."),
    ("It was first sold in the shop.", "It was sold in the shop."),
]
ROUNDED = [
    ("Nearly 11,000 people came.", "10,900 people came."),
    ("Nearly 11,000 people came.", "Nearly 11,000 people came."),
    ("About 11,000 people came.", "10,870 people came."),
    ("More than 500 people came.", "512 people came."),
    ("More than 500 people came.", "More than 500 people came."),
    ("At least 500 people came.", "500 people came."),
    ("Up to 500 people came.", "Up to 500 people came."),
    ("Hundreds of people came.", "412 people came."),
    ("11,000 people came.", "About 11,000 people came."),
    ("500 or more people came.", "512 people came."),
    ("Fewer than 20 people came.", "18 people came."),
]
OTHER = [
    ("11,400 people came.", "11,000 people came.", "11,400"),
    ("Nearly 11,000 people came.", "11,400 people came.", "11,000"),
    ("11,000 people came.", "10,870 people came.", "11,000"),
    ("About 11,000 people came.", "12,870 people came.", "11,000"),
    ("More than 500 people came.", "488 people came.", "500"),
    ("More than 500 people came.", "500 people came.", "500"),
    ("More than 500 people came.", "Nearly 500 people came.", "500"),
    ("Hundreds of people came.", "42 people came.", "Hundreds"),
    ("Hundreds of people came.", "40,000 people came.", "Hundreds"),
    ("Nearly 11,000 people came.", "8,000 people came.", "11,000"),
    ("Two in five of them left.", "Two of them left.", "Two in five"),
    ("22 people came.", "On 22 November some people came.", "22"),
    ("It is 5 km away.", "It is 5 miles away.", "5 km"),
    ("It is 5 miles away.", "It is 8 km away.", "5 miles"),
    ("It cost £5.", "It cost $5.", "£5"),
    ("It cost £5m.", "It cost £5bn.", "£5m"),
    ("Prices rose by 5%.", "Prices rose by 5 percentage points.", "5%"),
    ("Prices rose by 5%.", "Prices of 5 goods rose.", "5%"),
    ("It took 3 days.", "It took 3 weeks.", "3 days"),
    ("They came 3rd.", "They scored 3.", "3rd"),
    ("They won 3-1.", "They lost 1-3.", "3"),
    ("Two men fell.", "Three men fell.", "Two"),
    ("Profits tripled to £4m.", "Profits doubled to £4m.", "tripled"),
    ("It happened twice.", "It happened three times.", "twice"),
    ("It is -5°C.", "It is 5°C.", "-5°C"),
    ("It took over two years.", "It took over three years.", "two years"),
    ("They fought over the 2 watches.", "They fought over the three watches.", "2"),
]
EXCHANGED = [
    ("There were 30 dead and 12 hurt.", "There were 12 dead and 30 hurt."),
    ("30 people died and 12 were injured.", "12 people died and 30 were injured."),
    ("Unit 3 failed.", "Unit 4 failed and 3 men died."),
    ("The works cost £9, about £23,400 a head.", "The works cost £23,400, about £9 a head."),
    ("It rose from 5% to 3%.", "It rose from 3% to 5%."),
    ("A woman of 71 was found.", "A woman of 66 was found. The man was 71."),
]


def faults(sentence: str, evidence: str) -> list[str]:
    return [fault.words for fault in unsupported(sentence, [Evidence(evidence)])]


@pytest.mark.parametrize(("sentence", "evidence"), SAME + ROUNDED)
def test_a_number_in_another_form_is_the_same(sentence: str, evidence: str) -> None:
    assert faults(sentence, evidence) == []


@pytest.mark.parametrize(("sentence", "evidence", "words"), OTHER)
def test_another_number_is_named(sentence: str, evidence: str, words: str) -> None:
    assert words in faults(sentence, evidence)
    assert {fault.kind for fault in unsupported(sentence, [Evidence(evidence)])} == {"number"}


@pytest.mark.parametrize(("sentence", "evidence"), EXCHANGED)
def test_a_number_in_the_place_of_another_is_no_support(sentence: str, evidence: str) -> None:
    assert faults(sentence, evidence)
    assert faults(evidence, evidence) == []


def test_a_number_counts_the_same_thing_under_another_name() -> None:
    assert faults("30 residents died and 12 workers were hurt.", "12 employees were hurt and 30 people died.") == []


def test_a_number_from_around_does_not_replace_the_one_that_stands_there() -> None:
    around = Evidence("It employs 30 clerks in Marlock.", context=True)
    found = unsupported("It employs 30 clerks in Wexby.", [Evidence("It employs 12 clerks in Wexby."), around])
    assert [fault.words for fault in found] == ["30"]


def test_a_figure_may_be_metres_or_millions() -> None:
    assert numbers_in("It has 5m of it")[0].readings == (Reading(Fraction(5_000_000)), Reading(Fraction(5), "m"))


_FORMS = (str, "{:,}".format, lambda n: f"{n:,}".replace(",", "\u00a0"), lambda n: f"{n:,}".replace(",", "."))


@given(st.integers(2, 999_999), st.sampled_from(_FORMS), st.sampled_from(_FORMS))
def test_every_spelling_of_a_number_supports_every_other(number: int, one, other) -> None:  # type: ignore[no-untyped-def]
    assert faults(f"They had {one(number)} lamps.", f"They had {other(number)} lamps.") == []


@given(st.integers(2, 99_999), st.integers(2, 99_999))
def test_another_number_never_supports_one(number: int, other: int) -> None:
    assert bool(faults(f"They had {number:,} lamps.", f"They had {other} lamps.")) == (number != other)


@given(st.integers(2, 999), st.sampled_from([("thousand", 10**3), ("million", 10**6), ("billion", 10**9)]))
def test_a_magnitude_is_as_good_as_its_zeros(number: int, magnitude: tuple[str, int]) -> None:
    word, factor = magnitude
    assert faults(f"They had {number} {word} lamps.", f"They had {number * factor:,} lamps.") == []
    assert faults(f"They had {number * factor:,} lamps.", f"They had {number} {word} lamps.") == []

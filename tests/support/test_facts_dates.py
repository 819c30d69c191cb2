"""Dates that evidence states in another form, or more exactly, are found there; others never are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.support.facts import Evidence, unsupported

SATURDAY = date(2024, 11, 23)
SAME = [
    ("It shut on Nov. 22.", "It shut on 22 November."),
    ("It shut on 22 November 2024.", "It shut on November 22nd, 2024."),
    ("It shut on 2024-11-22.", "It shut on 22 Nov 2024."),
    ("It shut on the twenty-second of November.", "It shut on 22 November."),
    ("It shut on 22 and 23 November.", "It shut on 22–23 November."),
    ("It shut in November.", "It shut on 22 November 2024."),
    ("It shut in 2024.", "It shut on 22 November 2024."),
    ("It shut in 2024.", "It shut in November 2024."),
    ("It shut in the 1990s.", "It shut in 1994."),
    ("It shut in the nineties.", "It shut in the 1990s."),
    ("It shut in the third quarter of 2024.", "It shut in Q3 2024."),
    ("It shut in the third quarter of 2024.", "It shut in August 2024."),
    ("It shut in the summer of 2019.", "It shut in July 2019."),
    ("It shut at 6 p.m.", "It shut at 18:00."),
    ("It shut at 6.30pm.", "It shut at half past six."),
    ("It shut at noon.", "It shut at 12 p.m."),
    ("It shut about 6 p.m.", "It shut at 5.50 p.m."),
    ("It ran from 1914 to 1918.", "It ran in 1914–18."),
    ("It shut in early 2019.", "It shut in February 2019."),
    ("It shut in the evening.", "It shut at 6 p.m."),
    ("It shut overnight.", "It shut in the night."),
    ("It ran from September 12 to 6 October.", "It ran from 12 September to October 6."),
    ("It shut between September 12 and 6 October.", "It shut between 12 September and 6 October."),
    ("Es wurde am 22. November um 18 Uhr geschlossen.", "It shut on 22 November at 6 p.m."),
    ("It shut on 4 March 2020.", "It shut on 4 March. That year, 2020, was hard."),
]
COUNTED = [
    ("It shut on 22 November.", "It shut on Friday."),
    ("It shut on 22 November 2024.", "It shut yesterday."),
    ("It shut on Friday.", "It shut on 22 November."),
    ("It shut on 21 November 2024.", "It shut two days ago."),
    ("It shut yesterday.", "It shut on Friday."),
    ("It shut in 2023.", "It shut last year."),
    ("It shut last year.", "It shut in May 2023."),
    ("It shut in October 2024.", "It shut last month."),
    ("It shut last week.", "It shut last week."),
    ("It shut on Friday night.", "It shut last night."),
    ("It shut last week.", "It shut on 14 November."),
    ("It opens on 29 November.", "It opens next Friday."),
    ("It shut in 2024.", "It shut in March."),
]
OTHER = [
    ("It shut on 23 November.", "It shut on 22 November.", "23 November"),
    ("It shut on 22 October.", "It shut on 22 November.", "22 October"),
    ("It shut in 2023.", "It shut in 2024.", "2023"),
    ("It shut on 22 November.", "It shut in November.", "22 November"),
    ("It shut in November 2024.", "It shut in 2024.", "November 2024"),
    ("It shut in the 1980s.", "It shut in 1994.", "1980s"),
    ("It shut at 6 a.m.", "It shut at 18:00.", "6 a.m."),
    ("It shut at 6.15 p.m.", "It shut at 6 p.m.", "6.15 p.m."),
    ("It shut in late 2019.", "It shut in early 2019.", "late 2019"),
    ("It shut in Q2 2024.", "It shut in August 2024.", "Q2 2024"),
    ("It shut on Monday.", "It shut on Tuesday.", "Monday"),
    ("It shut in the evening.", "It shut in the morning.", "evening"),
    ("It shut last week.", "It shut this week.", "last week"),
]
MISCOUNTED = [
    ("It shut on 21 November.", "It shut on Friday."),
    ("It shut on Thursday.", "It shut on 22 November."),
    ("It shut on 22 November.", "It shut last week."),
    ("It shut last week.", "It shut on 18 November."),
    ("It shut in 2022.", "It shut last year."),
]


def faults(sentence: str, evidence: str, published: date | None = None) -> list[str]:
    return [fault.words for fault in unsupported(sentence, [Evidence(evidence, published)])]


@pytest.mark.parametrize(("sentence", "evidence"), SAME)
def test_a_date_in_another_form_is_the_same(sentence: str, evidence: str) -> None:
    assert faults(sentence, evidence) == []


@pytest.mark.parametrize(("sentence", "evidence"), COUNTED)
def test_days_are_counted_from_the_day_of_publication(sentence: str, evidence: str) -> None:
    assert faults(sentence, evidence, SATURDAY) == []


@pytest.mark.parametrize(("sentence", "evidence", "words"), OTHER)
def test_another_or_a_more_exact_date_is_named(sentence: str, evidence: str, words: str) -> None:
    assert faults(sentence, evidence) == [words]
    assert [fault.kind for fault in unsupported(sentence, [Evidence(evidence)])] == ["date"]


@pytest.mark.parametrize(("sentence", "evidence"), MISCOUNTED)
def test_the_wrong_day_is_no_support(sentence: str, evidence: str) -> None:
    assert faults(sentence, evidence, SATURDAY)


def test_a_weekday_without_a_day_of_publication_stays_a_weekday() -> None:
    assert faults("It shut on 22 November.", "It shut on Friday.") == ["22 November"]


def test_the_day_of_publication_may_be_told_of_the_report_alone() -> None:
    evidence = "The bridge has shut."
    assert faults("The Post reported on 23 November 2024 that the bridge has shut.", evidence, SATURDAY) == ["Post"]
    assert faults("The bridge shut on 23 November 2024.", evidence, SATURDAY) == ["23 November 2024"]
    assert "22 November 2024" in faults("The Post reported on 22 November 2024 that it shut.", evidence, SATURDAY)


def test_may_and_march_are_words_too() -> None:
    assert faults("They may march to the quay.", "They can walk to the quay.") == []


def test_a_date_in_the_place_of_another_is_no_support() -> None:
    evidence = "The pier opened on 4 May 1901 and burnt down on 9 June 1934."
    assert faults("The pier opened on 9 June 1934.", evidence) == ["9 June 1934"]
    assert faults("The pier burnt down on 9 June 1934.", evidence) == []


def test_a_less_exact_date_is_no_other_one() -> None:
    told = [
        Evidence("The Pier Author Ines Coyle Country UK Publication date 16 June 1972"),
        Evidence("Published in 1972."),
    ]
    assert unsupported("It was published on 16 June 1972.", told) == ()


@given(st.dates(date(1900, 1, 1), date(2026, 12, 31)))
def test_every_spelling_of_a_day_supports_every_other(day: date) -> None:
    spellings = [
        day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}",
        f"{day:%b} {day.day}, {day.year}", f"{day:%A}, {day.day} {day:%B} {day.year}",
    ]  # fmt: skip
    for one in spellings[:4]:
        for other in spellings:
            assert faults(f"It shut on {one}.", f"It shut on {other}.") == []


@given(st.dates(date(1900, 1, 1), date(2026, 12, 31)), st.dates(date(1900, 1, 1), date(2026, 12, 31)))
def test_another_day_never_supports_one(day: date, other: date) -> None:
    said, known = (f"It shut on {one.day} {one:%B} {one.year}." for one in (day, other))
    assert bool(faults(said, known)) == (day != other)

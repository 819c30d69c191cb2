"""What a sentence says beyond its evidence, though each fact in it stands there."""

import pytest

from assistant.support.additions import added
from assistant.support.agreeing import said_by_one
from assistant.support.bodies import said_by_no_body
from assistant.support.bounds import beyond_day
from assistant.support.certainty import surer
from assistant.support.counting import counted_otherwise
from assistant.support.deeds import unknown_deed
from assistant.support.doers import other_doer
from assistant.support.extent import widened
from assistant.support.joining import joined_apart, patched
from assistant.support.owning import owned_by_another
from assistant.support.rates import other_rate
from assistant.support.sharing import number_of_another_part
from assistant.support.voice import turned_deed


@pytest.mark.parametrize(
    ("sentence", "evidence", "word"),
    [
        ("The firm hired 40 people.", "The firm plans to hire 40 people.", "hired"),
        ("Fares have risen.", "Fares will rise by 15 per cent.", "risen"),
        ("The pin was forged abroad.", "The pin will be forged abroad.", "forged"),
        ("The firm buys a ferry line.", "Rumours that the firm buys a ferry line were heard.", "Rumours"),
        ("Six more are ill.", "Nine are ill and six more are suspected of it.", "suspected"),
        ("Jobs will be lost.", "He did not rule out that jobs would be lost.", "not rule out"),
        ("Most of them would get in.", "It is not known how many of them would get in.", "not known"),
        ("The firm plans to hire 40 people.", "The firm will hire 40 people.", None),
        ("The firm hired 40 people.", "The firm hired 40 people and will hire more.", None),
        ("Six more may be ill.", "Nine are ill and six more are suspected of it.", None),
        ("The pin will be forged abroad.", "The pin will be forged abroad.", None),
    ],
)
def test_what_is_planned_or_doubted_is_neither_done_nor_certain(sentence: str, evidence: str, word: str | None) -> None:
    assert surer(sentence, [evidence]) == word


@pytest.mark.parametrize(
    ("sentence", "evidence", "word"),
    [
        ("All shops have shut.", ["Some shops have shut.", "The bridge is closed to all traffic."], "All"),
        ("Every lift is broken.", ["Three of five lifts are broken."], "Every"),
        ("Carrow said that only maths was affected.", ["Carrow said that maths and chemistry were affected."], "only"),
        ("Most of the shops have shut.", ["Some shops have shut."], "Most of"),
        ("Most of the shops have shut.", ["Nearly 90 per cent of the shops have shut."], None),
        ("All shops have shut.", ["The shops have all shut."], None),
        ("The council met at all hours.", ["The council met in all weathers."], None),
        ("The bill is £191,000 in all.", ["The bill is £191,000."], None),
    ],
)
def test_some_are_not_all(sentence: str, evidence: list[str], word: str | None) -> None:
    assert widened(sentence, evidence) == word


def test_an_invented_tail_is_told() -> None:
    told = ["The bridge was closed after a crack was found.", "The engineer, Ruth Aldcroft, has gone to look."]

    assert added("The bridge was closed, provided that drivers pay tolls.", told) == "provided that drivers pay tolls"
    assert added("The bridge was closed, and the engineer resigned.", told) == "the engineer resigned"
    assert added("The bridge was closed after a crack was found, and the engineer has gone there.", told) is None


def test_a_day_is_no_bound() -> None:
    told = ["Flights begin on 17 February 2025."]

    assert beyond_day("Flights begin before 17 February 2025.", told) == "before 17 February 2025"
    assert beyond_day("Flights begin on 17 February 2025.", told) is None
    assert beyond_day("Flights begin after 17 February.", ["Flights begin from 17 February on."]) is None
    assert beyond_day("Flights did not begin until 17 February.", told) is None


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The bridge carries 900 cars a week.", "a week"),
        ("The traffic halved.", "halved"),
        ("The bridge carries 900 cars daily.", None),
        ("The bridge carries 900 cars a day.", None),
    ],
)
def test_a_rate_is_kept(sentence: str, word: str | None) -> None:
    assert other_rate(sentence, ["The bridge carries 900 cars a day, 12 per cent less than before."]) == word


def test_a_number_counts_what_it_counted() -> None:
    told = ["She won by 22 votes.", "Turnout was five points higher."]

    assert counted_otherwise("She won by 22 points.", told) == "22"
    assert counted_otherwise("She won by 22 votes.", told) is None
    assert counted_otherwise("She won by 22 ballots.", told) is None  # may be another word for the same


def test_a_number_stays_in_its_part_of_a_sentence() -> None:
    told = ["The co-operative had offered 3.5 per cent; the union wants 6 per cent."]

    assert number_of_another_part("The union had offered 6 per cent.", told) == "6 per cent"
    assert number_of_another_part("The union wants 6 per cent.", told) is None


@pytest.mark.parametrize(
    ("sentence", "evidence", "word"),
    [
        ("The dairy owns 212 farms.", "The dairy is owned by 212 farms.", "owns"),
        ("The dairy is owned by 212 farms.", "The dairy owns 212 farms.", "owned"),
        ("Admissions increased 12 per cent.", "Admissions increased by 12 per cent.", None),
        ("212 farms own the dairy.", "The dairy is owned by 212 farms.", None),
        ("The fund lives on dues that firms pay for staff.", "The fund lives on dues paid by firms for staff.", None),
        ("The benefit is capped at £230.", "The benefit is capped by law at £230.", None),
    ],
)
def test_who_does_it_is_not_whom_it_is_done_to(sentence: str, evidence: str, word: str | None) -> None:
    assert turned_deed(sentence, [evidence]) == word


def test_a_day_belongs_to_the_person_it_is_told_of() -> None:
    told = ["Nat Cawley saw them on 19 September.", "Desmond Lidgate found them two days later."]

    assert owned_by_another("Desmond Lidgate found them on 19 September.", told) == "19 September"
    assert owned_by_another("Nat Cawley found them on 19 September.", told) is None


def test_things_of_two_articles_are_not_joined() -> None:
    told = ["The crack is in a pin of the bridge.", "The footprints are 7,200 years old."]

    assert joined_apart("The crack is 7,200 years old.", told, []) is not None
    assert joined_apart("The crack is in a pin, and the footprints are 7,200 years old.", told, []) is None


def test_a_word_is_not_patched_in_from_another_sentence() -> None:
    told = ["Sales of butter doubled in the first week.", "Production of cheddar has stopped."]

    assert patched("Sales of cheddar doubled in the first week.", told, []) == "cheddar"
    assert patched("Sales of butter doubled.", told, []) is None


def test_a_body_that_others_speak_for_said_nothing() -> None:
    told = ["Denise Carrow said that two papers were affected.", "The board met on Monday."]

    assert said_by_no_body("The board said that two papers were affected.", told) == "board"
    assert said_by_no_body("The board said that two papers were affected.", ["Two papers, the board said."]) is None


def test_a_deed_of_which_there_is_no_word_is_unknown() -> None:
    assert unknown_deed("Prowse apologised for the software.", ["Prowse blamed the software."]) == "apologised"
    assert unknown_deed("The traffic shrank.", ["The traffic fell."]) is None
    assert unknown_deed("Prowse has apologised.", ["Prowse blamed the software."]) == "apologised"
    assert unknown_deed("Clipper is a mission aimed at Europa.", ["Clipper is to study Europa."]) is None
    assert unknown_deed("It pays by a specified day.", ["It pays by the day that was set."]) is None


@pytest.mark.parametrize(
    ("sentence", "evidence", "word"),
    [
        ("The dairy is owned by the union.", ["The dairy, which is owned by 212 farms, met the union."], "owned"),
        ("Pupils left out page 17 of the paper.", ["Page 17 of the paper, worth 12 marks, was left out."], "left"),
        ("The bridge was built by the county in 1931.", ["The bridge was built in 1931."], "built"),
        ("The light was put out by the county.", ["The light was put out in 1931."], "put"),
        ("The dairy is owned by 212 farms.", ["The dairy is owned by 212 farms."], None),
        ("The dairy is owned by farmers.", ["The dairy is owned by 212 farms."], None),  # may be the same
        ("NASA launched the probe in May.", ["The probe was launched in May, NASA said."], None),
        ("People left out page 17 of the paper.", ["Page 17 of the paper was left out."], None),
        ("They left out page 17 of the paper.", ["Page 17 of the paper was left out."], None),
    ],
)
def test_a_doer_is_neither_exchanged_nor_invented(sentence: str, evidence: list[str], word: str | None) -> None:
    assert other_doer(sentence, evidence) == word


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The board and the teachers agree that two papers were affected.", "The board"),
        ("The teachers and Kester Renn said that two papers were affected.", "Kester Renn"),
        ("Both sides agree that two papers were affected.", "Both sides"),
        ("The teachers and Denise Carrow said that two papers were affected.", None),
        ("The teachers said that two papers were affected.", None),
    ],
)
def test_what_one_side_says_the_other_does_not_say_as_well(sentence: str, who: str | None) -> None:
    told = ["Denise Carrow of the teachers said that two papers were affected.", "The board said that one was."]

    assert said_by_one(sentence, told) == who


def test_all_sides_may_agree() -> None:
    told = ["The board and the teachers both said that two papers were affected."]

    assert said_by_one("Both sides agree that two papers were affected.", told) is None
    assert said_by_one("The board and the teachers agree that two papers were affected.", told) is None

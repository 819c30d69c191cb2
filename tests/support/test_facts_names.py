"""Names that evidence has in another form are found there; those of others never are."""

import pytest

from assistant.support.facts import Evidence, facts_of, unsupported

SAME = [
    ("Smith left the board.", "John Smith left the board."),
    ("President Vladimir Putin spoke.", "Vladimir Putin spoke."),
    ("Joe Biden spoke.", "Joe R. Biden spoke."),
    ("Ulysses S. Grant won.", "General Ulysses Grant won."),
    ("The WHO said so.", "The World Health Organization said so."),
    ("The World Health Organization said so.", "The WHO said so."),
    ("The U.S. army left.", "The army of the United States left."),
    ("America left the treaty.", "The US left the treaty."),
    ("North Korean soldiers came.", "Soldiers from North Korea came."),
    ("France's police came.", "French police came."),
    ("Dutch farmers came.", "Farmers from the Netherlands came."),
    ("British farmers came.", "Farmers from the UK came."),
    ("Londoners came.", "People from London came."),
    ("The Marlock brothers came.", "Marlock's brothers came."),
    ("Bashar al-Assad fled.", "Bashar Al-Assad fled."),
    ("Jose Munoz fled.", "José Muñoz fled."),
    ("He fought in World War Two.", "He fought in World War II."),
    ("They saw the Northern Lights.", "They saw the northern lights."),
    ("They live in South East Marlock.", "They live in Southeast Marlock."),
    ("The PlayStation3 came out.", "The PlayStation 3 came out."),
    ("He ran St. Mary's Hospital.", "He ran Saint Mary's Hospital."),
    ("London Mayor Sadiq Khan spoke.", "Sadiq Khan spoke in London."),
    ("A Londoner won.", "A man from London won."),
    ("He met two Wexbians.", "He met two men from Wexby."),
    ("It is run by Ukrainian officers.", "It is run by officers in Kyiv."),
    ("They left Coyle's Wexby.", "Mr Coyle left Upper Wexby."),
    ("It is run by the Labour Party.", "It is run by Labour."),
    ("The Government of India spoke.", "India's government spoke."),
    ("However, the road is shut.", "The road is shut."),
    ("Researchers found it.", "It was found."),
    ("It's shut.", "The road is shut."),
    ("The Marlock Air Board (MAB) met.", "The Marlock Air Board met."),
    ("The base excision repair (BER) fails.", "The base excision repair fails."),
    ("The Unemployment Insurance Branch pays it.", "The Unemployment Insurance (UI) Branch pays it."),
]
OTHER = [
    ("Jane Smith left the board.", "John Smith left the board.", "Jane Smith"),
    ("John Smith left.", "John Brown met Jane Smith and left.", "John Smith"),
    ("Vladimir Putin spoke.", "Putin spoke.", "Vladimir Putin"),
    ("Macron spoke.", "Putin spoke.", "Macron"),
    ("Turkey left the treaty.", "The country left the treaty.", "Turkey"),
    ("It shut in Wexby.", "It shut in Marlock.", "Wexby"),
    ("South Korean soldiers came.", "Soldiers from North Korea came.", "South Korean"),
    ("The UN said so.", "The World Health Organization said so.", "UN"),
    ("He fought in World War I.", "He fought in World War II.", "World War I"),
    ("He flew an F-16.", "He flew an F-35.", "F-16"),
    ("The Marlock Air Board (MTB) met.", "The Marlock Air Board met.", "MTB"),
]


def faults(sentence: str, *evidence: Evidence | str) -> list[str]:
    given = [one if isinstance(one, Evidence) else Evidence(one) for one in evidence]
    return [fault.words for fault in unsupported(sentence, given)]


@pytest.mark.parametrize(("sentence", "evidence"), SAME)
def test_a_name_in_another_form_is_the_same(sentence: str, evidence: str) -> None:
    assert faults(sentence, evidence) == []


@pytest.mark.parametrize(("sentence", "evidence", "words"), OTHER)
def test_another_name_is_named(sentence: str, evidence: str, words: str) -> None:
    assert faults(sentence, evidence) == [words]
    assert [fault.kind for fault in unsupported(sentence, [Evidence(evidence)])] == ["name"]


def test_who_is_meant_may_stand_in_the_sentences_around() -> None:
    around = Evidence("Nessa Brackle keeps the hut.", context=True)
    assert faults("Nessa Brackle sat by the telephone.", "She sat by the telephone.") == ["Nessa Brackle"]
    assert faults("Nessa Brackle sat by the telephone.", "She sat by the telephone.", around) == []


def test_a_name_in_the_place_of_another_is_no_support() -> None:
    around = Evidence("Mr Coyle keeps the hut.", context=True)
    assert faults("Mr Coyle, 58, will resign in spring.", "Mr Prowse, 58, will resign in spring.", around) == ["Coyle"]


def test_a_table_is_no_sentence_with_other_names_in_the_place() -> None:
    table = "Marlock Gaming Type Public Key people Andrea Domingo ( Chairman and CEO ) Number of clerks Website Wexby"
    assert faults("The current Chairman and CEO is Andrea Domingo.", table) == []


def test_what_goes_there_does_not_come_from_there() -> None:
    sentence = "It sailed from Wexby to Marlock."
    assert faults(sentence, "It sailed to Marlock from Wexby.") == []
    assert faults(sentence, "It sailed from Marlock to Wexby.") == ["Wexby", "Marlock"]


@pytest.mark.parametrize(
    ("sentence", "evidence", "found"),
    [
        ("Norland sued Wexby.", "Wexby sued Norland.", ["Norland"]),
        ("Norland has sued Wexby.", "In May, Wexby has sued Norland over a pier.", ["Norland"]),
        ("Norland sued Wexby.", "Wexby sued the owners of Norland.", ["Norland"]),
        ("Norland was sued by Wexby.", "Wexby sued Norland.", []),
        ("Norland met Wexby in the cup.", "Wexby met Norland in the cup.", []),
        ("Norland and Wexby left.", "Wexby and Norland left.", []),
        ("Norland sued Wexby.", "Wexby sued Norland, then Norland sued Wexby.", []),
    ],
)
def test_who_did_it_to_whom_is_kept(sentence: str, evidence: str, found: list[str]) -> None:
    assert faults(sentence, evidence) == found


def test_months_and_weekdays_are_no_names() -> None:
    assert [fact.kind for fact in facts_of("On Friday in March it rained.")] == ["date", "date"]


def test_text_that_was_cut_into_tokens_is_read_all_the_same() -> None:
    evidence = "King James turned it into the `` King 's Men , '' at 11 : 00 a.m."
    assert faults("King James turned it into the “King’s Men” at 11:00 a.m.", evidence) == []

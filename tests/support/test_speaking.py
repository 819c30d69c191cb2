"""Who said something stays with what was said."""

import pytest

from assistant.support.speaking import claimed_only, misattributed, speakers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The bridge was safe, said Ines Garrowby.", ["Ines Garrowby"]),
        ("Ines Garrowby, who chairs the board, said that it was safe.", ["Ines Garrowby"]),
        ("According to Colm Pettifer, nobody rang.", ["Colm Pettifer"]),
        ("Jones said Smith lied.", ["Jones"]),
        ("She said that it was safe.", []),
        ("Maeve Tarrish, the secretary, called that figure “a fairy tale”.", ["Maeve Tarrish"]),
        ("The Pilgrims believed that they had to leave.", []),
    ],
)
def test_speakers_are_found_by_name(text: str, names: list[str]) -> None:
    assert speakers(text) == names


def test_what_another_said_is_misattributed() -> None:
    assert misattributed("Garrowby said the bridge was safe.", ["The bridge was safe, said Pettifer."]) == "Garrowby"


def test_who_is_only_spoken_of_did_not_say_it() -> None:
    assert misattributed("Smith said that Jones had lied.", ["Jones said that Smith had lied."]) == "Smith"


def test_what_nobody_said_is_misattributed() -> None:
    assert misattributed("Garrowby said the bridge was safe.", ["Garrowby crossed the bridge, which was safe."])


def test_a_pronoun_may_be_the_speaker_who_is_named_before_it() -> None:
    told = ["Ines Garrowby met the council. She said that the bridge was safe."]
    assert misattributed("Ines Garrowby said the bridge was safe.", told) is None


def test_an_outlet_said_all_that_it_printed() -> None:
    told = ["The bridge is safe."]
    assert misattributed("The Harbour Post reported that the bridge is safe.", told, ["Harbour Post"]) is None


def test_what_was_only_claimed_is_not_told_as_fact() -> None:
    told = ["Mr Whelk alleged that the union had walked out."]
    assert claimed_only("The union had walked out.", told) == "alleged"
    assert claimed_only("Mr Whelk claimed that the union had walked out.", told) is None
    assert claimed_only("He paid for the taxis.", ["Mr Strake denied that he paid for the taxis."]) == "denied"


def test_a_claim_may_be_a_case_in_court() -> None:
    assert claimed_only("There is no limit.", ["There is no limit in small claims court."]) is None
    assert claimed_only("The rent was paid.", ["He looked into a claim that the rent was paid."]) == "claim"

"""Denials are told from statements, and held to what they deny."""

import pytest

from assistant.support.negation import turned_round

AGREEING = [
    ("The council did not accept the offer.", "The council refused to accept the offer on Monday."),
    ("Talks failed to produce a deal.", "The talks produced no deal."),
    ("The plan is not legal.", "The plan is illegal."),
    ("Wexby did not win the match.", "Wexby lost the match 2-1."),
    ("Not only the bridge was shut.", "The bridge was shut, and the quay."),
    ("The bridge opened on Monday.", "The bridge, which had not been repaired, opened on Monday."),
    ("The ferry declined in use.", "Use of the ferry declined."),
    ("Mr Whelk wasn't at the meeting.", "Mr Whelk was not at the meeting."),
    ("Nobody rang the harbour.", "Mr Pettifer said that no one rang the harbour."),
    ("No, the bridge is shut.", "The bridge is shut."),
    ("The roof was not completed until July.", "The roof was completed in July."),
    ("The plan failed to win support.", "The failure to win support ended the plan."),
    ("Pins become unrestricted goods.", "Without a vote, the pins become unrestricted goods."),
    ("Smith denied taking the money.", "Smith said that he did not take the money."),
]
TURNED_ROUND = [
    ("The council did not accept the offer.", "The council accepted the offer on Monday."),
    ("The council accepted the offer.", "The council did not accept the offer on Monday."),
    ("The council never accepted the offer.", "The council accepted the offer on Monday."),
    ("The bridge isn't safe.", "The bridge is safe, the engineer said."),
    ("It has no known cause.", "The cause is known to be rust."),
    ("The crew failed to reach the boat.", "The crew reached the boat at noon."),
    ("The crew reached the boat.", "The crew was unable to reach the boat."),
    ("Mr Whelk denied that he rang the union.", "Mr Whelk rang the union."),
    ("He declined to comment.", "He commented at length."),
    ("The Post denied that nobody was paid without a fee.", "Nobody was paid without a fee."),
    ("The plan was unlikely to be unsuccessful.", "The plan was unlikely to be successful."),
    ("The talks ended without a deal.", "The talks ended with a deal."),
]


@pytest.mark.parametrize(("sentence", "evidence"), AGREEING)
def test_the_same_said_otherwise_agrees(sentence: str, evidence: str) -> None:
    assert turned_round(sentence, [evidence]) is None


@pytest.mark.parametrize(("sentence", "evidence"), TURNED_ROUND)
def test_a_statement_turned_into_its_opposite_is_found(sentence: str, evidence: str) -> None:
    assert turned_round(sentence, [evidence])


def test_the_words_that_deny_are_named() -> None:
    sentence = "The council did not accept the offer, which was low."
    assert turned_round(sentence, ["The council accepted the offer."]) == "not accept"


def test_what_one_sentence_denies_another_may_state() -> None:
    told = ["The bridge will not open in March.", "The bridge will open in May."]
    assert turned_round("The bridge will open in May.", told) is None

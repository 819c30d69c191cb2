"""Outlets whose words a question asks for: told by its form."""

import time
from collections.abc import Sequence

import pytest

from assistant.named_outlets import NamedOutlets, mentioned, named_outlets

KNOWN = (
    *(
        "Harbour Post",
        "Northern Ledger",
        "The Guardian",
        "BBC",
        "Nature",
        "council",
        "The",
        "#1 News (UK)",
        "C++ Weekly",
    ),
    *(
        "The Times",
        "Post",
        "Fox",
        "Sun",
        "Apple",
        "Google",
        "NASA",
        "WHO",
        "Barron's",
        "New Scientist",
        "The Echo",
        "Echo",
    ),
)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("According to the Harbour Post, who shut the bridge?", "who shut the bridge?"),
        ("Who shut the bridge, according to the harbour post?", "Who shut the bridge?"),
        ("Who, according to the Harbour Post, shut the bridge?", "Who shut the bridge?"),
        ("according to the Harbour Post who shut the bridge", "who shut the bridge"),
        ("According to the Harbour Post's report, who shut the bridge?", "who shut the bridge?"),
        ("In the Harbour Post, who shut the bridge?", "who shut the bridge?"),
        ("Per the Harbour Post, who shut the bridge?", "who shut the bridge?"),
        ("What does the Harbour Post say about the bridge?", "what is said about the bridge?"),
        ("WHAT DOES THE HARBOUR POST SAY ABOUT THE BRIDGE?", "what is said about THE BRIDGE?"),
        ("And what has the Harbour Post reported about the bridge?", "what is said about the bridge?"),
        ("What did the Harbour Post report on Monday?", "What did the article report on Monday?"),
        ("When did the Harbour Post first say that it was shut?", "When did the article first say that it was shut?"),
        ("What was reported in the Harbour Post on the bridge?", "What was reported on the bridge?"),
        ("What is the Harbour Post’s latest story on the bridge?", "What is the latest story on the bridge?"),
        ("Sum up the articles in the Harbour Post on the bridge", "Sum up the articles on the bridge"),
        ("What does the Harbour Post's report say on the bridge?", "What does the report say on the bridge?"),
        ("Who shut the bridge (according to the Harbour Post)?", "Who shut the bridge?"),
        ("According to the Harbour Post - who shut the bridge?", "who shut the bridge?"),
        ("According to the Harbour Post on Monday, who shut the bridge?", "who shut the bridge?"),
        ("On Monday, according to both the Harbour Post, who shut it?", "On Monday who shut it?"),
        ("And in the Harbour Post?", ""),
        ("And according to Harbour Post?", ""),
        ("And what does the Harbour Post say?", ""),
    ],
)
def test_an_outlet_whose_words_are_asked_for_is_known(question: str, rest: str) -> None:
    assert named_outlets(question, KNOWN) == NamedOutlets(("Harbour Post",), rest)


@pytest.mark.parametrize(
    ("question", "outlets"),
    [
        ("According to the Northern Ledger and the Harbour Post, who is right?", ("Northern Ledger", "Harbour Post")),
        ("How do the Harbour Post, BBC and Guardian differ on it?", ("Harbour Post", "BBC", "The Guardian")),
        ("The Harbour Post and the BBC don’t agree on who won. What does each say?", ("Harbour Post", "BBC")),
        ("What did the Echo report on mice?", ("The Echo", "Echo")),
        ("according to bbc, who won?", ("BBC",)),
        ("What did Nature report on mice?", ("Nature",)),
        ("What did #1 News (UK) report on mice?", ("#1 News (UK)",)),
        ("What does C++ Weekly say about mice?", ("C++ Weekly",)),
        ("What does Barron’s say about mice?", ("Barron's",)),
        ("According to the WHO, how many mice died?", ("WHO",)),
    ],
)
def test_outlets_are_named_as_the_library_spells_them(question: str, outlets: tuple[str, ...]) -> None:
    found = named_outlets(question, KNOWN)
    assert found is not None
    assert found.outlets == outlets


@pytest.mark.parametrize(
    "question",
    [
        "Who owns the Harbour Post?",
        "When was the Harbour Post founded, and by whom?",
        "What happened to the Harbour Post's owner?",
        "Why did the Guardian's editor resign?",
        "How many jobs did the BBC say it would cut?",
        "How many copies does the Harbour Post print each day?",
        "Who hacked the Harbour Post's account?",
        "Why did the BBC say sorry?",
        "Why did the BBC report on mice?",
        "How many people watched the BBC's coverage of it?",
        "Why did the Harbour Post and the BBC agree to merge?",
        "How much did the BBC report in revenue?",
        "Did the BBC cover up the scandal?",
        "According to the BBC chairman, how many jobs go?",
        "According to a Guardian writer, how many jobs go?",
        "According to the Harbour Post and the Courier, who won?",
        "According to the Courier, who shut the bridge?",
        "According to the Harbour Postman, who was it?",
        "What did the Financial Times report about mice?",
        "According to the Times of India, who won?",
        "According to the Evening Sun, who won?",
        "According to the Post Office, who won?",
        "According to the Post-Dispatch, who won?",
        "According to Fox News, who won?",
        "According to nature, what must rest?",
        "What did a new scientist say about mice?",
        "What does the council say about it?",
        "According to those who know, who won?",
        "The reports differ: who is right?",
        "What is Apple called in China?",
        "How much did Google give to charity?",
        "Who told NASA to stop?",
        "Which version of Google Chrome is safe?",
        "What about Apple?",
        "And Google?",
    ],
)
def test_other_questions_are_left_alone(question: str) -> None:
    assert named_outlets(question, KNOWN) is None


@pytest.mark.parametrize("question", ["And the Harbour Post?", "What about the Harbour Post?", "But Harbour Post?"])
def test_a_bare_name_means_an_outlet_after_another(question: str) -> None:
    assert named_outlets(question, KNOWN) is None
    assert named_outlets(question, KNOWN, after_another=True) == NamedOutlets(("Harbour Post",), "")


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("the BBC and " * 160, KNOWN),
        ("What does the BBC " + "also " * 390, KNOWN),
        (" and ".join(["Echo"] * 200), KNOWN),
        (" and ".join(["Zog"] * 200) + " x", ("Zog", "Zog and Zog", "Zog, Zog")),
        ("Outlet 1, Outlet 2, " * 100, [f"Outlet {number}" for number in range(10_000)]),
    ],
)
def test_a_hostile_question_takes_no_time(question: str, known: Sequence[str]) -> None:
    begun = time.perf_counter()

    named_outlets(question[:2000], known)

    assert time.perf_counter() - begun < 2


def test_a_sentence_that_begins_with_its_day_names_the_outlet_too() -> None:
    assert mentioned("On Monday the Post reported 300 cars.", ["Post"])
    assert mentioned("Last September The Post reported 300 cars.", ["Post"])
    assert not mentioned("On Monday the Financial Post reported 300 cars.", ["Post"])
    assert not mentioned("On Monday Financial Post reported 300 cars.", ["Post"])

"""Outlets whose words a question asks for: told by its form, and read alone beside what others report of them."""

import time
from collections.abc import Sequence
from datetime import date

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.named_outlets import NamedOutlets, mentioned, named_outlets
from corpus.article import Article, Publication
from corpus.filters import Filters

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


@pytest.fixture
def library(small_assistant: Assistant) -> Assistant:
    """Two outlets that count the cars on the bridge, and one that repeats what the first counted."""
    told = {
        "Post": "The bridge carried 300 cars by noon, said the harbour master.",
        "Ledger": "The bridge carried 412 cars by noon, said the county.",
        "Echo": "The bridge carried 300 cars by noon, the Post reported. The bridge carried 500 cars by noon, or more.",
    }
    day = Publication(date(2024, 9, 13), "2024-09-13")
    articles = [Article(name.lower(), "Bridge", text, outlet=name, published=day) for name, text in told.items()]
    small_assistant.add_articles(iter(articles))
    return small_assistant


def sources(answer: Answer) -> set[str]:
    return {citation.article_id for citation in answer.citations}


def test_only_what_the_outlet_says_is_read_and_a_notice_tells_so(library: Assistant) -> None:
    assert sources(library.ask("How many cars did the bridge carry by noon?")) >= {"post", "ledger"}

    answer = library.ask("According to the Ledger, how many cars did the bridge carry by noon?")

    assert sources(answer) == {"ledger"}
    assert answer.query == "how many cars did the bridge carry by noon?"
    assert not answer.filters.narrows
    assert [(notice.code, notice.about) for notice in answer.notices] == [("named_outlets", ("Ledger",))]
    assert "“Ledger”" in answer.notices[0].text


def test_what_others_report_of_its_words_is_read_and_nothing_else_of_theirs(library: Assistant) -> None:
    answer = library.ask("According to the Post, how many cars did the bridge carry by noon?")

    assert sources(answer) == {"post", "echo"}
    assert "500" not in answer.answer
    assert [one.text for one in answer.passages if one.article_id == "echo"] == [
        "The bridge carried 300 cars by noon, the Post reported."
    ]


def test_a_sentence_that_begins_with_its_day_names_the_outlet_too() -> None:
    assert mentioned("On Monday the Post reported 300 cars.", ["Post"])
    assert mentioned("Last September The Post reported 300 cars.", ["Post"])
    assert not mentioned("On Monday the Financial Post reported 300 cars.", ["Post"])
    assert not mentioned("On Monday Financial Post reported 300 cars.", ["Post"])


def test_of_what_others_report_the_sentence_before_is_not_shown(library: Assistant) -> None:
    text = "Mayor Jane Holm counted 900 cars by noon. She told the Post that the bridge carried 305 cars by noon."
    library.add_articles(iter([Article("mirror", "Mayor", text, outlet="Mirror")]))

    answer = library.ask("According to the Post, the bridge carried how many cars by noon, she told?")

    assert "305" in answer.answer
    assert "900" not in answer.answer


def test_what_others_report_does_not_crowd_out_what_an_outlet_prints(library: Assistant) -> None:
    words = " ".join(f"The Post said that the bridge carried {number} cars by noon." for number in range(40, 52))
    library.add_articles(iter([Article("parrot", "Parrot", words, outlet="Parrot")]))

    answer = library.ask("According to the Post, how many cars did the bridge carry by noon?")

    listed = [one.article_id for one in answer.passages]
    assert listed[0] == "post"
    assert listed.count("parrot") == 2


def test_a_part_of_a_word_names_no_outlet(library: Assistant) -> None:
    library.add_articles(iter([Article("ap", "Ferry", "The ferry sailed.", outlet="AP")]))
    said = "The map of the bridge carried 700 cars by noon, they said."
    library.add_articles(iter([Article("mail", "Map", said, outlet="Mail")]))

    assert not sources(library.ask("According to AP, how many cars did the bridge carry by noon?"))


def test_what_an_outlet_does_not_say_is_not_answered_by_another(library: Assistant) -> None:
    library.add_articles(iter([Article("gazette", "Ferry", "The ferry sailed.", outlet="Gazette")]))

    answer = library.ask("According to the Gazette, how many cars did the bridge carry by noon?")

    assert not sources(answer)
    assert answer.refusal is not None
    assert "Only 1 of 4 articles" in answer.refusal.reason
    assert "outlet “Gazette”" in answer.refusal.reason


def test_an_outlet_in_two_spellings_is_one(library: Assistant) -> None:
    library.add_articles(iter([Article("loud", "Bridge", "The bridge carried 9 cars, the Post said.", outlet="POST")]))

    answer = library.ask("According to the Post, how many cars did the bridge carry?")

    assert {"post", "loud"} <= sources(answer)
    places = [(passage.article_id, passage.text) for passage in answer.passages]
    assert len(places) == len(set(places))


def test_filters_hold_beside_what_the_question_names(library: Assistant) -> None:
    question = "According to the Post, how many cars did the bridge carry by noon?"

    assert sources(library.ask(question, filters=Filters(outlets=("Post", "Ledger")))) == {"post"}
    assert sources(library.ask(question, filters=Filters(outlets=("Ledger",)))) == {"ledger"}
    assert not sources(library.ask(question, filters=Filters(until=date(2020, 1, 1))))


def test_and_according_to_another_asks_the_question_before_again(library: Assistant) -> None:
    conversation = library.conversations.begin().id
    library.ask("According to the Post, how many cars did the bridge carry by noon?", conversation=conversation)

    again = library.ask("And according to the Ledger?", conversation=conversation)
    and_again = library.ask("And the Echo?", conversation=conversation)
    goes_on = library.ask("And by noon?", conversation=conversation)

    assert (sources(again), sources(and_again)) == ({"ledger"}, {"echo"})
    assert again.question == "And according to the Ledger?"
    assert {again.query, and_again.query} == {"how many cars did the bridge carry by noon?"}
    assert goes_on.query == "And by noon? how many cars did the bridge carry by noon?"


def test_however_many_outlets_are_asked_after_one_another_the_question_stays(library: Assistant) -> None:
    conversation = library.conversations.begin().id
    library.ask("How many cars did the bridge carry by noon?", conversation=conversation)

    for name in ("Echo", "Post", "Echo", "Post", "Echo", "Ledger"):
        last = library.ask(f"And according to the {name}?", conversation=conversation)

    assert last.query == "How many cars did the bridge carry by noon?"
    assert sources(last) == {"ledger"}


def test_the_name_of_an_outlet_makes_no_question_go_on_with_another(library: Assistant) -> None:
    conversation = library.conversations.begin().id
    library.ask("According to the Post, how many cars did the bridge carry by noon?", conversation=conversation)

    topic = library.ask("According to the Post, which yellow submarine sank near Wexby?", conversation=conversation)
    short = library.ask("According to the Post, why?", conversation=conversation)

    assert topic.query == "which yellow submarine sank near Wexby?"
    assert short.query == "why? which yellow submarine sank near Wexby?"


def test_nothing_before_it_and_nothing_but_an_outlet_is_asked_as_it_stands(library: Assistant) -> None:
    assert library.ask("According to the Post?").query == "According to the Post?"

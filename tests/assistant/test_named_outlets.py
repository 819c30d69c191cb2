import time
from datetime import date

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.named_outlets import NamedOutlets, named_outlets
from corpus.article import Article, Publication
from corpus.filters import Filters

KNOWN = ("Harbour Post", "Northern Ledger", "The Guardian", "BBC", "Nature", "council", "The", "#1 News (UK)")


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("According to the Harbour Post, who shut the bridge?", "who shut the bridge?"),
        ("Who shut the bridge, according to the harbour post?", "Who shut the bridge?"),
        ("Who, according to the Harbour Post, shut the bridge?", "Who shut the bridge?"),
        ("In the Harbour Post, who shut the bridge?", "who shut the bridge?"),
        ("What does the Harbour Post say about the bridge?", "the bridge?"),
        ("And what has the Harbour Post reported about the bridge?", "the bridge?"),
        ("What was reported in the Harbour Post on the bridge?", "What was reported on the bridge?"),
        ("What is the Harbour Post's latest story on the bridge?", "What is the latest story on the bridge?"),
        ("Sum up the stories of the Harbour Post on the bridge", "Sum up the stories on the bridge"),
        ("What did the mayor tell the Harbour Post?", "What did the mayor tell reporters?"),
        ("How does the Harbour Post describe the mayor?", "How does the report describe the mayor?"),
        ("What about the Harbour Post?", ""),
        ("And the Harbour Post?", ""),
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
        ("The Harbour Post and the BBC don't agree on who won. What does each say?", ("Harbour Post", "BBC")),
        ("according to bbc, who won?", ("BBC",)),
        ("What did the Guardian report?", ("The Guardian",)),
        ("What did Nature report on mice?", ("Nature",)),
        ("What did #1 News (UK) report on mice?", ("#1 News (UK)",)),
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
        "How many were hurt at the BBC building?",
        "What happened to the Harbour Post's owner?",
        "What about the Harbour Post's owner?",
        "According to the Harbour Postman, who was it?",
        "According to nature, what must rest?",
        "What does the council say?",
        "The reports differ: who is right?",
        "According to the Courier, who shut the bridge?",
    ],
)
def test_other_questions_are_left_alone(question: str) -> None:
    assert named_outlets(question, KNOWN) is None


@pytest.mark.parametrize(
    "question",
    [
        "the BBC and " * 160,
        "What does the BBC " + "also " * 390,
        "Outlet 1, Outlet 2, " * 100,
        "the BBC's first own " * 100,
    ],
)
def test_a_hostile_question_takes_no_time(question: str) -> None:
    known = [*KNOWN, *(f"Outlet {number}" for number in range(10_000))]
    begun = time.perf_counter()

    named_outlets(question[:2000], known)

    assert time.perf_counter() - begun < 1


@pytest.fixture
def library(small_assistant: Assistant) -> Assistant:
    """Two outlets that count the cars on the bridge, and one that repeats what the first counted."""
    told = {
        "Post": "The bridge carried 300 cars by noon, said the harbour master.",
        "Ledger": "The bridge carried 412 cars by noon, said the county.",
        "Echo": "The bridge carried 300 cars by noon, the Post reported. The bridge carried 500 cars by night.",
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
    assert [(notice.code, notice.about) for notice in answer.notices] == [("named_outlets", ("Ledger",))]
    assert "“Ledger”" in answer.notices[0].text


def test_what_others_report_that_it_said_is_read_too(library: Assistant) -> None:
    answer = library.ask("How many cars did the Post say that the bridge carried by noon?")

    assert sources(answer) == {"post", "echo"}


def test_what_an_outlet_does_not_say_is_not_answered_by_another(library: Assistant) -> None:
    library.add_articles(iter([Article("gazette", "Ferry", "The ferry sailed.", outlet="Gazette")]))

    answer = library.ask("According to the Gazette, how many cars did the bridge carry by noon?")

    assert not sources(answer)
    assert answer.refusal is not None


def test_filters_hold_beside_what_the_question_names(library: Assistant) -> None:
    question = "According to the Post, how many cars did the bridge carry by noon?"

    assert sources(library.ask(question, filters=Filters(outlets=("Echo",)))) == {"echo"}
    assert not sources(library.ask(question, filters=Filters(outlets=("Ledger",))))


def test_and_according_to_another_asks_the_question_before_again(library: Assistant) -> None:
    conversation = library.conversations.begin().id
    asked = library.ask("How many cars did the bridge carry by noon?", conversation=conversation)
    assert len(sources(asked)) > 1

    answer = library.ask("And according to the Ledger?", conversation=conversation)

    assert sources(answer) == {"ledger"}
    assert answer.question == "And according to the Ledger?"
    assert answer.query == "How many cars did the bridge carry by noon?"

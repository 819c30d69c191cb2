"""Questions that name outlets, asked: what these print is read, what others report of their words, and nothing else."""

from datetime import date

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus.article import Article, Publication
from corpus.filters import Filters


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

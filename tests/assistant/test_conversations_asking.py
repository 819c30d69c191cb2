"""Questions that are asked in a conversation: what is kept, and what is searched for the next one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.conversations.conversation import Turn
from assistant.errors import ConversationNotFoundError, UsageError
from assistant.events import Event, Finished, SentenceReady
from assistant.follow_ups import Earlier
from corpus.article import Article, Publication

BRIDGE = "The Quay Bridge shut on Friday. Ines Garrowby shut the Quay Bridge on Friday after cracks were seen."


@pytest.fixture
def library(small_assistant: Assistant) -> Assistant:
    articles = Article("bridge", "Quay Bridge", BRIDGE), Article("milk", "Milk", "Milk was poured into the river Orle.")
    small_assistant.add_articles(iter(articles))
    return small_assistant


@pytest.fixture
def conversation(library: Assistant) -> str:
    return library.conversations.begin().id


def only_turn(library: Assistant, conversation: str) -> Turn:
    [turn] = library.conversations.turns(conversation)
    return turn


def read(events: Iterator[Event], until: type[Event]) -> None:
    """As a reader does who presses stop when this comes."""
    for event in events:
        if isinstance(event, until):
            events.close()  # type: ignore[attr-defined]
            return


def test_a_question_in_a_conversation_is_kept_with_its_answer(library: Assistant, conversation: str) -> None:
    answer = library.ask("Quay Bridge shut on Friday", asked_on=date(2024, 9, 13), conversation=conversation)

    turn = only_turn(library, conversation)
    assert (turn.answer, turn.id, turn.asked_on) == (answer, answer.id, "2024-09-13")
    assert answer.outcome == "answered"


def test_a_refusal_is_a_turn_too(library: Assistant, conversation: str) -> None:
    library.ask("Whence comes yoghurt?", conversation=conversation)

    assert only_turn(library, conversation).answer.outcome == "refused"


def test_the_turn_is_kept_before_the_whole_answer_is_handed_on(library: Assistant, conversation: str) -> None:
    for event in library.stream("Quay Bridge shut on Friday", conversation=conversation):
        kept = library.conversations.turns(conversation)
        assert [turn.answer for turn in kept] == ([event.answer] if isinstance(event, Finished) else [])


def test_without_a_conversation_nothing_is_kept(library: Assistant) -> None:
    library.ask("Quay Bridge shut on Friday")

    assert library.conversations.page().total == 0


def test_a_follow_up_is_searched_with_the_question_before_it(library: Assistant, conversation: str) -> None:
    first = library.ask("Who shut the Quay Bridge?", conversation=conversation)
    second = library.ask("And when?", conversation=conversation)
    third = library.ask("Why?", conversation=conversation)

    assert (first.query, second.query) == ("Who shut the Quay Bridge?", "And when? Who shut the Quay Bridge?")
    assert third.query == "Why? And when?"
    assert second.question == "And when?"
    assert "bridge" in {passage.article_id for passage in second.passages}


def test_a_conversation_that_is_kept_elsewhere_goes_on_too(library: Assistant) -> None:
    answer = library.ask("And when?", earlier=[Earlier("Who milks?"), Earlier("Who shut the Quay Bridge?")])

    assert answer.query == "And when? Who shut the Quay Bridge?"
    assert library.conversations.page().total == 0


def test_words_of_time_are_those_of_the_question_itself(library: Assistant, conversation: str) -> None:
    library.add_articles(
        iter([Article("new", "Quay Bridge", "It is shut.", published=Publication(date(2024, 9, 13), "2024-09-13"))])
    )
    library.ask("Who shut the Quay Bridge this week?", asked_on=date(2024, 9, 13), conversation=conversation)

    answer = library.ask("Who shut the ferry?", asked_on=date(2024, 9, 13), conversation=conversation)

    assert "this week" in answer.query
    assert [notice.code for notice in answer.notices] == []


def test_a_stopped_answer_stays_as_far_as_it_was_shown(library: Assistant, conversation: str) -> None:
    read(library.stream("Quay Bridge shut on Friday", conversation=conversation), until=SentenceReady)

    turn = only_turn(library, conversation)
    assert turn.stopped
    assert (turn.answer.outcome, len(turn.answer.sentences)) == ("partial", 1)
    assert turn.answer.answer == f"{turn.answer.sentences[0].text} [1]"
    assert BRIDGE[turn.answer.citations[0].start : turn.answer.citations[0].end] == turn.answer.citations[0].quote
    assert [notice.text for notice in turn.answer.notices] == ["Stopped before it was complete."]


def test_a_question_that_was_stopped_before_its_first_sentence_stays(library: Assistant, conversation: str) -> None:
    events = library.stream("Quay Bridge shut on Friday", conversation=conversation)
    next(events)
    events.close()

    turn = only_turn(library, conversation)
    assert (turn.question, turn.stopped, turn.answer.answer) == ("Quay Bridge shut on Friday", True, "")


def test_who_leaves_after_the_whole_answer_has_stopped_nothing(library: Assistant, conversation: str) -> None:
    read(library.stream("Quay Bridge shut on Friday", conversation=conversation), until=Finished)

    assert not only_turn(library, conversation).stopped


def test_an_answer_in_a_conversation_that_is_deleted_meanwhile_is_still_given(library: Assistant) -> None:
    begun = library.conversations.begin()
    events = library.stream("Quay Bridge shut on Friday", conversation=begun.id)
    next(events)
    library.conversations.remove(begun.id)

    *_, last = events

    assert isinstance(last, Finished)
    assert library.conversations.page().total == 0


def test_an_unknown_conversation_is_told_before_anything_is_searched(library: Assistant) -> None:
    with pytest.raises(ConversationNotFoundError):
        library.stream("Quay Bridge shut on Friday", conversation="x")


@pytest.mark.parametrize("question", ["", "  ", "x" * 2001])
def test_wrong_use_leaves_no_turn(library: Assistant, conversation: str, question: str) -> None:
    with pytest.raises(UsageError):
        library.ask(question, conversation=conversation)

    assert library.conversations.turns(conversation) == []


def test_a_question_with_half_a_character_is_answered_and_kept(library: Assistant, conversation: str) -> None:
    answer = library.ask("\ud800Quay Bridge shut on Friday", conversation=conversation)

    assert (answer.outcome, only_turn(library, conversation).question) == ("answered", "Quay Bridge shut on Friday")


def test_of_a_deleted_article_a_conversation_keeps_what_was_quoted(library: Assistant, conversation: str) -> None:
    library.add_articles(iter([Article("é/2", "Ferry", "The ferry shut on Friday.\n\nNobody quotes Usk on walnuts.")]))
    library.ask("Quay Bridge shut on Friday by Ines Garrowby", conversation=conversation)
    before = only_turn(library, conversation).answer
    assert {"bridge", "é/2"} <= {passage.article_id for passage in before.passages}

    library.remove("é/2")
    after = only_turn(library, conversation).answer

    assert after.citations == before.citations
    assert after.passages == tuple(one for one in before.passages if one.article_id != "é/2")
    library.compact()
    assert b"walnuts" not in (Path(library.status().data_directory) / "library.sqlite3").read_bytes()


def test_an_overlong_question_before_it_does_not_spoil_a_follow_up(library: Assistant) -> None:
    answer = library.ask("Who shut the Quay Bridge?", earlier=[Earlier("x " * 1000)])

    assert answer.outcome == "answered"

"""The store of conversations, over real SQLite."""

import json
import string
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, AnswerPassage, Filters, Notice, Refusal
from assistant.conversations import tables
from assistant.conversations.conversation import STOPPED, title_of
from assistant.conversations.store import Conversations
from assistant.errors import ConversationNotFoundError, TurnNotFoundError, UsageError
from corpus.database import Database

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def answered(question: str, answer: str = "It shut on Friday. [1]", id: str = "a1") -> Answer:
    return Answer(
        id=id, question=question, query=question, asked_on="2026-03-01", mode="quoting", outcome="answered",
        answer=answer,
    )  # fmt: skip


class Ticking:
    """A clock that goes on by a second whenever it is looked at."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "library.sqlite3", tables.MIGRATIONS)
    yield database
    database.close()


@pytest.fixture
def conversations(database: Database) -> Conversations:
    return Conversations(database, Ticking())


number = st.floats(allow_nan=False, allow_infinity=False)
whole_answers = st.builds(
    Answer,
    **{field.name: ... for field in fields(Answer)}
    | {
        "passages": st.lists(st.builds(AnswerPassage, score=number), max_size=2).map(tuple),
        "filters": st.builds(Filters, **{field.name: ... for field in fields(Filters)}),
        "confidence": st.none() | number,
        "timings_ms": st.dictionaries(st.text(), number),
    },
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(whole_answers)
def test_an_answer_is_the_same_after_its_json(answer: Answer) -> None:
    assert Answer.from_json(json.loads(json.dumps(answer.to_json()))) == answer


@pytest.mark.parametrize("broken", [None, [], {}, {"schema": 2}, {"schema": 1, "id": "x"}])
def test_what_is_no_answer_is_refused_in_words(broken: object) -> None:
    with pytest.raises(UsageError, match="This is no answer"):
        Answer.from_json(broken)


def test_a_field_of_a_later_version_is_passed_over() -> None:
    answer = answered("Why?")

    assert Answer.from_json({**answer.to_json(), "mood": "cheerful"}) == answer


def test_turns_come_back_in_order_and_whole(conversations: Conversations) -> None:
    begun = conversations.begin()
    refused = replace(answered("And the ferry?", "", "a2"), outcome="refused", refusal=Refusal("They do not say."))
    conversations.keep(begun.id, answered("Why was the bridge shut?"))
    conversations.keep(begun.id, refused)

    first, second = conversations.turns(begun.id)

    assert (first.number, first.id, first.question, first.asked_on) == (
        1,
        "a1",
        "Why was the bridge shut?",
        "2026-03-01",
    )
    assert (second.number, second.answer) == (2, refused)
    assert first.answered_at == "2026-03-01T12:00:02.000+00:00"


def test_a_conversation_outlives_the_process(tmp_path: Path) -> None:
    with_one = Database(tmp_path / "library.sqlite3", tables.MIGRATIONS)
    begun = Conversations(with_one).begin()
    Conversations(with_one).keep(begun.id, answered("Why was the bridge shut?"))
    with_one.close()

    again = Database(tmp_path / "library.sqlite3", tables.MIGRATIONS)
    [turn] = Conversations(again).turns(begun.id)
    again.close()

    assert turn.answer == answered("Why was the bridge shut?")


def test_a_conversation_is_named_by_its_first_question_unless_it_has_a_name(conversations: Conversations) -> None:
    unnamed, named = conversations.begin(), conversations.begin("The bridge")
    for begun in (unnamed, named):
        conversations.keep(begun.id, answered("Why was it shut?", id=f"1 {begun.id}"))
        conversations.keep(begun.id, answered("Who said so?", id=f"2 {begun.id}"))

    assert conversations.get(unnamed.id).title == "Why was it shut?"
    assert conversations.get(named.id).title == "The bridge"


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Why\n was  it shut?", "Why was it shut?"),
        (
            "What did the county council of Skellhaven say about the cracks, and who asked it?",
            "What did the county council of Skellhaven say about the…",
        ),
        ("x" * 80, "x" * 59 + "…"),
        ("", ""),
    ],
)
def test_a_long_question_is_cut_at_a_word(question: str, title: str) -> None:
    assert title_of(question) == title


def test_the_last_asked_conversation_comes_first(conversations: Conversations) -> None:
    old, new = conversations.begin("old"), conversations.begin("new")
    assert [one.title for one in conversations.page().conversations] == ["new", "old"]

    conversations.keep(old.id, answered("Why?"))
    conversations.rename(new.id, "renamed")

    page = conversations.page()
    assert [(one.title, one.turns) for one in page.conversations] == [("old", 1), ("renamed", 0)]


def test_pages_do_not_overlap_and_the_last_one_is_given_for_what_is_beyond(conversations: Conversations) -> None:
    for number in range(5):
        conversations.begin(str(number))

    pages = [conversations.page(offset=offset, limit=2) for offset in (0, 2, 4, 99)]

    assert [[one.title for one in page.conversations] for page in pages] == [["4", "3"], ["2", "1"], ["0"], ["0"]]
    assert [(page.offset, page.total) for page in pages] == [(0, 5), (2, 5), (4, 5), (4, 5)]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", {"Ferry", "Why was the bridge shut?"}),
        ("BRIDGE friday", {"Why was the bridge shut?"}),
        ("ferry", {"Ferry"}),
        ("straße", {"Ferry"}),
        ("STRASSE", {"Ferry"}),
        ("cafe\u0301", {"Ferry"}),
        ("bridge ferry", set()),
        ("%", set()),
        ("_", set()),
    ],
)
def test_a_search_reads_titles_questions_and_answers(
    conversations: Conversations, search: str, found: set[str]
) -> None:
    conversations.keep(conversations.begin().id, answered("Why was the bridge shut?"))
    conversations.keep(
        conversations.begin("Ferry").id, answered("Where?", "In the Große Straße, at the café. [1]", "2")
    )

    assert {one.title for one in conversations.page(search).conversations} == found


def test_a_renamed_conversation_is_found_by_its_new_name_only(conversations: Conversations) -> None:
    begun = conversations.begin("Bridge")

    assert conversations.rename(begun.id, "  The\nferry ").title == "The ferry"
    assert (conversations.page("bridge").total, conversations.page("FERRY").total) == (0, 1)


@pytest.mark.parametrize("title", ["", "  \n", "x" * 201])
def test_a_blank_or_overlong_title_is_wrong_use(conversations: Conversations, title: str) -> None:
    begun = conversations.begin("Bridge")

    with pytest.raises(UsageError):
        conversations.rename(begun.id, title)
    assert conversations.get(begun.id).title == "Bridge"


def test_what_is_no_text_is_left_out_of_titles_and_searches(conversations: Conversations) -> None:
    begun = conversations.begin("Bridge \ud800\x1b shut")

    assert conversations.get(begun.id).title == "Bridge shut"
    assert conversations.page("\udcff bridge").total == 1


def test_a_deleted_conversation_is_gone_with_its_turns(conversations: Conversations, database: Database) -> None:
    begun = conversations.begin()
    turn = conversations.keep(begun.id, answered("Why?"))

    conversations.remove(begun.id)

    assert database.query("SELECT * FROM turn") == []
    with pytest.raises(TurnNotFoundError):
        conversations.turn(turn.id)


def test_from_an_edited_question_on_the_turns_are_dropped(conversations: Conversations) -> None:
    begun = conversations.begin()
    for number in range(1, 4):
        conversations.keep(begun.id, answered(f"Question {number}?", id=str(number)))

    conversations.drop_from("2")
    conversations.keep(begun.id, answered("Another one?", id="4"))

    assert [(turn.number, turn.question) for turn in conversations.turns(begun.id)] == [
        (1, "Question 1?"),
        (2, "Another one?"),
    ]


def test_an_answer_that_is_kept_twice_is_two_turns(conversations: Conversations) -> None:
    begun = conversations.begin()
    first, second = (conversations.keep(begun.id, answered("Why?")) for _ in range(2))

    assert first.id != second.id
    assert second.id == second.answer.id
    assert conversations.turns(begun.id) == [first, second]


def test_feedback_is_kept_changed_and_taken_back(conversations: Conversations) -> None:
    begun = conversations.begin()
    for id in "12":
        conversations.keep(begun.id, answered("Why?", id=id))

    conversations.rate("2", good=False, reason=" It cites the wrong bridge. ")
    conversations.rate("1", good=True)
    rated = conversations.rated()

    assert [(turn.id, turn.feedback.good, turn.feedback.reason) for turn in rated if turn.feedback] == [
        ("2", False, "It cites the wrong bridge."),
        ("1", True, ""),
    ]
    assert conversations.rate("2", good=None).feedback is None
    assert [turn.id for turn in conversations.rated()] == ["1"]


def test_an_overlong_reason_is_wrong_use(conversations: Conversations) -> None:
    conversations.keep(conversations.begin().id, answered("Why?"))

    with pytest.raises(UsageError, match="2001 characters"):
        conversations.rate("a1", good=False, reason="x" * 2001)


def test_unknown_ids_are_told_apart_from_empty_ones(conversations: Conversations) -> None:
    attempts = (
        lambda: conversations.get("x"),
        lambda: conversations.turns("x"),
        lambda: conversations.latest("x", 1),
        lambda: conversations.rename("x", "y"),
        lambda: conversations.remove("x"),
        lambda: conversations.keep("x", answered("Why?")),
    )
    for attempt in attempts:
        with pytest.raises(ConversationNotFoundError, match="no conversation x"):
            attempt()
    for missing in (lambda: conversations.drop_from("x"), lambda: conversations.rate("x", good=True)):
        with pytest.raises(TurnNotFoundError, match="no answer x"):
            missing()
    assert conversations.turns(conversations.begin().id) == []


def test_threads_that_answer_at_once_get_numbers_of_their_own(conversations: Conversations) -> None:
    begun = conversations.begin()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda id: conversations.keep(begun.id, answered("Why?", id=id)), string.ascii_letters))

    assert [turn.number for turn in conversations.turns(begun.id)] == list(range(1, 53))
    assert {turn.id for turn in conversations.turns(begun.id)} == set(string.ascii_letters)


def test_the_latest_turns_come_in_their_order(conversations: Conversations) -> None:
    begun = conversations.begin()
    for number in range(1, 5):
        conversations.keep(begun.id, answered(f"{number}?", id=str(number)))

    assert [turn.question for turn in conversations.latest(begun.id, 2)] == ["3?", "4?"]


def test_a_turn_says_that_it_was_stopped(conversations: Conversations) -> None:
    stopped = replace(answered("Why?"), notices=(Notice(STOPPED, "Stopped."),))
    begun = conversations.begin()

    assert conversations.keep(begun.id, stopped).stopped
    assert not conversations.keep(begun.id, answered("Why?", id="b")).stopped

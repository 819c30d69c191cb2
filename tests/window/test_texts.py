"""What the window says: the same in every language, with numbers and days as people write them."""

import ast
import string
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.answer import Coverage
from assistant.window.phrases import library_line, rests_on, update_line
from assistant.window.texts import LANGUAGES, read_phrases, texts_in
from index.updating import UpdateProgress
from tests.fake_assistant import FakeStatus

WINDOW = Path(__file__).parents[2] / "assistant" / "window"
SAY, SAG = texts_in("en"), texts_in("de")


def placeholders(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def said() -> set[str]:
    """Every sentence that the code names in full."""
    calls = [
        node
        for path in WINDOW.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "say" and isinstance(node.args[0], ast.Constant)
    ]
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences_with_the_same_places_for_values(language: str) -> None:
    english, other = read_phrases("en"), read_phrases(language)
    assert other.keys() == english.keys()
    assert {key: placeholders(text) for key, text in other.items()} == {
        key: placeholders(text) for key, text in english.items()
    }


def test_every_sentence_that_is_said_is_there() -> None:
    assert len(said()) > 100
    assert said() - read_phrases("en").keys() == set()


@pytest.mark.parametrize(
    ("asked", "spoken"), [("de", "de"), ("de-AT", "de"), ("EN-gb", "en"), ("fr", "en"), ("", "en"), ("../de", "en")]
)
def test_an_unknown_language_is_english(asked: str, spoken: str) -> None:
    assert texts_in(asked).language == spoken


def test_numbers_and_days_are_written_as_the_language_has_them() -> None:
    assert (SAY.counted("articles", 2017), SAG.counted("versions", 2017)) == ("2,017 articles", "2.017 Fassungen")
    assert (SAY.day("2024-12-03T08:00:00Z"), SAG.day("2024-12-03")) == ("3 Dec 2024", "3. Dez. 2024")
    assert (SAY.month(date(2024, 12, 1)), SAG.number(0.24)) == ("Dec 2024", "0,24")
    assert (SAG.language_name("en"), SAY.language_name("no such")) == ("Englisch", "no such")


@pytest.mark.parametrize(("iso", "day"), [(None, ""), ("spring", "spring")])
def test_a_day_that_is_none_stays_as_it_is(iso: str | None, day: str) -> None:
    assert SAY.day(iso) == day


@pytest.mark.parametrize(("when", "told"), [(20, "Today"), (19, "Yesterday"), (14, "Last seven days"), (1, "Earlier")])
def test_ages_are_told_in_words(when: int, told: str) -> None:
    now = datetime(2024, 12, 20, 12, 0, tzinfo=UTC)
    assert SAY.age(now.replace(day=when), now) == told


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (FakeStatus("", 1, None), "1 article"),
        (
            FakeStatus("", 2017, "2024-12-01", waiting_articles=3),
            "2,017 articles, newest 1 Dec 2024, 3 not searchable yet",
        ),
        (FakeStatus("", 0, None), "No articles yet. Add some to begin."),
    ],
)
def test_the_library_line_counts_articles_and_names_the_newest_day(status: FakeStatus, line: str) -> None:
    assert library_line(SAY, status) == line


def test_progress_tells_passages_rate_and_time_left() -> None:
    progress = UpdateProgress("indexing", articles=2, passages=120, characters=60_000, characters_total=180_000)
    assert update_line(SAY, progress, 4.0) == "Indexed 120 passages, 30 a second, about 8 s left"


def test_progress_makes_no_estimate_before_there_is_anything_to_go_by() -> None:
    assert update_line(SAY, UpdateProgress("indexing", characters_total=900), 0.0) == "Indexed 0 passages"
    assert update_line(SAY, UpdateProgress("reading", articles=1), 3.0) == "Read 1 article"


@pytest.mark.parametrize(("seconds", "told"), [(0.2, "1 s"), (89, "89 s"), (200, "3 min"), (7300, "2 h")])
def test_durations_are_as_exact_as_an_estimate(seconds: float, told: str) -> None:
    assert SAY.duration(seconds) == told


def test_an_answer_tells_how_many_reports_are_independent() -> None:
    assert rests_on(SAY, Coverage(4, 3, 2, None, 99)) == "From 4 articles of 3 outlets, 2 independent reports"
    assert rests_on(SAY, Coverage(1, 1, None, None, 99)) == "From 1 article of 1 outlet"

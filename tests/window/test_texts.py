"""What the window says by itself."""

import pytest

from assistant.answer import Coverage
from assistant.window import texts
from index.updating import UpdateProgress
from tests.fakes import FakeStatus


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (FakeStatus("", 14, "2024-12-13"), "14 articles, newest 13 Dec 2024"),
        (FakeStatus("", 1, None), "1 article"),
        (
            FakeStatus("", 2017, "2024-12-01", waiting_articles=3),
            "2,017 articles, newest 1 Dec 2024, 3 not searchable yet",
        ),
        (FakeStatus("", 0, None), "No articles yet. Add some to begin."),
    ],
)
def test_the_library_line_counts_articles_and_names_the_newest_day(status: FakeStatus, line: str) -> None:
    assert texts.library_line(status) == line


@pytest.mark.parametrize(
    ("iso", "day"),
    [("2024-11-22T09:30:00+00:00", "22 Nov 2024"), ("2024-11-02", "2 Nov 2024"), (None, ""), ("spring", "spring")],
)
def test_days_are_written_for_people(iso: str | None, day: str) -> None:
    assert texts.day(iso) == day


def test_progress_tells_passages_rate_and_time_left() -> None:
    progress = UpdateProgress("indexing", articles=2, passages=120, characters=60_000, characters_total=180_000)
    assert texts.update_line(progress, 4.0) == "Indexed 120 passages, 30 a second, about 8 s left"


def test_progress_makes_no_estimate_before_there_is_anything_to_go_by() -> None:
    assert texts.update_line(UpdateProgress("indexing", characters_total=900), 0.0) == "Indexed 0 passages"
    assert texts.update_line(UpdateProgress("reading", articles=1), 3.0) == "Read 1 article"


@pytest.mark.parametrize(("seconds", "told"), [(0.2, "1 s"), (89, "89 s"), (200, "3 min"), (7300, "2 h")])
def test_durations_are_as_exact_as_an_estimate(seconds: float, told: str) -> None:
    assert texts.duration(seconds) == told


def test_an_answer_tells_how_many_reports_are_independent() -> None:
    assert texts.rests_on(Coverage(4, 3, 2, None, 99)) == "From 4 articles of 3 outlets, 2 independent reports"
    assert texts.rests_on(Coverage(1, 1, None, None, 99)) == "From 1 article of 1 outlet"

"""Rankings fused by reciprocal rank, and nearness in time."""

from datetime import date

import pytest

from index.fusion import add_nearness_in_time, best_first, fuse

TODAY = date(2024, 11, 29)


def test_a_place_is_worth_one_over_sixty_and_its_rank() -> None:
    assert fuse([["bridge", "strike"]]) == {"bridge": 1 / 21, "strike": 1 / 22}


def test_places_in_several_rankings_add_up() -> None:
    scores = fuse([["bridge", "strike"], ["strike"]])
    assert scores["strike"] == pytest.approx(1 / 22 + 1 / 21)
    assert best_first(scores) == ["strike", "bridge"]


def test_two_second_places_beat_one_first_place() -> None:
    assert best_first(fuse([["a", "both"], ["b", "both"]]))[0] == "both"


def test_a_dict_counts_as_the_order_of_its_keys() -> None:
    assert fuse([{"bridge": 0.9, "strike": 0.2}]) == fuse([["bridge", "strike"]])


def test_no_ranking_gives_no_score() -> None:
    assert fuse([]) == fuse([[], []]) == {}


def test_the_day_itself_adds_what_a_first_place_brings() -> None:
    assert add_nearness_in_time({"a": 0.0}, {"a": TODAY}, TODAY, 1.0) == {"a": 1 / 21}


@pytest.mark.parametrize("day", [date(2024, 10, 30), date(2024, 12, 29)], ids=["30 days before", "30 days after"])
def test_thirty_days_away_on_either_side_halve_it(day: date) -> None:
    assert add_nearness_in_time({"a": 0.0}, {"a": day}, TODAY, 1.0)["a"] == pytest.approx(0.5 / 21)


def test_an_unknown_day_adds_what_the_others_gain_on_average() -> None:
    days: dict[str, date | None] = {"today": TODAY, "long ago": date(2004, 1, 1), "none": None}

    scores = add_nearness_in_time({"today": 0.0, "long ago": 0.0, "none": 0.0, "missing": 0.0}, days, TODAY, 1.0)

    assert scores["none"] == scores["missing"] == pytest.approx(0.5 / 21)


def test_where_no_day_is_known_nothing_is_added() -> None:
    assert add_nearness_in_time({"a": 0.25}, {"a": None}, TODAY, 1.0) == {"a": 0.25}


def test_the_weight_says_how_many_first_places_the_day_itself_is_worth() -> None:
    assert add_nearness_in_time({"a": 0.0}, {"a": TODAY}, TODAY, 0.3)["a"] == pytest.approx(0.3 / 21)


def test_among_old_articles_nearness_changes_next_to_nothing() -> None:
    days: dict[str, date | None] = {"older": date(2020, 1, 1), "old": date(2020, 3, 1)}
    scores = add_nearness_in_time({"older": 1 / 21, "old": 1 / 22}, days, TODAY, 1.0)
    assert best_first(scores) == ["older", "old"]


def test_best_first_goes_by_score_then_by_id() -> None:
    assert best_first({"b": 0.5, "c": 0.9, "a": 0.5}) == ["c", "a", "b"]

"""What was to be added when the program ended is begun again at the next start."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.adding_later import MOST_TRIES, Addition, go_on
from assistant.assistant import Assistant
from assistant.job_runner import MOST_AT_ONCE, JobOrder
from assistant.jobs import JobResult, JobState
from assistant.running import Begun
from assistant.settings import Settings
from assistant.wiring import open_assistant
from assistant.world import World
from corpus.reading.draft import Draft
from tests.conftest import SMALL_MODELS
from tests.small_world import page_html
from tests.web import Internet, Web

STORM = Addition(text=Draft("The storm tore the roof off the fish market.", "Storm", authors=("Ines Garrowby",)))
PAGE = Addition("http://harbourpost.example/heron")


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


def opened(data: Path, web: Web) -> Assistant:
    world = World(dialling=lambda: Internet(web).dialling())
    return open_assistant(settings=Settings(data=data), models=replace(SMALL_MODELS, world=world))


def cut_off(data: Path, web: Web, *additions: Addition) -> None:
    """A program that ends while these wait for their turn."""
    with opened(data, web) as assistant:
        for addition in additions:
            order = addition.order()
            assistant.database.execute(
                """INSERT INTO job (kind, name, begun_at, state, counts, skipped, again)
                VALUES (?, ?, '2026-11-01T00:00:00+00:00', 'queued', '{}', '[]', ?)""",
                (order.kind, order.name, order.again),
            )


def titles(assistant: Assistant) -> list[str]:
    return sorted(version.article.title for version in assistant.articles())


def test_what_a_stop_cut_off_is_added_at_the_next_start_and_once(tmp_path: Path, web: Web) -> None:
    web.add("/heron", page_html("Heron", "A heron nested on the church roof at Wexby."))
    cut_off(tmp_path, web, STORM, PAGE)
    with opened(tmp_path, web) as assistant:
        go_on(assistant)
        assistant.runner.join()
        assert titles(assistant) == ["Heron", "Storm"]
        [storm] = [one.article for one in assistant.articles() if one.article.title == "Storm"]
        assert storm.authors == ("Ines Garrowby",)
        jobs = len(assistant.jobs())
        go_on(assistant)
        assert len(assistant.jobs()) == jobs


def test_a_job_that_runs_when_the_program_ends_is_begun_again(tmp_path: Path, web: Web) -> None:
    with opened(tmp_path, web) as assistant:
        assistant.runner.start(STORM.order(), waits_for_its_end)
    with opened(tmp_path, web) as assistant:
        go_on(assistant)
        assistant.runner.join()
        assert titles(assistant) == ["Storm"]


def test_a_job_that_somebody_stops_is_over(tmp_path: Path, web: Web) -> None:
    with opened(tmp_path, web) as assistant:
        id = assistant.runner.start(STORM.order(), waits_for_its_end)
        assistant.runner.stop(assistant.job(id))
        assistant.runner.join()
        assert (assistant.job(id).state, assistant.runner.cut_off()) == (JobState.STOPPED, [])


def test_a_job_that_somebody_stops_while_it_waits_is_not_begun_again(tmp_path: Path, web: Web) -> None:
    with opened(tmp_path, web) as assistant:
        for number in range(MOST_AT_ONCE):
            assistant.runner.start(JobOrder("add", "slow", f"slow {number}"), waits_for_its_end)
        id = assistant.runner.start(STORM.order(), STORM.work(assistant))
        assistant.runner.stop(assistant.job(id))
    with opened(tmp_path, web) as assistant:
        assert assistant.runner.cut_off() == []


def test_what_cannot_be_read_any_more_is_left_and_the_rest_goes_on(tmp_path: Path, web: Web) -> None:
    cut_off(tmp_path, web, STORM)
    with opened(tmp_path, web) as assistant:
        assistant.database.execute(
            """INSERT INTO job (kind, name, begun_at, state, counts, skipped, again)
            SELECT kind, name, begun_at, state, counts, skipped, '{"tries": "many"}' FROM job"""
        )
        go_on(assistant)
        assistant.runner.join()
        assert (titles(assistant), assistant.runner.cut_off()) == (["Storm"], [])


def test_what_never_ends_is_left_after_some_tries(tmp_path: Path, web: Web) -> None:
    cut_off(tmp_path, web, replace(STORM, tries=MOST_TRIES))
    with opened(tmp_path, web) as assistant:
        go_on(assistant)
        assistant.runner.join()
        assert (titles(assistant), assistant.runner.cut_off()) == ([], [])


def test_an_address_where_nothing_can_be_had_fails_and_is_over(tmp_path: Path, web: Web) -> None:
    with opened(tmp_path, web) as assistant:
        id = assistant.runner.start(PAGE.order(), PAGE.work(assistant))
        assistant.runner.join()
        assert (assistant.job(id).state, assistant.runner.cut_off()) == (JobState.FAILED, [])


def waits_for_its_end(begun: Begun) -> JobResult:
    while not begun.stopped():
        time.sleep(0.01)
    return JobResult()

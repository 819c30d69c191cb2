"""Sources looked at in the background: a folder that is watched, a page that is added, a library that is closed."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.wiring import open_assistant
from assistant.world import Models, World
from corpus.connecting import Dialling
from tests.small_world import MILK, SHUT, SITE, RunningClock, SmallWorld, item, page_html, soon, titles
from tests.web import Reply, Web


def test_a_watched_folder_is_noticed_by_itself(world: SmallWorld, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("One\n\nThe first of two.", encoding="utf-8")
    with world.open() as assistant:
        assistant.add_source(str(folder))
        assistant.poll()
        (folder / "two.txt").write_text("Two\n\nThe second of two.", encoding="utf-8")
        world.clock.forward(seconds=11)

        assert soon(lambda: titles(assistant) == ["One", "Two"])
        assert soon(lambda: [job.counts.added for job in assistant.jobs()] == [1, 1])


@pytest.mark.parametrize("change", ["written", "new", "gone", "below"])
def test_a_change_in_a_watched_folder_is_answerable_within_two_seconds(
    world: SmallWorld, tmp_path: Path, change: str
) -> None:
    folder = tmp_path / "articles"
    (folder / "inner").mkdir(parents=True)
    for name in ("one", "two", "inner/three"):
        (folder / f"{name}.txt").write_text(f"{name}\n\nIt is the first text.", encoding="utf-8")
    running = replace(world, clock=RunningClock())
    with running.open() as assistant:
        assistant.add_source(str(folder))
        assistant.poll()
        time.sleep(1.2)  # it was glanced at since
        before = titles(assistant)
        match change:
            case "written":
                (folder / "one.txt").write_text("changed\n\nIt is another text.", encoding="utf-8")
            case "new":
                (folder / "four.txt").write_text("four\n\nIt is new.", encoding="utf-8")
            case "gone":
                (folder / "one.txt").unlink()
            case "below":
                (folder / "inner" / "three.txt").write_text("changed\n\nIt is another text.", encoding="utf-8")

        assert soon(lambda: titles(assistant) != before, within_s=2.0)


def test_a_round_without_news_leaves_no_job(world: SmallWorld) -> None:
    feed = world.feed("/feed", item(None, guid="1", title="One", text=SHUT), etag='"a"')
    with world.open() as assistant:
        assistant.add_source(feed)
        for _ in range(5):
            world.clock.forward(hours=1)
            assistant.look()

        assert world.web.asked("/feed") == 6
        assert len(assistant.jobs()) == 1


def test_a_library_can_be_closed_while_a_site_is_slow(world: SmallWorld) -> None:
    page = world.web.add("/slow", Reply(body=page_html("Slow", SHUT), delay_s=1), host=SITE)
    feed = world.feed("/feed", item(page, guid="1", title="Slow"))
    with world.open() as assistant:
        assistant.keeper.add(feed)
        assistant.poll()
        assert soon(lambda: world.web.asked("/slow") == 1)

    with world.open() as assistant:
        assert titles(assistant) == []
        assistant.look()
        assert titles(assistant) == ["Slow"]


def test_the_last_jobs_are_kept_with_their_results(world: SmallWorld, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with world.open() as assistant:
        assistant.add([tmp_path / "empty.txt"])
        for _ in range(210):
            assistant.add([tmp_path / "empty.txt"])
    with world.open() as assistant:
        jobs = assistant.jobs(1000)

        assert len(jobs) == 200
        assert {job.state for job in jobs} == {"done"}
        assert [(job.kind, job.name, job.counts.skipped) for job in jobs[:1]] == [("add", "empty.txt", 1)]
        assert jobs[0].skipped[0].reason == "it is empty"
        assert jobs[0].id > jobs[1].id


def test_a_job_whose_process_ended_is_told_as_stopped(world: SmallWorld) -> None:
    with world.open() as assistant:
        assistant._parts.jobs.begin("update", "Harbour Post")
    with world.open() as assistant:
        [job] = assistant.jobs()

        assert (job.state, job.message) == ("stopped", "The program ended before it was done; nothing is lost.")


def test_a_new_page_is_answerable_two_seconds_after_its_bytes_arrived(world: SmallWorld, tmp_path: Path) -> None:
    """With the models of words; the real ones are below."""
    page = world.page("/bridge", "Quay Bridge shut", SHUT)
    with world.open() as assistant:
        assistant.poll()
        as_upload(assistant, tmp_path)  # the reader of pages is started by the first
        intake = assistant.take_in([page])
        answerable_s = time.monotonic() - world.web.requests[-1].at

        assert len(intake.report.added) == 1
        assert "Quay Bridge shut" in titles(assistant)
        assert answerable_s <= 2


@pytest.mark.model
def test_a_page_added_while_serving_is_answerable_two_seconds_after_its_bytes_arrived(tmp_path: Path) -> None:
    with Web() as web:
        page = web.add("/bridge", page_html("Quay Bridge shut", SHUT), host=SITE)
        settings = Settings(data=tmp_path / "data", private_hosts=web.opened(SITE))
        models = Models(world=World(dialling=lambda: Dialling(Web.resolver)))
        with open_assistant(settings=settings, models=models) as assistant:
            _serve_for_a_while(assistant, tmp_path)
            intake = assistant.take_in([page])
            arrived = web.requests[-1].at
            answerable_s = time.monotonic() - arrived

            assert len(intake.report.added) == 1
            assert assistant.ask("Who saw cracks in the pins of the bridge?").outcome == "answered"
            assert answerable_s <= 2


def _serve_for_a_while(assistant: Assistant, place: Path) -> None:
    """As a server is that has been asked and added to before: its models are loaded, its reader runs."""
    assistant.warm_up()
    assistant.poll()
    as_upload(assistant, place)


def as_upload(assistant: Assistant, place: Path) -> None:
    (place / "milk.html").write_text(page_html("Milk", MILK), encoding="utf-8")
    assert len(assistant.add([place / "milk.html"]).added) == 1

"""Jobs as they are kept: alone, and with parts."""

import threading
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import BusyError, JobNotFoundError
from assistant.job_runner import JobOrder
from assistant.jobs import JobResult, Jobs, JobState
from assistant.running import Begun
from assistant.wiring import open_assistant
from corpus.article import Article, Skipped
from index.reports import UpdateReport
from tests.conftest import SMALL_MODELS

ORDER = JobOrder("add", "three things", "three things")


@pytest.fixture
def jobs(small_assistant: Assistant) -> Jobs:
    return Jobs(small_assistant.database)


def test_what_begins_inside_a_job_is_part_of_it(jobs: Jobs) -> None:
    id = jobs.queue("add", "three things")
    with jobs.inside(id) as whole:
        for report in (UpdateReport(added=["a"]), UpdateReport(added=["b"], skipped=[Skipped("c", "it is empty")])):
            part = jobs.begin("update", "a source")
            jobs.end(part, JobState.DONE, report)
        jobs.close(whole, whole.state, JobResult(notes=("done",)))
    [job] = jobs.last()
    assert (job.id, job.kind, job.state, job.counts.added, job.counts.skipped) == (id, "add", "done", 2, 1)
    assert job.result == JobResult(articles=("a", "b"), notes=("done",))
    assert job.skipped == (Skipped("c", "it is empty"),)


def test_what_begins_on_another_thread_is_a_job_of_its_own(jobs: Jobs) -> None:
    with jobs.inside(jobs.queue("add", "three things")):
        other = threading.Thread(target=jobs.begin, args=("update", "a source"))
        other.start()
        other.join()
    assert [job.kind for job in jobs.last()] == ["update", "add"]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], "done"),
        (["done", "failed"], "done"),
        (["failed", "failed"], "failed"),
        (["done", "stopped"], "stopped"),
    ],
)
def test_a_job_failed_where_all_of_its_parts_did(jobs: Jobs, parts: list[str], whole: str) -> None:
    with jobs.inside(jobs.queue("add", "things")) as made:
        for part in parts:
            jobs.end(jobs.begin("update", "a source"), JobState(part), UpdateReport())
    assert made.state == whole


def test_a_job_that_is_not_there_is_said(jobs: Jobs) -> None:
    with pytest.raises(JobNotFoundError, match="There is no job 7"):
        jobs.get(7)


def test_work_that_fails_fails_its_job_with_the_reason(small_assistant: Assistant) -> None:
    def work(begun: Begun) -> JobResult:
        raise OSError("no room is left")

    def fault(begun: Begun) -> JobResult:
        raise ZeroDivisionError("words of an article")

    for failing, message in ((work, "no room is left"), (fault, "Something broke. The program's log says what.")):
        id = small_assistant.runner.start(ORDER, failing)
        small_assistant.runner.join()
        job = small_assistant.job(id)
        assert (job.state, job.message) == ("failed", message)


def test_work_that_fails_as_it_is_asked_to_end_was_stopped(small_assistant: Assistant) -> None:
    begun_working = threading.Event()

    def work(begun: Begun) -> JobResult:
        begun_working.set()
        while not begun.stopped():
            pass
        raise OSError("the library was closed")

    id = small_assistant.runner.start(ORDER, work)
    assert begun_working.wait(10)
    small_assistant.runner.stop(small_assistant.job(id))
    small_assistant.runner.join()
    assert small_assistant.job(id).state == "stopped"


def test_a_job_stops_when_the_library_is_closed_and_what_it_did_is_kept(tmp_path: Path) -> None:
    begun_working = threading.Event()

    with open_assistant(tmp_path / "data", models=SMALL_MODELS) as assistant:

        def work(begun: Begun) -> JobResult:
            assistant.add_articles(iter([Article("a", "Storm", "The storm tore the roof off.")]))
            begun_working.set()
            while not begun.stopped():
                pass
            return JobResult()

        id = assistant.runner.start(ORDER, work)
        assert begun_working.wait(10)
    with open_assistant(tmp_path / "data", models=SMALL_MODELS) as assistant:
        assert assistant.job(id).state == "stopped"
        assert [version.article.title for version in assistant.articles()] == ["Storm"]


def test_nothing_begins_once_the_library_is_being_closed(small_assistant: Assistant) -> None:
    small_assistant.runner.stop_all()
    with pytest.raises(BusyError, match="is ending"):
        small_assistant.runner.start(ORDER, lambda begun: JobResult())

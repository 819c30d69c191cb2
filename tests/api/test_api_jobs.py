"""Jobs over HTTP: looked at, watched, stopped."""

import threading

import httpx

from assistant.assistant import Assistant
from assistant.job_runner import MOST_LIVE, JobOrder
from assistant.jobs import JobResult
from assistant.running import Begun
from index.progress import UpdateProgress
from tests.api.conftest import STORM, add_text, events_of, problem_of


class Slow:
    """Work that reports twice, and ends when it is stopped or let go."""

    def __init__(self) -> None:
        self.reported, self.go_on = threading.Event(), threading.Event()

    def __call__(self, begun: Begun) -> JobResult:
        begun.progress(UpdateProgress("indexing", 10, 100, 5000, 20_000))
        self.reported.set()
        while not (self.go_on.wait(0.01) or begun.stopped()):
            pass
        return JobResult(notes=("done",))


def start(library: Assistant, work: Slow, subject: str = "slow") -> int:
    id = library.runner.start(JobOrder("update", "Harbour Post", subject), work)
    assert work.reported.wait(10)
    return id


def test_a_job_tells_articles_passages_and_the_time_left(client: httpx.Client, library: Assistant) -> None:
    work = Slow()
    job = client.get(f"/v1/jobs/{start(library, work)}").json()
    progress = job["progress"]
    assert (job["state"], progress["stage"], progress["articles"], progress["passages"]) == (
        "running",
        "indexing",
        10,
        100,
    )
    assert progress["fraction"] == 0.25
    assert abs(progress["left_s"] - 3 * progress["elapsed_s"]) < 0.5
    work.go_on.set()


def test_a_job_is_watched_until_it_is_over(client: httpx.Client, library: Assistant) -> None:
    work = Slow()
    id = start(library, work)
    with client.stream("GET", f"/v1/jobs/{id}/events") as response:
        events = events_of(response)
        name, job = next(events)
        assert (name, job["progress"]["passages"]) == ("progress", 100)
        work.go_on.set()
        *_, (name, job) = events
    assert (name, job["state"], job["progress"], job["notes"]) == ("job", "done", None, ["done"])


def test_a_job_is_stopped(client: httpx.Client, library: Assistant) -> None:
    id = start(library, Slow())
    assert client.post(f"/v1/jobs/{id}/stop").status_code == 202
    with client.stream("GET", f"/v1/jobs/{id}/events") as response:
        *_, (_, job) = events_of(response)
    assert job["state"] == "stopped"


def test_the_same_work_is_not_begun_twice(library: Assistant) -> None:
    work = Slow()
    id = start(library, work)
    assert library.runner.start(JobOrder("update", "Harbour Post", "slow"), work) == id
    work.go_on.set()


def test_too_many_jobs_are_refused_with_when_to_try_again(client: httpx.Client, library: Assistant) -> None:
    works = [Slow() for _ in range(MOST_LIVE)]
    for number, work in enumerate(works):
        library.runner.start(JobOrder("update", "Harbour Post", f"slow {number}"), work)
    refused = client.post("/v1/articles", json={"text": STORM})
    assert problem_of(refused) == (429, "busy")
    assert int(refused.headers["retry-after"]) > 0
    for work in works:
        work.go_on.set()


def test_jobs_are_listed_newest_first_and_by_state(client: httpx.Client) -> None:
    add_text(client, "Storm over Wexby", STORM)
    client.post("/v1/articles", params={"wait": 10}, json={"text": "…"})
    listed = client.get("/v1/jobs").json()
    assert [job["state"] for job in listed["jobs"]] == ["failed", "done"]
    assert client.get("/v1/jobs", params={"state": "done"}).json()["total"] == 1
    assert problem_of(client.get("/v1/jobs", params={"state": "odd"})) == (422, "invalid_request")


def test_a_job_that_is_not_there_is_said(client: httpx.Client) -> None:
    for response in (client.get("/v1/jobs/99"), client.get("/v1/jobs/99/events"), client.post("/v1/jobs/99/stop")):
        assert problem_of(response) == (404, "job_not_found")

"""Sources over HTTP."""

import httpx
import pytest

from assistant.access.scopes import Scope
from tests.api.conftest import problem_of
from tests.small_world import SITE, SmallWorld, item


@pytest.fixture
def feed(world: SmallWorld) -> str:
    page = world.page("/lighthouse", "Lighthouse sold", "The lighthouse was sold to a baker from Dunmarrow.")
    return world.feed("/feed.xml", item(page, title="Lighthouse sold"))


def add(client: httpx.Client, address: str) -> str:
    job = client.post("/v1/sources", params={"wait": 30}, json={"address": address}).json()
    assert job["state"] == "done", job
    [id] = job["sources"]
    return str(id)


def test_a_feed_is_added_and_read_at_once(client: httpx.Client, feed: str) -> None:
    id = add(client, feed)
    [source] = client.get("/v1/sources").json()["sources"]
    assert (source["id"], source["kind"], source["articles"], source["paused"]) == (id, "feed", 1, None)
    assert source["next_at"] > source["last_at"]
    assert client.get(f"/v1/sources/{id}").json() == source
    assert client.get("/v1/articles", params={"source": id}).json()["total"] == 1


def test_a_source_is_looked_at_again_as_a_job(client: httpx.Client, feed: str) -> None:
    id = add(client, feed)
    job = client.post(f"/v1/sources/{id}/update", params={"wait": 30}).json()
    assert (job["kind"], job["source_id"], job["state"]) == ("update", id, "done")
    assert client.post(f"/v1/sources/{id}/retry", params={"wait": 30}).json()["state"] == "done"
    assert client.post("/v1/sources/update", params={"wait": 30}).json()["name"] == "all sources"


def test_a_source_is_paused_resumed_and_forgotten_and_its_articles_stay(client: httpx.Client, feed: str) -> None:
    id = add(client, feed)
    paused = client.post(f"/v1/sources/{id}/pause").json()
    assert (paused["paused"], paused["next_at"]) == ("Paused by hand.", None)
    assert client.post(f"/v1/sources/{id}/resume").json()["paused"] is None
    assert client.delete(f"/v1/sources/{id}").status_code == 204
    assert client.get("/v1/sources").json() == {"sources": []}
    assert client.get("/v1/articles").json()["total"] == 1


@pytest.mark.parametrize("deed", ["update", "retry", "pause", "resume"])
def test_a_source_that_is_not_there_is_said(client: httpx.Client, deed: str) -> None:
    assert problem_of(client.post(f"/v1/sources/none/{deed}")) == (404, "source_not_found")


def test_a_source_that_cannot_be_had_fails_its_job_with_the_reason(client: httpx.Client, world: SmallWorld) -> None:
    world.page("/there", "There", "It is there.")
    address = f"http://{SITE}:{world.web.port}/nowhere"
    job = client.post("/v1/sources", params={"wait": 30}, json={"address": address}).json()
    assert (job["state"], job["sources"]) == ("failed", [])
    assert "404" in job["message"]


def test_a_folder_of_the_server_is_a_source_for_whoever_may_administer(client: httpx.Client, world: SmallWorld) -> None:
    folder = world.directory / "articles"
    folder.mkdir()
    (folder / "otters.txt").write_text("Otters are back\n\nForty otters were counted along the river Orle.")
    assert Scope.ADMIN.covers(Scope.WRITE)
    id = add(client, str(folder))
    assert client.get(f"/v1/sources/{id}").json()["kind"] == "folder"

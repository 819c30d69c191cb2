"""Articles over HTTP: added in three ways, listed, read, compared, deleted."""

from urllib.parse import quote

import httpx

from assistant.assistant import Assistant
from corpus.article import Article
from tests.api.conftest import OTTERS, STORM, add_text, problem_of
from tests.small_world import SmallWorld


def test_a_text_is_added_with_what_is_said_about_it(client: httpx.Client) -> None:
    id = add_text(
        client,
        "Storm over Wexby",
        STORM,
        url="https://post.example/storm",
        outlet="Harbour Post",
        authors=["Ida Quill"],
        published="27 February 2026",
    )
    article = client.get(f"/v1/articles/{id}").json()
    assert article["title"] == "Storm over Wexby"
    assert article["text"] == STORM
    assert (article["outlet"], article["authors"], article["published"]) == (
        "Harbour Post",
        ["Ida Quill"],
        "2026-02-27",
    )
    assert (article["version"], article["answers"], len(article["versions"])) == (1, True, 1)
    assert client.post("/v1/ask", json={"question": "storm tore roof off fish market"}).json()["outcome"] == "answered"


def test_what_takes_long_is_a_job_with_an_address(client: httpx.Client) -> None:
    begun = client.post("/v1/articles", json={"text": STORM})
    assert begun.status_code in (200, 202)
    job = client.get(begun.headers["location"]).json()
    assert job["id"] == begun.json()["id"]
    assert job["kind"] == "add"


def test_a_text_that_holds_none_fails_its_job_with_the_reason(client: httpx.Client) -> None:
    job = client.post("/v1/articles", params={"wait": 10}, json={"text": "…"}).json()
    assert (job["state"], job["message"]) == ("failed", "it holds no article text")


def test_a_page_is_added_by_its_address(client: httpx.Client, world: SmallWorld) -> None:
    url = world.page("/lighthouse", "Lighthouse sold", "The lighthouse was sold to a baker from Dunmarrow.")
    job = client.post("/v1/articles", params={"wait": 30}, json={"url": url}).json()
    assert (job["state"], job["counts"]["added"], len(job["sources"])) == ("done", 1, 1)
    assert client.get(f"/v1/articles/{job['articles'][0]}").json()["title"] == "Lighthouse sold"


def test_a_page_that_cannot_be_had_fails_its_job_with_the_reason(client: httpx.Client, world: SmallWorld) -> None:
    url = world.page("/there", "There", "It is there.").replace("/there", "/nowhere")
    job = client.post("/v1/articles", params={"wait": 30}, json={"url": url}).json()
    assert job["state"] == "failed"
    assert "404" in job["message"]


def test_files_are_added_under_their_own_names_and_leave_nothing(client: httpx.Client, library: Assistant) -> None:
    files = [
        ("files", ("otters.txt", f"Otters are back\n\n{OTTERS}".encode())),
        ("files", ("../../etc/pictures.xyz", b"\x00\x01\x02" * 400)),
    ]
    job = client.post("/v1/articles/files", params={"wait": 30}, files=files).json()
    assert (job["counts"]["added"], job["counts"]["skipped"]) == (1, 1)
    assert [one["name"] for one in job["skipped"]] == ["pictures.xyz"]
    again = client.post("/v1/articles/files", params={"wait": 30}, files=files[:1]).json()
    assert again["counts"]["unchanged"] == 1
    directory = library.status().data_directory
    assert directory not in client.get("/v1/jobs").text
    assert [path for path in library._parts.directory.path.rglob("*") if "otters" in path.name] == []


def test_the_list_comes_a_page_at_a_time_and_is_narrowed(client: httpx.Client) -> None:
    add_text(client, "Storm over Wexby", STORM, outlet="Harbour Post", published="2026-02-27")
    add_text(client, "Otters are back", OTTERS, outlet="Valley Courier", published="2026-02-20")

    def titles(**asked: str | int) -> list[str]:
        page = client.get("/v1/articles", params=asked).json()
        return [one["title"] for one in page["articles"]]

    assert titles() == ["Storm over Wexby", "Otters are back"]
    assert client.get("/v1/articles", params={"limit": 1, "offset": 1}).json()["total"] == 2
    assert titles(limit=1, offset=1) == ["Otters are back"]
    assert titles(q="otters") == titles(outlet="Valley Courier") == titles(until="2026-02-21") == ["Otters are back"]
    assert problem_of(client.get("/v1/articles", params={"outlet": "Nobody"})) == (422, "filter_unknown")
    assert problem_of(client.get("/v1/articles", params={"limit": 0})) == (422, "invalid_request")
    assert problem_of(client.get("/v1/articles", params={"colour": "red"})) == (422, "invalid_request")


def test_what_can_be_narrowed_to_is_counted(client: httpx.Client) -> None:
    add_text(client, "Storm over Wexby", STORM, outlet="Harbour Post", published="2026-02-27", tags=["weather"])
    add_text(client, "Otters are back", OTTERS, outlet="Valley Courier")
    facets = client.get("/v1/facets").json()
    assert {(one["value"], one["articles"]) for one in facets["outlets"]} == {
        ("Harbour Post", 1),
        ("Valley Courier", 1),
    }
    assert (facets["articles"], facets["undated"], facets["newest"]) == (2, 1, "2026-02-27")
    assert client.get("/v1/facets", params={"tag": "weather"}).json()["articles"] == 1


def test_versions_are_read_and_compared(client: httpx.Client, library: Assistant) -> None:
    for text in (STORM, STORM.replace("Nobody", "One man")):
        library.add_articles(iter([Article("storm", "Storm over Wexby", text)]))
    assert client.get("/v1/articles/storm/versions/1").json()["text"] == STORM
    assert [one["number"] for one in client.get("/v1/articles/storm").json()["versions"]] == [1, 2]
    changes = client.get("/v1/articles/storm/versions/2/changes").json()
    pieces = [piece for paragraph in changes["paragraphs"] for piece in paragraph]
    assert (changes["old"], changes["new"]) == (1, 2)
    assert [piece["text"] for piece in pieces if piece["kind"] == "removed"] == ["Nobody"]
    assert [piece["text"] for piece in pieces if piece["kind"] == "added"] == ["One man"]
    first = client.get("/v1/articles/storm/versions/1/changes").json()
    assert {piece["kind"] for paragraph in first["paragraphs"] for piece in paragraph} == {"added"}
    assert problem_of(client.get("/v1/articles/storm/versions/3")) == (404, "article_not_found")


def test_an_article_whose_id_holds_slashes_is_reached(client: httpx.Client, library: Assistant) -> None:
    library.add_articles(iter([Article("news/2026/storm über", "Storm over Wexby", STORM)]))
    path = f"/v1/articles/{quote('news/2026/storm über', safe='')}"
    assert client.get(path).json()["article_id"] == "news/2026/storm über"
    assert client.get(f"{path}/versions/1").json()["version"] == 1
    assert client.delete(path).status_code == 204


def test_a_deleted_article_is_gone(client: httpx.Client) -> None:
    id = add_text(client, "Storm over Wexby", STORM)
    assert client.delete(f"/v1/articles/{id}").status_code == 204
    assert problem_of(client.get(f"/v1/articles/{id}")) == (404, "article_not_found")
    assert problem_of(client.delete(f"/v1/articles/{id}")) == (404, "article_not_found")
    assert client.post("/v1/ask", json={"question": "storm roof fish market"}).json()["outcome"] == "refused"

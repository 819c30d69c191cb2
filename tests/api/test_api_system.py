"""Status, health, readiness, numbers, the index and the backup over HTTP."""

import re
import time
import zipfile
from io import BytesIO
from pathlib import Path

import httpx
import pytest

from assistant.assistant import Assistant
from tests.api.conftest import STORM, add_text


def test_the_status_counts_and_tells_no_path(client: httpx.Client, library: Assistant) -> None:
    add_text(client, "Storm over Wexby", STORM, published="2026-02-27")
    response = client.get("/v1/status")
    status = response.json()
    assert (status["articles"], status["versions"], status["newest"]) == (1, 1, "2026-02-27")
    assert library.status().data_directory not in response.text


def test_it_is_ready_once_the_models_are_loaded(client: httpx.Client, library: Assistant) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    cold = client.get("/readyz")
    assert (cold.status_code, cold.json()["models"]) == (503, False)
    library.warm_up()
    warm = client.get("/readyz")
    assert (warm.status_code, warm.json()) == (
        200,
        {"ready": True, "models": True, "library": True, "index": "current"},
    )


def test_a_library_that_cannot_be_read_is_not_ready_and_still_alive(client: httpx.Client, library: Assistant) -> None:
    library.database.close()
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["library"]) == (503, False)
    assert client.get("/healthz").status_code == 200


def test_the_numbers_count_questions_requests_and_articles_and_hold_no_words(client: httpx.Client) -> None:
    id = add_text(client, "Storm over Wexby", STORM)
    client.get(f"/v1/articles/{id}")
    client.post("/v1/ask", json={"question": "storm tore roof off fish market"})
    client.post("/v1/ask", json={"question": "Who is the president of Ruritania?"})
    client.get("/v1/articles/ruritania")
    numbers = client.get("/metrics").text
    assert 'assistant_questions_total{mode="quoting",outcome="answered"} 1.0' in numbers
    assert 'assistant_questions_total{mode="quoting",outcome="refused"} 1.0' in numbers
    assert 'assistant_stage_seconds_count{stage="retrieve"} 2.0' in numbers
    asked = 'assistant_requests_total{method="GET",route="/v1/articles/{article_id}",status="200"} 1.0'
    assert asked in numbers
    assert "assistant_articles 1.0" in numbers
    assert re.search(r"assistant_passages [1-9]", numbers)
    for word in ("ruritania", "storm", "Wexby", id):
        assert word.casefold() not in numbers.casefold()


def test_a_refused_request_is_counted_too(client: httpx.Client) -> None:
    client.get("/v1/nothing-here")
    assert 'route="other",status="404"' in client.get("/metrics").text


@pytest.mark.parametrize("deed", ["verify", "rebuild", "compact"])
def test_the_index_is_kept_in_order_as_a_job(client: httpx.Client, deed: str) -> None:
    add_text(client, "Storm over Wexby", STORM)
    job = client.post(f"/v1/index/{deed}", params={"wait": 30}).json()
    assert (job["kind"], job["state"]) == (deed, "done"), job
    index = client.get("/v1/index").json()
    assert index["searchable"] == index["total"] > 0
    assert index["rebuilding"] is False


def test_a_backup_is_the_whole_library_and_leaves_nothing_behind(client: httpx.Client, library: Assistant) -> None:
    add_text(client, "Storm over Wexby", STORM)
    response = client.post("/v1/backup")
    assert response.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(response.content)) as archive:
        assert set(archive.namelist()) == {"manifest.json", "library.sqlite3"}
    deadline = time.monotonic() + 5  # it is deleted after the last byte was sent
    while list(Path(library.status().data_directory).glob("backup-*")):
        assert time.monotonic() < deadline

"""Everything that can go wrong is told as problem details with a stable code, and tells nothing else."""

import json
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from assistant.api.problems import STATUSES
from assistant.assistant import Assistant
from tests.api.conftest import STORM, add_text, problem_of, serving


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing-here", 404, "not_found"),
        ("GET", "/nothing-here", 404, "not_found"),
        ("PUT", "/v1/ask", 405, "method_not_allowed"),
        ("DELETE", "/v1/status", 405, "method_not_allowed"),
        ("GET", "/v1/jobs/seven", 422, "invalid_request"),
        ("GET", "/v1/articles/none", 404, "article_not_found"),
    ],
)
def test_the_framework_s_own_refusals_are_problems_too(
    client: httpx.Client, method: str, path: str, status: int, code: str
) -> None:
    response = client.request(method, path)
    assert problem_of(response) == (status, code)
    assert (status != 405) or response.headers["allow"]


def test_what_is_no_json_is_said(client: httpx.Client) -> None:
    headers = {"Content-Type": "application/json"}
    assert problem_of(client.post("/v1/ask", content=b'{"question": ', headers=headers)) == (400, "invalid_body")
    assert problem_of(client.post("/v1/ask", content=b"\xff\xfe\x00", headers=headers)) == (400, "invalid_body")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_body_of_another_kind_is_refused(client: httpx.Client, content_type: str) -> None:
    response = client.post("/v1/ask", content=b'{"question": "x"}', headers={"Content-Type": content_type})
    assert problem_of(response)[0] == 415


def test_a_body_that_is_too_large_is_refused(client: httpx.Client) -> None:
    assert problem_of(client.post("/v1/ask", json={"question": "x" * 5_000_000}))[0] == 413


def test_what_breaks_is_told_without_its_words(library: Assistant, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise RuntimeError("secret in /etc/secret")

    def with_fault(app: FastAPI, assistant: Assistant) -> FastAPI:
        app.add_api_route("/v1/broken", broken, openapi_extra={"x-scope": "ask"})
        return app

    with serving(library, window=with_fault) as client:
        response = client.get("/v1/broken", headers={"X-Request-Id": "abc-1"})
    assert problem_of(response) == (500, "internal_error")
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert response.json()["request_id"] == response.headers["x-request-id"] == "abc-1"
    assert any(getattr(record, "fields", {}).get("request_id") == "abc-1" for record in caplog.records)


def test_a_library_that_broke_is_told_without_its_path(client: httpx.Client, library: Assistant) -> None:
    library.database.close()
    response = client.get("/v1/articles")
    assert problem_of(response) == (503, "library_unavailable")
    assert str(Path(library._parts.directory.path)) not in response.text


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "ü", "a\tb"])
def test_a_request_id_that_is_not_fit_for_a_log_is_replaced(client: httpx.Client, given: str) -> None:
    made = client.get("/healthz", headers={b"X-Request-Id": given.encode()}).headers["x-request-id"]
    assert made != given
    assert len(made) == 32


def test_every_code_is_told_with_one_status() -> None:
    assert all(400 <= status < 600 for status in STATUSES.values())
    assert list(json.loads(json.dumps(STATUSES))) == list(STATUSES)


def test_refusals_name_no_path_of_the_server(client: httpx.Client, library: Assistant) -> None:
    add_text(client, "Storm", STORM)
    directory = library.status().data_directory
    for path in ("/v1/status", "/v1/jobs", "/v1/index", "/v1/sources", "/metrics", "/v1/openapi.json", "/readyz"):
        assert directory not in client.get(path).text

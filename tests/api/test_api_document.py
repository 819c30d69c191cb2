"""The OpenAPI document says what a caller must know about every route."""

from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import pytest

from assistant.api.examples import NAMED
from assistant.api.problems import STATUSES

METHODS = ("get", "post", "put", "patch", "delete")
VIEWS = {
    "Check": "CheckView",
    "Search": "SearchView",
    "Articles": "ArticlePage",
    "Article": "ArticleView",
    "Version": "VersionView",
    "Changes": "ChangesView",
    "Job": "JobView",
    "JobDone": "JobView",
    "Jobs": "JobPageView",
    "Source": "SourceView",
    "Sources": "SourcesView",
    "Conversation": "ConversationView",
    "ConversationLine": "ConversationLine",
    "Conversations": "ConversationPageView",
    "Turn": "TurnView",
    "Index": "IndexView",
    "Status": "StatusView",
    "Facets": "FacetsView",
    "Health": "HealthView",
    "Ready": "ReadyView",
    "NotReady": "ReadyView",
    "Answer": "Answer",
    "Written": "Answer",
}


@pytest.fixture
def document(client: httpx.Client) -> dict[str, Any]:
    response = client.get("/v1/openapi.json")
    assert response.status_code == 200
    document: dict[str, Any] = response.json()
    return document


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Those of the REST API; other doors describe themselves."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item and item[method].get("tags") and "openai" not in item[method]["tags"]:
                yield f"{method} {path}", item[method]


def test_every_operation_names_its_scope_its_failures_and_shows_an_example(document: dict[str, Any]) -> None:
    found = dict(operations(document))
    assert len(found) > 30
    for name, operation in found.items():
        assert operation["x-scope"] in ("open", "ask", "write", "admin"), name
        assert operation["summary"], name
        good = [content for status, content in operation["responses"].items() if status[0] == "2"]
        shown = [one for response in good for one in response.get("content", {}).values()]
        is_empty = "204" in operation["responses"]
        assert is_empty or any("example" in one or "examples" in one or one["schema"] for one in shown), name
        if operation["x-scope"] != "open":
            assert "application/problem+json" in operation["responses"]["default"]["content"], name


def test_whatever_changes_the_library_takes_an_idempotency_key(document: dict[str, Any]) -> None:
    without = {
        name
        for name, operation in operations(document)
        if not name.startswith("get ")
        and "Idempotency-Key" not in [one["name"] for one in operation.get("parameters", ())]
    }
    assert {"post /v1/ask", "post /v1/check", "post /v1/search", "post /v1/backup"} >= {
        name for name in without if name.startswith("post /v1/") and "sign" not in name
    }
    assert not [name for name in without if name.split()[0] in ("put", "patch", "delete")]


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_example_follows_its_schema(document: dict[str, Any], name: str) -> None:
    example = document["components"]["examples"][name]["value"]
    schema = {"$ref": f"#/components/schemas/{VIEWS[name]}", "components": document["components"]}
    jsonschema.validate(example, schema)


def test_the_codes_of_the_document_are_those_of_the_table(document: dict[str, Any]) -> None:
    assert document["components"]["schemas"]["Problem"]["properties"]["code"]["examples"] == sorted(STATUSES)


def test_no_page_of_documentation_is_served_that_loads_from_elsewhere(client: httpx.Client) -> None:
    for path in ("/docs", "/redoc", "/v1/docs", "/openapi.json"):
        assert client.get(path).status_code == 404

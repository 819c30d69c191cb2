"""Conversations over HTTP."""

import httpx
import pytest

from tests.api.conftest import STORM, add_text, problem_of


@pytest.fixture
def conversation(client: httpx.Client) -> str:
    begun = client.post("/v1/conversations", json={"title": "The storm"})
    assert begun.status_code == 201
    assert begun.headers["location"] == f"/v1/conversations/{begun.json()['id']}"
    return str(begun.json()["id"])


def ask(client: httpx.Client, conversation: str, question: str) -> str:
    answer = client.post("/v1/ask", json={"question": question, "conversation": conversation}).json()
    return str(answer["id"])


def test_a_conversation_is_listed_read_renamed_and_deleted(client: httpx.Client, conversation: str) -> None:
    add_text(client, "Storm over Wexby", STORM)
    ask(client, conversation, "storm tore roof off fish market")
    [line] = client.get("/v1/conversations", params={"q": "fish"}).json()["conversations"]
    assert (line["id"], line["title"], line["turns"]) == (conversation, "The storm", 1)
    assert client.get("/v1/conversations", params={"q": "otters"}).json()["total"] == 0
    renamed = client.patch(f"/v1/conversations/{conversation}", json={"title": "Roofs"})
    assert renamed.json()["title"] == "Roofs"
    assert client.get(f"/v1/conversations/{conversation}").json()["title"] == "Roofs"
    assert client.delete(f"/v1/conversations/{conversation}").status_code == 204
    assert problem_of(client.get(f"/v1/conversations/{conversation}")) == (404, "conversation_not_found")


def test_an_answer_is_rated_and_the_rating_taken_back(client: httpx.Client, conversation: str) -> None:
    path = f"/v1/conversations/{conversation}/turns/{ask(client, conversation, 'Who came?')}/rating"
    rated = client.put(path, json={"good": False, "reason": "It is in the second article."}).json()
    assert rated["feedback"]["good"] is False
    assert rated["feedback"]["reason"] == "It is in the second article."
    assert client.put(path, json={"good": None}).json()["feedback"] is None
    assert problem_of(client.put(path, json={})) == (422, "invalid_request")


def test_a_conversation_is_exported_to_read_and_to_check(client: httpx.Client, conversation: str) -> None:
    add_text(client, "Storm over Wexby", STORM)
    ask(client, conversation, "storm tore roof off fish market")
    path = f"/v1/conversations/{conversation}/export"
    exported = client.get(path)
    assert exported.json()["turns"][0]["answer"]["outcome"] == "answered"
    assert exported.json()["versions"][0]["text"] == STORM
    assert exported.headers["content-disposition"] == 'attachment; filename="conversation.json"'
    markdown = client.get(path, params={"format": "md"})
    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert markdown.text.startswith("# The storm")
    assert problem_of(client.get(path, params={"format": "pdf"})) == (422, "invalid_request")


def test_a_turn_is_forgotten_with_those_after_it(client: httpx.Client, conversation: str) -> None:
    first, second, _ = (ask(client, conversation, f"Who came {when}?") for when in ("first", "second", "third"))
    assert client.delete(f"/v1/conversations/{conversation}/turns/{second}").status_code == 204
    assert [turn["id"] for turn in client.get(f"/v1/conversations/{conversation}").json()["turns"]] == [first]


def test_a_turn_is_reached_by_its_own_conversation_alone(client: httpx.Client, conversation: str) -> None:
    turn, other = ask(client, conversation, "Who came?"), client.post("/v1/conversations", json={}).json()["id"]
    assert problem_of(client.delete(f"/v1/conversations/{other}/turns/{turn}")) == (404, "turn_not_found")
    assert problem_of(client.put(f"/v1/conversations/{other}/turns/x/rating", json={"good": True})) == (
        404,
        "turn_not_found",
    )

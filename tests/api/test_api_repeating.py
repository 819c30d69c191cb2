"""Requests sent twice with one Idempotency-Key are done once."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from assistant.api.kept_replies import KeptReplies, Reply
from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.wiring import open_assistant
from index.embedding import Progress, Vectors
from tests.api.conftest import OTTERS, STORM, problem_of, serving
from tests.conftest import SMALL_MODELS
from tests.fakes import WordHashEmbedder

KEY = {"Idempotency-Key": "first-try"}
WAIT = {"wait": 30}


def test_a_request_sent_twice_is_done_once_and_gets_the_same_reply(client: httpx.Client) -> None:
    sent = [client.post("/v1/articles", params=WAIT, json={"text": STORM}, headers=KEY) for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert sent[0].headers["location"] == sent[1].headers["location"]
    assert [one.headers.get("idempotency-replayed") for one in sent] == [None, "true"]
    assert client.get("/v1/jobs").json()["total"] == 1


def test_a_deletion_sent_twice_succeeds_twice(client: httpx.Client) -> None:
    id = client.post("/v1/articles", params=WAIT, json={"text": STORM}).json()["articles"][0]
    assert [client.delete(f"/v1/articles/{id}", headers=KEY).status_code for _ in range(2)] == [204, 204]
    assert client.delete(f"/v1/articles/{id}").status_code == 404


def test_the_same_files_are_the_same_request_whatever_parts_them(client: httpx.Client) -> None:
    def send(text: str) -> httpx.Response:
        files = {"files": ("storm.txt", f"Storm\n\n{text}".encode())}
        return client.post("/v1/articles/files", params=WAIT, files=files, headers=KEY)

    first, second, other = send(STORM), send(STORM), send(OTTERS)
    assert first.request.headers["content-type"] != second.request.headers["content-type"]
    assert first.json() == second.json()
    assert first.json()["counts"]["added"] == 1
    assert problem_of(other) == (422, "idempotency_key_reused")


def test_a_key_that_came_with_another_request_is_refused(client: httpx.Client) -> None:
    client.post("/v1/articles", params=WAIT, json={"text": STORM}, headers=KEY)
    for again in (
        client.post("/v1/articles", params=WAIT, json={"text": OTTERS}, headers=KEY),
        client.post("/v1/conversations", json={}, headers=KEY),
    ):
        assert problem_of(again) == (422, "idempotency_key_reused")


@pytest.mark.parametrize("key", ["", "ü", "x" * 256])
def test_a_key_that_is_none_is_refused(client: httpx.Client, key: str) -> None:
    response = client.post("/v1/conversations", json={}, headers={b"Idempotency-Key": key.encode()})
    assert problem_of(response) == (422, "invalid_request")


class HeldEmbedder(WordHashEmbedder):
    """Waits until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.go_on = threading.Event(), threading.Event()

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.asked.set()
        assert self.go_on.wait(20)
        return super().embed(texts, progress)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[Assistant, HeldEmbedder]]:
    embedder = HeldEmbedder()
    models = replace(SMALL_MODELS, embedder=lambda: embedder)
    with open_assistant(settings=Settings(data=tmp_path / "data"), models=models) as assistant:
        yield assistant, embedder


def test_a_key_whose_first_request_is_not_answered_yet_is_refused(held: tuple[Assistant, HeldEmbedder]) -> None:
    assistant, embedder = held
    with serving(assistant) as client:

        def send() -> httpx.Response:
            return client.post("/v1/articles", params=WAIT, json={"text": STORM}, headers=KEY)

        replies: list[httpx.Response] = []
        first = threading.Thread(target=lambda: replies.append(send()))
        first.start()
        assert embedder.asked.wait(20)
        refused = send()
        embedder.go_on.set()
        first.join()
        assert problem_of(refused) == (409, "idempotency_key_under_way")
        assert refused.headers["retry-after"] == "1"
        assert send().json() == replies[0].json()


def test_a_reply_that_says_later_is_not_kept(client: httpx.Client, library: Assistant) -> None:
    library.runner.stop_all()  # as where the program is ending
    refused = client.post("/v1/articles", json={"text": STORM}, headers=KEY)
    again = client.post("/v1/articles", json={"text": STORM}, headers=KEY)
    assert refused.status_code == again.status_code == 429
    assert "idempotency-replayed" not in again.headers


def test_replies_are_forgotten_after_a_day_and_unanswered_ones_at_the_start(small_assistant: Assistant) -> None:
    database, now = small_assistant.database, datetime(2026, 3, 1, tzinfo=UTC)
    replies = KeptReplies(database, lambda: now)
    assert replies.begin("answered", "a") is None
    replies.keep("answered", Reply(204, {}, b""))
    assert replies.begin("unanswered", "b") is None
    assert replies.begin("unanswered", "b") is not None

    started_again = KeptReplies(database, lambda: now)
    assert started_again.begin("unanswered", "b") is None
    assert started_again.begin("answered", "a") is not None

    a_day_later = KeptReplies(database, lambda: now + timedelta(days=1, seconds=1))
    assert a_day_later.begin("answered", "a") is None

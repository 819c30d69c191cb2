"""A real server on a loopback port over a library in a small world, and a client."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp

from assistant.access.gate import Locks
from assistant.assistant import Assistant
from assistant.server import build_app
from tests.assistant.conftest import lent_reader, world
from tests.loopback import running
from tests.small_world import SmallWorld

__all__ = ["lent_reader", "world"]

STORM = "The storm tore the roof off the fish market in Wexby. Nobody was hurt when the roof came down."
OTTERS = "Forty otters were counted along the river Orle. The count took place in November."


def no_window(app: FastAPI, assistant: Assistant) -> FastAPI:
    """The API alone."""
    return app


@contextmanager
def serving(
    assistant: Assistant, locks: Locks | None = None, window: Callable[[FastAPI, Assistant], FastAPI] = no_window
) -> Iterator[httpx.Client]:
    """A client of a server over this assistant, for as long as the block runs."""
    with serving_app(build_app(assistant, window, locks)) as client:
        yield client


@contextmanager
def serving_app(app: ASGIApp) -> Iterator[httpx.Client]:
    """A client of a server of this application, for as long as the block runs."""
    with running(app) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture
def library(world: SmallWorld) -> Iterator[Assistant]:
    """An empty library."""
    with world.open() as assistant:
        yield assistant


@pytest.fixture
def client(library: Assistant) -> Iterator[httpx.Client]:
    """A client of a server over it."""
    with serving(library) as client:
        yield client


def add_text(client: httpx.Client, title: str, text: str, **told: Any) -> str:
    """Add an article and wait for it; gives its id."""
    job = client.post("/v1/articles", params={"wait": 30}, json={"title": title, "text": text, **told})
    assert job.status_code == 200, job.text
    assert job.json()["state"] == "done", job.text
    return str(job.json()["articles"][0])


def events_of(response: httpx.Response) -> Iterator[tuple[str, Any]]:
    """The events of a stream, as name and data."""
    name = ""
    for line in response.iter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def problem_of(response: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem, which has the form that all have."""
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert {"type", "title", "status", "code", "detail"} <= set(problem)
    assert problem["status"] == response.status_code
    return response.status_code, problem["code"]

"""Every route of the whole application, whoever declared it, against everybody who must not come in.

The routes are taken from the application itself, Gradio's included, so that none can be forgotten here.
"""

import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute, Mount

import ui
from assistant.access.doors import Door, Doors
from assistant.access.gate import Locks
from assistant.access.plans import CLOSED, OPEN
from assistant.access.scopes import Scope
from assistant.assistant import Assistant
from assistant.server import build_app
from assistant.wiring import open_assistant
from tests.conftest import SMALL_MODELS

pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),  # as in test_uploads
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
BASE = "http://127.0.0.1:7860"
OPEN_TO_ALL = {"GET /healthz", "GET /readyz", "GET /sign-in", "POST /sign-in", "POST /sign-out"}
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


@dataclass(frozen=True, slots=True)
class World:
    """The whole application, with a client and one token of each scope."""

    app: FastAPI
    client: TestClient
    bearer: dict[Scope, dict[str, str]]

    def knock(self, door: Door, headers: dict[str, str]) -> int:
        """The status that a request to this door gets, with a JSON body where it changes something."""
        body = b"{}" if door.method in CHANGING else None
        kind = {"Content-Type": door.plan.accepts[0]} if body else {}
        return self.client.request(door.method, filled(door.path), content=body, headers=kind | headers).status_code


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("doors")
    with open_assistant(folder, models=SMALL_MODELS) as assistant:
        yield from _built(assistant)
    gc.collect()  # now, while the loop that Gradio left open is looked past


def _built(assistant: Assistant) -> Iterator[World]:
    app = build_app(assistant, ui.mount, Locks(assistant.tokens, require_token=True))
    issued = {scope: assistant.tokens.add(scope, scope).secret for scope in Scope}
    bearer = {scope: {"Authorization": f"Bearer {secret}"} for scope, secret in issued.items()}
    # not entered: the application is not started, so whatever got past the gate could do nothing and would break
    yield World(app, TestClient(app, base_url=BASE, raise_server_exceptions=False, follow_redirects=False), bearer)


def filled(path: str) -> str:
    """A path that the template stands for."""
    return re.sub(r"\{[^}]*\}", "1", path)


def doors(world: World, *, but: set[str] = frozenset()) -> list[Door]:  # type: ignore[assignment]
    """Every door of the application."""
    return [door for door in Doors.of(world.app.routes).doors if f"{door.method} {door.path}" not in but]


def usable(world: World) -> list[Door]:
    """Those that somebody may come in by."""
    return [door for door in doors(world) if door.plan.needs != CLOSED]


def walked(routes: list[BaseRoute], prefix: str = "") -> Iterator[str]:
    """Every method and path, by a walk of this test's own."""
    for route in iter_route_contexts(routes):
        if isinstance(route.original_route, Mount):
            yield from walked(list(route.original_route.routes), prefix + route.original_route.path)
        else:
            yield from (f"{method} {prefix}{route.path}" for method in route.methods or ["?"])


def test_the_plan_has_every_route_of_the_application(world: World) -> None:
    planned = [f"{door.method} {door.path}" for door in doors(world)]
    assert sorted(planned) == sorted(walked(world.app.routes))
    assert len(planned) > 100
    assert {"POST /gradio_api/queue/join", "GET /gradio_api/file={path_or_url:path}", "GET /"} < set(planned)


def test_every_route_of_ours_says_what_it_needs(world: World) -> None:
    undeclared = [
        f"{sorted(route.methods or [])} {route.path}"
        for route in iter_route_contexts(world.app.routes)
        if not isinstance(route.original_route, Mount)
        and route.path != "/mcp"
        and "x-scope" not in (getattr(route, "openapi_extra", None) or {})
    ]
    assert undeclared == []


def test_nothing_but_health_and_signing_in_is_open(world: World) -> None:
    assert {f"{door.method} {door.path}" for door in doors(world) if door.plan.needs == OPEN} == OPEN_TO_ALL


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"Authorization": "Bearer assistant_1_" + "a" * 43},
        {"Authorization": "Bearer sk-1"},
        {"Cookie": "assistant_session=1_" + "a" * 43},
        {"Cookie": "access-token-unsecure-x=1; assistant_session="},
        {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"},
    ],
)
def test_no_door_opens_without_a_token_or_for_a_wrong_one(world: World, header: dict[str, str]) -> None:
    let_in = {
        door.path: status for door in doors(world, but=OPEN_TO_ALL) if (status := world.knock(door, header)) != 401
    }
    assert let_in == {}


@pytest.mark.parametrize("scope", [Scope.ASK, Scope.WRITE])
def test_no_door_opens_for_a_lower_scope(world: World, scope: Scope) -> None:
    higher = [
        door for door in usable(world) if isinstance(door.plan.needs, Scope) and not scope.covers(door.plan.needs)
    ]
    assert len(higher) >= 3
    assert {door.path: status for door in higher if (status := world.knock(door, world.bearer[scope])) != 403} == {}


@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:7861", "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:7860", "Origin": "http://127.0.0.1.evil.example:7860"},
    ],
)
def test_no_door_opens_for_another_site_whatever_its_token(world: World, header: dict[str, str]) -> None:
    all_of_them = doors(world)
    admin = world.bearer[Scope.ADMIN]
    assert {one.path: status for one in all_of_them if (status := world.knock(one, admin | header)) != 403} == {}


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/html"]
)
def test_no_door_takes_a_body_of_another_kind(world: World, kind: str) -> None:
    changing = [door for door in usable(world) if door.method in CHANGING and kind not in door.plan.accepts]
    header = world.bearer[Scope.ADMIN] | {"Content-Type": kind}
    assert len(changing) >= 8
    assert {door.path: status for door in changing if (status := world.knock(door, header)) != 415} == {}


def test_gradio_routes_that_the_window_does_not_use_are_closed_to_everybody(world: World) -> None:
    closed = [door for door in doors(world) if door.plan.needs == CLOSED]
    assert {"POST /gradio_api/run/{api_name}", "GET /gradio_api/proxy={url_path:path}"} < {
        f"{door.method} {door.path}" for door in closed
    }
    admin = world.bearer[Scope.ADMIN]
    assert {door.path: status for door in closed if (status := world.knock(door, admin)) not in (404, 405)} == {}


def test_other_spellings_of_a_path_come_to_no_other_decision(world: World) -> None:
    """Whoever decides and whoever serves must read a path the same way; where they do not, a door has two locks."""
    for path in ("/gradio_api/%66ile=/etc/passwd", "//gradio_api/file=/etc/passwd", "/gradio_api//file=/etc/passwd"):
        assert world.client.get(path).status_code == 401
        assert world.client.get(path, headers=world.bearer[Scope.ADMIN]).status_code == 404
    for path in (
        "/%76%31/articles",
        "/v1/./articles",
        "/v1/x/../articles",
        "/V1/articles",
        "/v1/articles/",
        "/;/v1/articles",
    ):
        assert world.client.get(path).status_code == 401


def test_health_is_told_to_everybody_and_says_nothing_of_the_library(world: World) -> None:
    for path in ("/healthz", "/readyz"):
        text = world.client.get(path).text
        assert len(text) < 100
        assert "article" not in text

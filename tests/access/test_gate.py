"""The gate around a small application, with real tokens in a real library file."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assistant.access import Scope, may
from assistant.access.gate import Locks
from assistant.access.limits import Limits
from assistant.access.tokens import MIGRATIONS, Tokens
from assistant.server import build_app
from corpus.database import Database

HOST = "127.0.0.1:7860"
BASE = f"http://{HOST}"
SMALL = Limits(requests_per_minute=5, body_bytes=100, upload_bytes=1000, upload_files=2, body_timeout_s=0.5)


@pytest.fixture
def tokens(tmp_path: Path) -> Iterator[Tokens]:
    database = Database(tmp_path / "library.sqlite3", MIGRATIONS)
    yield Tokens(database)
    database.close()


def mount_routes(app: FastAPI, assistant: object) -> FastAPI:
    """A few routes of each kind in the place of the window."""

    async def told(request: Request) -> dict[str, Any]:
        body = await request.body()
        return {"length": len(body), "may": [scope for scope in Scope if may(request, scope)]}

    def stream() -> StreamingResponse:
        def words() -> Iterator[str]:
            for _ in range(400):
                yield "word "
                threading.Event().wait(0.05)

        return StreamingResponse(words())

    upload = {"x-scope": "write", "requestBody": {"content": {"multipart/form-data": {}}}}
    for path, method, extra in (
        ("/", "GET", {"x-scope": "ask", "x-page": True}),
        ("/ask", "POST", {"x-scope": "ask"}),
        ("/write", "POST", {"x-scope": "write"}),
        ("/undeclared", "GET", None),
        ("/upload", "POST", upload),
    ):
        app.add_api_route(path, told, methods=[method], openapi_extra=extra)
    app.add_api_route("/stream", stream, methods=["GET"], openapi_extra={"x-scope": "ask"})
    return app


@dataclass(frozen=True, slots=True)
class Served:
    """A client of an application, and the tokens that it knows."""

    client: TestClient
    tokens: Tokens

    def bearer(self, scope: str, name: str = "") -> dict[str, str]:
        """The header of a new token."""
        return {"Authorization": f"Bearer {self.tokens.add(name or scope, Scope(scope)).secret}"}


Serve = Callable[..., Served]


@pytest.fixture
def serve(tokens: Tokens) -> Iterator[Serve]:
    clients: list[TestClient] = []

    def make(**locks: Any) -> Served:
        app = build_app("", mount_routes, Locks(tokens, **locks))
        clients.append(TestClient(app, base_url=BASE, follow_redirects=False))
        return Served(clients[-1], tokens)

    yield make
    for client in clients:
        client.close()


def test_this_machine_needs_no_token_and_may_do_everything(serve: Serve) -> None:
    served = serve()
    assert served.client.post("/ask", json={}).json() == {"length": 2, "may": ["ask", "write", "admin"]}
    assert served.client.get("/undeclared").status_code == 200


def test_a_token_that_is_presented_counts_also_where_none_is_needed(serve: Serve) -> None:
    served = serve()
    header = served.bearer("ask")
    assert served.client.post("/ask", json={}, headers=header).json()["may"] == ["ask"]
    assert served.client.post("/write", json={}, headers=header).status_code == 403

    served.tokens.revoke("ask")

    assert served.client.post("/ask", json={}, headers=header).json()["code"] == "token_wrong"


def test_a_key_that_is_no_token_of_ours_is_looked_past_where_none_is_needed(serve: Serve) -> None:
    header = {"Authorization": "Bearer sk-anything"}
    assert serve().client.post("/ask", json={}, headers=header).status_code == 200
    assert serve(require_token=True).client.post("/ask", json={}, headers=header).status_code == 401


@pytest.mark.parametrize("locks", [{"require_token": True}, {"beyond": True}, {"names": ["library.example"]}])
def test_wherever_others_may_come_in_nobody_does_without_a_token(serve: Serve, locks: dict[str, Any]) -> None:
    served = serve(**locks)
    refused = served.client.post("/ask", json={})
    assert (refused.status_code, refused.json()["code"]) == (401, "token_required")
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert refused.headers["content-type"] == "application/problem+json"
    assert served.client.post("/ask", json={}, headers=served.bearer("ask")).status_code == 200


def test_who_comes_through_a_proxy_is_not_taken_for_this_machine(serve: Serve) -> None:
    served = serve()
    forwarded = {"X-Forwarded-For": "192.0.2.7"}
    assert served.client.post("/ask", json={}, headers=forwarded).status_code == 401
    assert served.client.post("/ask", json={}, headers=forwarded | served.bearer("ask")).status_code == 200


def test_each_route_wants_its_scope_and_an_undeclared_one_the_most(serve: Serve) -> None:
    served = serve(require_token=True)
    wants = {("POST", "/ask"): "ask", ("POST", "/write"): "write", ("GET", "/undeclared"): "admin"}
    headers = {scope: served.bearer(scope) for scope in ("ask", "write", "admin")}
    for (method, path), needed in wants.items():
        for scope, header in headers.items():
            enough = Scope(scope).covers(Scope(needed))
            answered = served.client.request(method, path, headers=header, json={} if method == "POST" else None)
            assert answered.status_code == (200 if enough else 403), (path, scope)


def test_a_token_revoked_while_the_server_runs_ends_at_once(serve: Serve) -> None:
    served = serve(require_token=True)
    header = served.bearer("ask")
    assert served.client.post("/ask", json={}, headers=header).status_code == 200
    served.tokens.revoke("ask")
    assert served.client.post("/ask", json={}, headers=header).status_code == 401


def test_a_stream_ends_when_its_token_is_revoked(serve: Serve) -> None:
    """Were it not cut, it would last 20 seconds and hold 2,000 characters."""
    served = serve(require_token=True)
    header = served.bearer("ask")
    revoking = threading.Timer(0.3, served.tokens.revoke, ["ask"])
    revoking.start()
    answered = served.client.get("/stream", headers=header)
    revoking.join()
    assert answered.status_code == 200
    assert len(answered.text) < 500


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer", "Bearer ", "bearer x y", "assistant_1_x"])
def test_other_ways_to_authorise_are_none(serve: Serve, header: str) -> None:
    served = serve(require_token=True)
    assert served.client.post("/ask", json={}, headers={"Authorization": header}).status_code == 401
    assert served.client.post(f"/ask?token={header}", json={}, headers={"X-Api-Key": header}).status_code == 401


def test_the_day_of_use_is_noted(serve: Serve) -> None:
    served = serve(require_token=True)
    served.client.post("/ask", json={}, headers=served.bearer("ask"))
    assert served.tokens.all()[0].used_on is not None


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "text/json"]
)
def test_a_json_route_takes_json_alone(serve: Serve, kind: str) -> None:
    answered = serve().client.post("/ask", content=b'{"a": 1}', headers={"Content-Type": kind})
    assert (answered.status_code, answered.json()["code"]) == (415, "content_type_wrong")


def test_json_may_say_its_charset(serve: Serve) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert serve().client.post("/ask", content=b"{}", headers=headers).status_code == 200


def test_an_address_without_a_route_tells_nobody_so_before_the_token_is_seen(serve: Serve) -> None:
    served = serve(require_token=True)
    assert served.client.get("/nothing").status_code == 401
    header = served.bearer("ask")
    assert served.client.get("/nothing", headers=header).json()["code"] == "not_found"
    wrong = served.client.delete("/ask", headers=header)
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")


def test_a_body_too_large_is_refused_before_it_is_read(serve: Serve) -> None:
    answered = serve(limits=SMALL).client.post("/ask", content=b"x" * 101, headers={"Content-Type": "application/json"})
    assert (answered.status_code, answered.json()["code"]) == (413, "body_too_large")


def test_a_body_of_unknown_length_is_cut_off_where_it_gets_too_large(serve: Serve) -> None:
    sent: list[int] = []

    def parts() -> Iterator[bytes]:
        for number in range(50):
            sent.append(number)
            yield b"x" * 30

    answered = serve(limits=SMALL).client.post("/ask", content=parts(), headers={"Content-Type": "application/json"})
    assert answered.status_code == 413
    assert answered.json()["code"] == "body_too_large"


def test_an_upload_has_limits_of_its_own(serve: Serve) -> None:
    client = serve(limits=SMALL).client
    two = [("files", (f"{number}.txt", b"a" * 200)) for number in range(2)]
    assert client.post("/upload", files=two).status_code == 200
    three = [("files", (f"{number}.txt", b"a")) for number in range(3)]
    assert client.post("/upload", files=three).json()["code"] == "too_many_files"
    assert client.post("/upload", files=[("files", ("a.txt", b"a" * 1000))]).json()["code"] == "body_too_large"


def test_a_token_has_so_many_requests_a_minute_and_is_told_when_to_come_back(serve: Serve) -> None:
    served = serve(require_token=True, limits=SMALL)
    header, other = served.bearer("ask"), served.bearer("admin")
    codes = [served.client.post("/ask", json={}, headers=header).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]
    refused = served.client.post("/ask", json={}, headers=header)
    assert refused.json()["code"] == "too_many_requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 12
    assert served.client.post("/ask", json={}, headers=other).status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz", "/nothing", "/sign-in", "/ask"])
@pytest.mark.parametrize("locks", [{}, {"require_token": True}])
def test_whatever_is_answered_carries_the_security_headers(serve: Serve, path: str, locks: dict[str, Any]) -> None:
    headers = serve(**locks).client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] in ("'self'", "'none'")
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert not [name for name in headers if name.startswith("access-control")]


def test_a_fault_inside_carries_them_too(tokens: Tokens) -> None:
    def broken(app: FastAPI, assistant: object) -> FastAPI:
        app.add_api_route("/broken", lambda: json.loads("{"), methods=["GET"])
        return app

    with TestClient(build_app("", broken), base_url=BASE, raise_server_exceptions=False) as client:
        answered = client.get("/broken")
    assert answered.status_code == 500
    assert "content-security-policy" in answered.headers


def test_a_websocket_is_refused(serve: Serve) -> None:
    with pytest.raises(WebSocketDisconnect), serve().client.websocket_connect("/ask"):
        pass

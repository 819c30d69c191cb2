"""Signing in with a browser: a form, a cookie, and what ends it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from assistant.access.gate import Locks
from assistant.access.scopes import Scope
from assistant.access.sign_in_page import safe_path
from assistant.access.tokens import MIGRATIONS, Tokens
from assistant.client.local_key import WithLocalKey
from assistant.server import build_app
from corpus.database import Database
from tests.access.test_gate import BASE, mount_routes


@pytest.fixture
def tokens(tmp_path: Path) -> Iterator[Tokens]:
    database = Database(tmp_path / "library.sqlite3", MIGRATIONS)
    yield Tokens(database)
    database.close()


@pytest.fixture
def client(tokens: Tokens) -> Iterator[TestClient]:
    app = build_app("", mount_routes, Locks(tokens, require_token=True))
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        yield client


def sign_in(client: TestClient, token: str, onward: str = "/", origin: str = BASE) -> Response:
    return client.post("/sign-in", data={"token": token, "next": onward}, headers={"Origin": origin})


def test_who_has_not_signed_in_gets_the_page_to_do_it_on(client: TestClient) -> None:
    page = client.get("/?answer=7")
    assert page.status_code == 401
    assert '<form method="post" action="/sign-in">' in page.text
    assert 'value="/?answer=7"' in page.text
    assert "<script" not in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Accept-Language": "de-AT,de;q=0.9,en;q=0.8"}, '<html lang="de">'),
        ({"Accept-Language": "fr,de;q=0.5"}, '<html lang="de">'),
        ({"Accept-Language": "fr"}, '<html lang="en">'),
        ({"Accept-Language": "de", "Cookie": "aa-language=en"}, '<html lang="en">'),
        ({"Cookie": 'aa-language="><script>'}, '<html lang="en">'),
    ],
)
def test_the_page_speaks_the_language_of_its_reader(client: TestClient, headers: dict[str, str], said: str) -> None:
    page = client.get("/", headers=headers).text
    assert said in page
    assert ("Anmelden" in page) == ("de" in said.partition("lang=")[2])
    assert "<script" not in page


def test_a_token_opens_the_window_and_the_way_leads_on(client: TestClient, tokens: Tokens) -> None:
    answered = sign_in(client, f" {tokens.add('phone', Scope.ASK).secret}\n", "/?answer=7")

    assert (answered.status_code, answered.headers["location"]) == (303, "/?answer=7")
    cookie = answered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/;" in cookie
    assert "; secure" not in cookie
    assert client.get("/").json()["may"] == ["ask"]
    assert "phone" in client.get("/sign-in").text


def test_over_https_the_cookie_never_goes_another_way(client: TestClient, tokens: Tokens) -> None:
    answered = sign_in(client, tokens.add("phone", Scope.ASK).secret, origin=BASE.replace("http:", "https:"))
    assert "; secure" in answered.headers["set-cookie"].lower()


def test_the_cookie_is_not_the_token(client: TestClient, tokens: Tokens) -> None:
    secret = tokens.add("phone", Scope.ASK).secret
    assert secret.rpartition("_")[2] not in sign_in(client, secret).headers["set-cookie"]


def test_a_wrong_token_opens_nothing(client: TestClient) -> None:
    answered = sign_in(client, "assistant_1_" + "a" * 43, '/"><script>')
    assert answered.status_code == 401
    assert "set-cookie" not in answered.headers
    assert 'role="alert"' in answered.text
    assert "<script>" not in answered.text


def test_another_site_can_neither_sign_in_nor_out(client: TestClient, tokens: Tokens) -> None:
    secret = tokens.add("phone", Scope.ASK).secret
    for origin in ("https://evil.example", "null"):
        assert sign_in(client, secret, origin=origin).status_code == 403
    sign_in(client, secret)
    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://evil.example"}
    assert client.post("/sign-out", headers=form).status_code == 403
    assert client.get("/").status_code == 200


def test_signing_out_ends_the_session_also_for_who_kept_the_cookie(client: TestClient, tokens: Tokens) -> None:
    sign_in(client, tokens.add("phone", Scope.ASK).secret)
    kept = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    assert kept

    client.post("/sign-out", headers={"Origin": BASE, "Content-Type": "application/x-www-form-urlencoded"})

    assert client.get("/").status_code == 401
    assert client.get("/", headers={"Cookie": kept}).status_code == 401


def test_the_key_for_programs_of_this_machine_opens_a_session_that_can_be_ended(tokens: Tokens) -> None:
    key = WithLocalKey(tokens)
    app = build_app("", mount_routes, Locks(key, require_token=True))
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        assert sign_in(client, key.secret).status_code == 303
        kept = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        assert client.get("/").json()["may"] == ["ask", "write", "admin"]

        client.post("/sign-out", headers={"Origin": BASE, "Content-Type": "application/x-www-form-urlencoded"})
        assert client.get("/", headers={"Cookie": kept}).status_code == 401
        assert sign_in(client, tokens.add("phone", Scope.ASK).secret).status_code == 303
        assert client.get("/").json()["may"] == ["ask"]


def test_revoking_the_token_ends_the_session(client: TestClient, tokens: Tokens) -> None:
    sign_in(client, tokens.add("phone", Scope.ASK).secret)
    assert client.get("/").status_code == 200
    tokens.revoke("phone")
    assert client.get("/").status_code == 401


def test_a_session_does_what_its_token_may_and_no_more(client: TestClient, tokens: Tokens) -> None:
    sign_in(client, tokens.add("phone", Scope.ASK).secret)
    assert client.post("/ask", json={}, headers={"Origin": BASE}).status_code == 200
    assert client.post("/write", json={}, headers={"Origin": BASE}).status_code == 403
    assert client.post("/ask", json={}, headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_link_from_elsewhere_is_opened_again_with_the_cookie_that_browsers_held_back(client: TestClient) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert 'http-equiv="refresh"' in client.get("/", headers=link).text
    assert 'http-equiv="refresh"' not in client.get("/", headers={**link, "Sec-Fetch-Site": "same-origin"}).text


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\/evil.example", "", "/a\r\nSet-Cookie: x", "x"],
)
def test_the_way_never_leads_to_another_site(wanted: str) -> None:
    assert safe_path(wanted) == "/"
    assert safe_path("/?answer=7") == "/?answer=7"


def test_where_no_token_is_needed_there_is_nothing_to_sign_in_to() -> None:
    with TestClient(build_app("", mount_routes), base_url=BASE, follow_redirects=False) as client:
        assert client.get("/sign-in").headers["location"] == "/"

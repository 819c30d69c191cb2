"""Signing in and out as a person does it, in a real browser, where the server wants a token."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import ui
from assistant.access.gate import Locks
from assistant.access.scopes import Scope
from assistant.access.sign_in_page import SIGN_OUT
from assistant.assistant import Assistant
from assistant.server import build_app
from assistant.window import page_html
from assistant.window.texts import texts_in
from tests.browsing import IN_BROWSER, box, say, violations
from tests.loopback import running
from tests.written import written_library

pytestmark = IN_BROWSER
NAME = "Ana’s <laptop>"
SAG = texts_in("de")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with written_library(tmp_path_factory.mktemp("signing-in")) as library:
        yield library


@pytest.fixture(scope="module")
def window_url(library: Assistant, upload_cache: Path) -> Iterator[str]:
    app = build_app(library, ui.mount, Locks(library.tokens, require_token=True, incoming=upload_cache))
    with running(app) as base:
        yield f"{base}/"


@pytest.fixture
def token(library: Assistant) -> Iterator[str]:
    """What is typed in; it is revoked in the end, unless the test did."""
    yield library.tokens.add(NAME, Scope.WRITE).secret
    if any(one.name == NAME for one in library.tokens.all()):
        library.tokens.revoke(NAME)


@pytest.fixture
def signed_in(context: BrowserContext, window_url: str, token: str) -> Page:
    page = context.new_page()
    page.goto(f"{window_url}?view=library")
    sign_in(page, token)
    expect(box(page)).to_be_attached(timeout=60_000)
    return page


def sign_in(page: Page, token: str) -> None:
    page.get_by_label(say("sign_in.token")).fill(token)
    page.get_by_role("button", name=say("sign_in.button")).click()


def test_who_opens_the_window_is_asked_for_a_token_and_led_on(
    context: BrowserContext, window_url: str, token: str
) -> None:
    page = context.new_page()
    page.goto(f"{window_url}?view=library")
    sign_in(page, "assistant_1_wrong")
    expect(page.get_by_role("alert")).to_have_text(say("sign_in.wrong"))
    sign_in(page, token)
    expect(page.get_by_role("heading", name=say("script.library"))).to_be_visible(timeout=60_000)
    assert page.url == f"{window_url}?view=library"


def test_the_window_says_who_has_signed_in_and_signs_out(signed_in: Page, window_url: str) -> None:
    account = signed_in.locator(".aa-account")
    expect(account).to_contain_text(NAME)
    assert violations(signed_in) == {}
    account.get_by_role("button", name=say("sign_in.out")).click()
    expect(signed_in.get_by_role("heading")).to_have_text(say("sign_in.heading"))
    signed_in.goto(window_url)
    expect(signed_in.get_by_role("heading")).to_have_text(say("sign_in.heading"))


def test_who_was_signed_out_meanwhile_is_told_so_and_can_sign_in_again(
    signed_in: Page, library: Assistant, window_url: str
) -> None:
    library.tokens.revoke(NAME)
    alert = signed_in.locator("#aa-keeping").get_by_role("alert")
    expect(alert).to_contain_text(say("sign_in.ended"), timeout=15_000)
    alert.get_by_role("link", name=say("sign_in.again")).click()
    expect(signed_in.get_by_role("heading")).to_have_text(say("sign_in.heading"))
    assert signed_in.url == f"{window_url}?view=library"


def test_a_question_that_was_not_taken_says_why_in_the_readers_language_and_stays_in_its_box(
    browser: Browser, library: Assistant, window_url: str, token: str
) -> None:
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    page.goto(window_url)
    page.locator("#token").fill(token)
    page.get_by_role("button", name=SAG("sign_in.button")).click()
    question = page.get_by_label(SAG("ask.label"), exact=True)
    question.fill("Why was the bridge shut?", timeout=60_000)
    library.tokens.revoke(NAME)
    question.press("Enter")
    expect(page.locator("#aa-turns").get_by_role("alert")).to_contain_text(SAG("sign_in.ended"))
    expect(question).to_have_value("Why was the bridge shut?")
    expect(page.get_by_text("A token is required")).not_to_be_visible()
    context.close()


def test_where_nobody_has_to_sign_in_nobody_is_asked_to_sign_out(
    context: BrowserContext, library: Assistant, upload_cache: Path
) -> None:
    with running(build_app(library, ui.mount, Locks(library.tokens, incoming=upload_cache))) as base:
        page = context.new_page()
        page.goto(base)
        expect(box(page)).to_be_visible(timeout=60_000)
        expect(page.get_by_role("button", name=say("sign_in.out"))).to_have_count(0)
        page.close()


def test_the_window_signs_out_where_the_gate_does() -> None:
    assert page_html.SIGN_OUT == SIGN_OUT

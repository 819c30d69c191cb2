"""Conversations in a real browser: kept, found again, renamed, saved, deleted; changed, judged, and after a restart.

Every test also fails on a request that leaves this machine and on an error in the browser's console.
"""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browsing import IN_BROWSER, ask, box, open_library, say, served, take_screenshot
from tests.fake_assistant import FakeAssistant
from tests.small_articles import small_library

pytestmark = IN_BROWSER

STRIKE = "Which offer, put together by a mediator, did strikers at the dairies take over three meetings?"
BRIDGE = "When will the Quay Bridge open to cars again, according to the council?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> FakeAssistant:
    """A small library; its conversations lie in a file."""
    return FakeAssistant(tmp_path_factory.mktemp("data"), small_library())


@pytest.fixture(scope="module")
def window_url(assistant: FakeAssistant) -> Iterator[str]:
    """The address of a window over it."""
    with served(assistant) as address:
        yield address


@pytest.fixture(autouse=True)
def nothing_kept(assistant: FakeAssistant) -> None:
    """No conversation of another test."""
    for one in assistant.conversations.page(limit=1000).conversations:
        assistant.conversations.remove(one.id)


def test_a_follow_up_stands_in_the_same_conversation_and_all_of_it_is_there_after_a_reload(page: Page) -> None:
    ask(page, STRIKE)
    ask(page, BRIDGE)
    side = page.locator("#aa-conversations")
    expect(side.get_by_role("link")).to_have_text([re.compile("^Which offer, put together by a mediator")])
    expect(side.get_by_role("link")).to_have_attribute("aria-current", "page")
    page.reload()
    expect(page.locator(".aa-turn")).to_have_count(2)
    page.locator("a.aa-cite").last.click()
    expect(page.locator("#aa-panel mark")).to_contain_text("The Quay Bridge will open to cars again")
    take_screenshot(page, "follow-up")


def test_conversations_are_there_after_a_restart(page: Page, context: BrowserContext, assistant: FakeAssistant) -> None:
    ask(page, STRIKE)
    again = FakeAssistant(assistant.data_directory, small_library())
    with served(again) as address:
        other = context.new_page()
        other.goto(address)
        other.locator("#aa-conversations").get_by_role("link").click()
        other.locator("a.aa-cite").first.click()
        expect(other.locator("#aa-panel mark")).to_contain_text("Strikers at Hollin Vale Dairies")
        take_screenshot(other, "after-restart")
        other.close()


def test_conversations_are_found_renamed_saved_and_deleted(page: Page, assistant: FakeAssistant) -> None:
    ask(page, STRIKE)
    page.get_by_role("button", name=say("side.new"), exact=True).first.click()
    expect(page.locator(".aa-welcome")).to_be_visible()
    ask(page, BRIDGE)
    side = page.locator("#aa-conversations")
    expect(side.get_by_role("link")).to_have_count(2)
    page.get_by_label(say("side.search")).fill("mediator DAIRIES")
    expect(side.get_by_role("link")).to_have_count(1)
    side.get_by_label(re.compile("More for “Which offer")).click()
    side.get_by_role("button", name=say("side.rename")).click()
    page.get_by_role("dialog").get_by_role("textbox").fill("The <b>strike</b>")
    page.get_by_role("dialog").get_by_role("button", name=say("script.rename")).press("Enter")
    expect(side.get_by_role("link")).to_have_text("The <b>strike</b>")
    page.get_by_label(say("side.search")).fill("")
    expect(side.get_by_role("link")).to_have_count(2)
    side.get_by_label("More for “The <b>strike</b>”").click()
    take_screenshot(page, "conversation-menu")
    with page.expect_download() as download:
        side.get_by_role("button", name=say("side.export_markdown")).click()
    assert "301 to 97" in download.value.path().read_text()
    side.get_by_label("More for “The <b>strike</b>”").click()
    with page.expect_download() as download:
        side.get_by_role("button", name=say("side.export_json")).click()
    kept = json.loads(download.value.path().read_text())
    citation, version = kept["turns"][0]["answer"]["citations"][0], kept["versions"][0]
    assert version["text"][citation["start"] : citation["end"]] == citation["quote"]
    side.get_by_label("More for “The <b>strike</b>”").click()
    side.get_by_role("button", name=say("side.delete")).click()
    page.get_by_role("dialog").get_by_role("button", name=say("cancel")).click()
    expect(side.get_by_role("link")).to_have_count(2)
    side.get_by_label("More for “The <b>strike</b>”").click()
    side.get_by_role("button", name=say("side.delete")).click()
    page.get_by_role("dialog").get_by_role("button", name=say("script.delete")).click()
    expect(side.get_by_role("link")).to_have_count(1)
    assert assistant.conversations.page().total == 1


def test_a_question_is_changed_and_what_followed_it_goes(page: Page) -> None:
    ask(page, STRIKE)
    ask(page, BRIDGE)
    first = page.locator(".aa-turn").first
    first.get_by_role("button", name=say("turn.edit")).click()
    expect(box(page)).to_have_value(STRIKE)
    expect(page.locator(".aa-leaving")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(".aa-leaving")).to_have_count(0)
    first.get_by_role("button", name=say("turn.edit")).click()
    box(page).fill("Foghorns and lighthouse lamps?")
    box(page).press("Enter")
    expect(page.locator(".aa-turn")).to_have_count(1)
    expect(page.locator(".aa-turn .aa-tools")).to_be_visible()
    page.reload()
    expect(page.locator(".aa-question")).to_have_text(["You asked: Foghorns and lighthouse lamps?"])


def test_a_changed_question_that_breaks_loses_nothing(page: Page) -> None:
    ask(page, STRIKE)
    page.get_by_role("button", name=say("turn.edit")).click()
    box(page).fill("crash")
    box(page).press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.reload()
    expect(page.locator(".aa-turn")).to_contain_text("301 to 97")


def test_an_answer_is_judged_with_a_reason_that_is_kept(page: Page, assistant: FakeAssistant) -> None:
    turn = ask(page, STRIKE)
    turn.get_by_role("button", name=say("turn.bad")).click()
    turn.get_by_role("button", name=say("reason.incomplete")).click()
    take_screenshot(page, "feedback")
    turn.get_by_role("button", name=say("turn.save_reason")).click()
    expect(page.get_by_text(say("script.saved")).first).to_be_visible()
    [rated] = assistant.conversations.rated()
    assert rated.feedback is not None
    assert (rated.feedback.good, rated.feedback.reason) == (False, "Incomplete")
    page.reload()
    expect(page.get_by_role("button", name=say("turn.bad"))).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=say("turn.bad")).click()
    expect(page.get_by_role("button", name=say("turn.bad"))).to_have_attribute("aria-pressed", "false")
    assert assistant.conversations.rated() == []


def test_a_citation_of_a_removed_article_says_so_and_keeps_its_quote(page: Page, assistant: FakeAssistant) -> None:
    ask(page, BRIDGE)
    bridge = assistant.library.pop("bridge delay/2")
    try:
        page.reload()
        expect(page.locator(".aa-sources")).to_contain_text(say("citation.removed"))
        page.locator("a.aa-cite").first.click()
        panel = page.locator("#aa-panel")
        expect(panel).to_contain_text(say("panel.cited_gone"))
        expect(panel).to_contain_text("The Quay Bridge will open to cars again")
        take_screenshot(page, "removed-citation")
    finally:
        assistant.library[bridge.article.id] = bridge


def test_going_back_shows_what_was_there_before(page: Page) -> None:
    ask(page, STRIKE)
    page.get_by_role("button", name=say("side.new"), exact=True).first.click()
    expect(page.locator(".aa-welcome")).to_be_visible()
    page.go_back()
    expect(page.locator(".aa-turn")).to_contain_text("301 to 97")
    open_library(page)
    page.go_back()
    expect(page.locator(".aa-turn")).to_contain_text("301 to 97")


def test_a_conversation_that_is_gone_is_said_to_be_gone(page: Page, window_url: str) -> None:
    page.goto(f"{window_url}?conversation=gone")
    expect(page.get_by_role("alert")).to_have_text(say("side.gone"))
    expect(ask(page, STRIKE)).to_contain_text("301 to 97")

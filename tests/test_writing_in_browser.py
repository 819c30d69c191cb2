"""Written answers and checked texts in a real browser: the switch, the model's words, what is left open, what fails.

Every test also fails on a request that leaves this machine and on an error in the browser's console.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assistant.status import ModelStatus
from tests.browsing import (
    IN_BROWSER,
    PHONE,
    ask,
    box,
    hard_to_read,
    open_library,
    say,
    served,
    take_screenshot,
    violations,
)
from tests.fake_assistant import FakeAssistant
from tests.small_articles import small_library

pytestmark = IN_BROWSER

STRIKE = "Which offer, put together by a mediator, did strikers at the dairies take over three meetings?"
MODEL = ModelStatus("ollama:qwen3:4b", resting=False, tokens_today=41250, tokens_a_day=200000)
HOLDS = "Strikers at Hollin Vale Dairies voted by 301 to 97 on Wednesday to take an offer put together by a mediator."
FAILS = "Strikers at Hollin Vale Dairies voted by 302 to 97 on Wednesday to take an offer put together by a mediator."


@pytest.fixture(scope="module")
def window_url(tmp_path_factory: pytest.TempPathFactory, upload_cache: Path) -> Iterator[str]:
    """The address of a window over a small library with a model that writes."""
    data = tmp_path_factory.mktemp("data")
    with served(FakeAssistant(data, small_library(), pause_s=0.4, model=MODEL)) as address:
        yield address


def switch(page: Page, mode: str) -> Any:
    return page.get_by_role("radio", name=say(f"mode.{mode}"), exact=True)


def test_the_switch_shows_the_model_and_writing_is_chosen_first(page: Page) -> None:
    expect(switch(page, "writing")).to_be_checked()
    expect(page.locator(".aa-model")).to_have_text("qwen3:4b")
    assert violations(page) == {}
    take_screenshot(page, "writing-switch")


def test_a_written_sentence_looks_different_from_a_quoted_one_and_says_why(page: Page) -> None:
    ask(page, STRIKE)
    page.get_by_text(say("mode.quoting"), exact=True).click()
    ask(page, STRIKE)
    written, quoted = page.locator(".aa-turn").all()

    faces = {
        one.locator(".aa-sentence").first.evaluate("one => getComputedStyle(one).fontFamily")
        for one in (written, quoted)
    }
    assert len(faces) == 2
    expect(written.locator(".aa-worded")).to_have_text(f"{say('mode.written')}{say('answer.worded', model='qwen3:4b')}")
    expect(quoted.locator(".aa-worded")).to_have_count(0)
    expect(written.locator(".aa-sentence").first).to_contain_text("Reportedly:")
    expect(quoted.locator(".aa-sentence").first).not_to_contain_text("Reportedly:")
    written.get_by_role("link", name="Source 1").first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text(say("answer.supported"))
    take_screenshot(page, "written-answer")
    page.keyboard.press("Escape")
    written.get_by_role("link", name="Source 1").first.click()
    expect(page.locator("#aa-panel mark")).to_contain_text("Strikers at Hollin Vale")
    assert violations(page) == {}


def test_while_a_model_writes_the_window_says_so_and_can_be_stopped(page: Page) -> None:
    box(page).fill("Who read a letter from Brandreth, appointed after mediation in October?")
    box(page).press("Enter")
    turn = page.locator(".aa-turn").last
    expect(turn.locator(".aa-working")).to_have_text(say("ask.writing"))
    expect(turn.locator("a.aa-cite")).to_have_count(1)
    page.get_by_role("button", name=say("ask.stop")).click()
    expect(turn).to_contain_text(say("answer.stopped"), timeout=2_000)


def test_what_the_articles_leave_open_and_what_it_cost_are_said(page: Page) -> None:
    turn = ask(page, f"{STRIKE[:-1]} and why?")

    expect(turn).to_contain_text(say("answer.open", parts="and why"))
    expect(turn.locator(".aa-happened summary")).to_contain_text("qwen3:4b: 1,285 tokens")
    turn.locator(".aa-happened summary").click()
    tokens = say("happened.tokens", read="1,200", written="85")
    expect(turn.locator(".aa-unfolded")).to_contain_text(f"ollama:qwen3:4b: {tokens}")
    take_screenshot(page, "writing-cost")


def test_the_choice_is_kept_for_this_browser(page: Page) -> None:
    switch(page, "writing").focus()
    page.keyboard.press("ArrowRight")
    expect(switch(page, "quoting")).to_be_checked()
    page.reload()
    expect(switch(page, "quoting")).to_be_checked()
    expect(ask(page, STRIKE).locator(".aa-sentence").first).not_to_contain_text("Reportedly:")


def test_the_library_says_who_writes_and_what_it_cost_today(page: Page) -> None:
    line = open_library(page).locator("[data-part=model]")
    expect(line).to_have_text(
        f"{say('model.writes', model='ollama:qwen3:4b')} {say('model.tokens_of', number='41,250', most='200,000')}"
    )


def test_a_text_is_checked_sentence_by_sentence_and_its_quotes_open(page: Page) -> None:
    page.get_by_role("button", name=say("script.check"), exact=True).click()
    expect(page.get_by_role("heading", name=say("script.check"))).to_be_focused()
    page.get_by_label(say("check.label")).fill(
        f"The strike\n\n{HOLDS} {FAILS} Yoghurt comes from Bulgaria, experts say."
    )
    page.get_by_role("button", name=say("check.do"), exact=True).click()
    rows = page.locator(".aa-check-list > li")
    expect(rows).to_have_count(4)
    expect(page.locator(".aa-check-sum")).to_have_text(say("check.some", held="1", judged="3"))
    assert [row.get_attribute("class") for row in rows.all()] == ["aa-nothing", "aa-holds", "aa-fails", "aa-fails"]
    expect(rows.nth(1)).to_contain_text(say("check.holds"))
    expect(rows.nth(2)).to_contain_text(say("fault.number", words="302"))
    assert violations(page) == {}
    take_screenshot(page, "check")
    rows.nth(1).get_by_role("link").first.click()
    expect(page.locator("#aa-panel mark")).to_contain_text("301 to 97")
    page.reload()
    expect(page.get_by_label(say("check.label"))).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_new_parts_can_be_read_in_light_and_dark(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    ask(page, STRIKE)
    seen = [".aa-worded", ".aa-worded .aa-tag", ".aa-mode input:checked + span", ".aa-mode input:not(:checked) + span"]
    assert hard_to_read(page, seen) == {}
    page.get_by_role("button", name=say("script.check"), exact=True).click()
    page.get_by_label(say("check.label")).fill(f"{HOLDS} {FAILS}")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".aa-check-list > li")).to_have_count(2)
    assert hard_to_read(page, [".aa-holds .aa-check-mark", ".aa-fails .aa-check-mark", ".aa-fault"]) == {}
    assert violations(page) == {}
    take_screenshot(page, f"check-{scheme}")


def test_all_of_it_speaks_german(page: Page, context: BrowserContext) -> None:
    page.get_by_label(say("settings.language")).select_option("de")
    expect(page.get_by_role("radio", name="Schreiben")).to_be_checked()
    page.get_by_label("Deine Frage").fill(STRIKE)
    page.get_by_label("Deine Frage").press("Enter")
    expect(page.locator(".aa-worded")).to_contain_text("In den Worten von qwen3:4b.", timeout=20_000)
    page.get_by_role("button", name="Text prüfen").click()
    page.get_by_label("Der Text, der geprüft wird").fill(FAILS)
    page.get_by_role("button", name="Prüfen", exact=True).click()
    expect(page.locator(".aa-fault")).to_have_text("Kein Zitat nennt die Zahl „302“.")
    take_screenshot(page, "check-german")


@pytest.mark.parametrize("context_options", [{"viewport": PHONE, "has_touch": True, "is_mobile": True}], ids=["phone"])
def test_it_fits_a_phone(page: Page) -> None:
    ask(page, STRIKE)
    take_screenshot(page, "phone-writing")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator("#aa-composer").evaluate("one => one.scrollWidth <= one.clientWidth")
    assert violations(page) == {}

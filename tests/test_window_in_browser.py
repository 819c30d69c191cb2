"""The chat window in a real browser, from the first question to the phone.

Every test also fails on a request that leaves this machine and on an error in the browser's console.
"""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from assistant.introduction import Introduction, Story
from tests.browsing import IN_BROWSER, PHONE, ask, box, is_dark, say, served, take_screenshot, violations
from tests.fake_assistant import FakeAssistant
from tests.small_articles import small_library

pytestmark = IN_BROWSER

STRIKE = "Which offer, put together by a mediator, did strikers at the dairies take over three meetings?"
STRIKE_QUOTE = (
    "Strikers at Hollin Vale Dairies voted by 301 to 97 on Wednesday to take an offer put together by a mediator, "
    "Lucan Brandreth, over three meetings at the Station Hotel in Dunmarrow."
)
EXAMPLE = "When will the Quay Bridge open to cars again, according to the council?"
INTRODUCTION = Introduction(
    "Three <invented> articles.", (Story("Quay Bridge", "A bridge is shut."), Story("Dairy", "A strike.")), (EXAMPLE,)
)
USABLE_S = 2.0


@pytest.fixture(scope="module")
def window_url(tmp_path_factory: pytest.TempPathFactory, upload_cache: Path) -> Iterator[str]:
    """The address of a window over a small library."""
    data = tmp_path_factory.mktemp("data")
    with served(FakeAssistant(data, small_library(), pause_s=0.2, introduction=INTRODUCTION)) as address:
        yield address


def panel_of(page: Page) -> Any:
    return page.get_by_role("region", name=say("panel.name"), exact=True)


def test_a_question_can_be_typed_two_seconds_after_the_page_was_asked_for(page: Page, window_url: str) -> None:
    begun = time.perf_counter()
    page.goto(window_url)
    expect(box(page)).to_be_focused(timeout=20_000)
    assert time.perf_counter() - begun < USABLE_S


def test_the_first_screen_says_what_the_library_is_and_which_stories_it_tells(page: Page) -> None:
    welcome = page.locator(".aa-welcome")
    expect(welcome).to_contain_text("Three <invented> articles.")
    expect(welcome.locator(".aa-stories li")).to_have_text(["Quay Bridge A bridge is shut.", "Dairy A strike."])
    assert violations(page) == {}
    take_screenshot(page, "first-visit")


def test_sentences_appear_one_by_one_and_are_read_aloud(page: Page) -> None:
    box(page).fill("Who read a letter from Brandreth, appointed after mediation in October?")
    box(page).press("Enter")
    turn = page.locator(".aa-turn").last
    expect(turn).to_contain_text("Reading 12 passages from")
    expect(box(page)).to_have_value("")
    expect(turn.locator("a.aa-cite")).to_have_count(1)
    expect(turn.locator(".aa-working")).to_be_visible()
    expect(page.locator("#aa-live")).to_contain_text(re.compile("mediation|Brandreth"))
    expect(turn.locator(".aa-tools")).to_be_visible()
    expect(turn.locator(".aa-working")).to_have_count(0)
    take_screenshot(page, "answer")


def test_an_answer_is_stopped_and_what_was_shown_stays(page: Page) -> None:
    box(page).fill("Who read a letter from Brandreth, appointed after mediation in October slowly?")
    box(page).press("Enter")
    turn = page.locator(".aa-turn").last
    expect(turn.locator("a.aa-cite")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(turn).to_contain_text(say("answer.stopped"))
    shown = turn.locator("a.aa-cite").count()
    page.reload()
    expect(page.locator(".aa-turn")).to_contain_text(say("answer.stopped"))
    expect(page.locator(".aa-turn a.aa-cite")).to_have_count(shown)
    page.get_by_role("button", name=say("turn.again"), exact=True).click()
    expect(page.locator(".aa-turn .aa-tools")).to_be_visible(timeout=20_000)
    expect(page.locator(".aa-turn")).not_to_contain_text(say("answer.stopped"))
    expect(page.locator(".aa-turn a.aa-cite")).to_have_count(2)


def test_a_marker_shows_its_quote_and_opens_the_article_at_the_quoted_words(page: Page) -> None:
    marker = ask(page, STRIKE).get_by_role("link", name="Source 1").first
    marker.hover()
    card = page.get_by_role("tooltip")
    expect(card).to_contain_text(STRIKE_QUOTE)
    expect(card).to_contain_text("Orle Valley Courier · Owen Skaife · 8 Nov 2024")
    take_screenshot(page, "card")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    marker.click()
    mark = page.locator("#aa-panel mark")
    expect(mark).to_have_text(STRIKE_QUOTE)
    expect(mark).to_be_focused()
    panel = panel_of(page)
    expect(panel).to_contain_text("Orle Valley Courier · Owen Skaife · 8 Nov 2024")
    link = panel.get_by_role("link", name=say("panel.open_at_words"))
    expect(link).to_have_attribute("href", re.compile("^https://orlevalleycourier.example/.*#:~:text="))
    assert violations(page) == {}
    take_screenshot(page, "panel")
    panel.get_by_role("link", name=say("panel.whole")).click()
    expect(panel).to_contain_text("ready to eat in about a year")
    expect(mark).to_have_text(STRIKE_QUOTE)
    panel.get_by_role("button", name=say("panel.close")).click()
    expect(panel).to_be_hidden()


def test_the_panel_goes_from_one_source_to_the_next(page: Page) -> None:
    turn = ask(page, "Who read a letter from Brandreth, appointed after mediation in October?")
    turn.locator("a.aa-cite").first.click()
    panel = panel_of(page)
    expect(panel).to_contain_text("Source 1 of 2")
    first = page.locator("#aa-panel mark").inner_text()
    panel.get_by_role("link", name=say("panel.after")).click()
    expect(panel).to_contain_text("Source 2 of 2")
    assert page.locator("#aa-panel mark").inner_text() != first
    page.keyboard.press("Alt+ArrowLeft")
    expect(panel).to_contain_text("Source 1 of 2")


def test_everything_can_be_done_from_the_keyboard(page: Page) -> None:
    page.keyboard.type(STRIKE)  # the box has the focus from the start
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("In which town?")
    page.keyboard.press("Enter")
    expect(page.locator(".aa-turn .aa-tools")).to_be_visible(timeout=20_000)
    expect(page.locator(".aa-question")).to_contain_text("In which town?")
    marker = page.locator(".aa-turn a.aa-cite").first
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if marker.evaluate("one => one === document.activeElement"):
            break
    expect(marker).to_be_focused()
    expect(page.get_by_role("tooltip")).to_contain_text("Strikers at Hollin Vale")
    assert marker.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#aa-panel mark")).to_be_focused()
    take_screenshot(page, "keyboard")
    page.keyboard.press("Escape")
    expect(page.locator("#aa-panel")).to_be_hidden()
    expect(marker).to_be_focused()
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")


def test_a_refusal_an_error_and_an_answer_look_different(page: Page) -> None:
    ask(page, STRIKE)
    ask(page, "What is the weather on Mars?", shows=".aa-refusal")
    ask(page, "crash", shows=".aa-error")
    answer, refusal = page.locator(".aa-answer"), page.locator(".aa-refusal")
    error = page.get_by_role("alert")
    expect(refusal).to_contain_text(say("refusal.head"))
    expect(refusal).to_contain_text("the newest of 29 Nov 2024")
    expect(error).to_contain_text("The vector store cannot be read.")
    expect(error).not_to_contain_text(say("refusal.head"))
    drawn = "one => getComputedStyle(one).backgroundColor + getComputedStyle(one).borderTopStyle"
    assert len({one.evaluate(drawn) for one in (answer, refusal, error)}) == 3
    assert violations(page) == {}
    take_screenshot(page, "refusal")
    refusal.get_by_role("link", name="Quay Bridge to open on 17 January").click()
    expect(page.locator("#aa-panel h2")).to_have_text("Quay Bridge to open on 17 January")
    expect(page.locator("#aa-panel h2")).to_be_focused()


def test_an_example_is_asked_with_a_click(page: Page) -> None:
    page.get_by_role("button", name=EXAMPLE).click()
    expect(page.locator(".aa-turn").last).to_contain_text("The Quay Bridge will open to cars again")


def test_filters_are_chosen_shown_as_chips_and_taken_away(page: Page) -> None:
    page.get_by_role("button", name=say("filters.button"), exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Harbour Post").click()
    dialog.get_by_label(say("filters.since")).fill("2024-11-01")
    assert violations(page) == {}
    take_screenshot(page, "filters")
    dialog.get_by_role("button", name=say("filters.apply")).click()
    chips = page.locator("#aa-chips li")
    expect(chips).to_have_text(["Harbour Post×", re.compile("From .*2024×")])
    turn = ask(page, STRIKE, shows=".aa-refusal")
    expect(turn.locator(".aa-narrowed li")).to_have_text(["Outlet: Harbour Post", "From 1 Nov 2024"])
    page.get_by_role("button", name="Remove filter Harbour Post").click()
    expect(chips).to_have_count(1)
    page.get_by_role("button", name=re.compile("Remove filter From")).click()
    expect(chips).to_have_count(0)
    expect(box(page)).to_be_focused()
    expect(ask(page, STRIKE)).to_contain_text("301 to 97")


def test_an_answer_is_copied_with_its_citations_and_linked_to(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, EXAMPLE)
    turn = ask(page, STRIKE)
    turn.get_by_role("button", name=say("turn.copy")).click()
    expect(page.get_by_text(say("script.copied"), exact=True).first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0] == f"{STRIKE_QUOTE} [1]"
    assert copied.splitlines()[-1] == (
        f"[1] “{STRIKE_QUOTE}” Creamery strike over after 31 days as 5.4 per cent is accepted, "
        "Orle Valley Courier · Owen Skaife · 8 Nov 2024"
    )
    turn.get_by_role("button", name=say("turn.link")).click()
    link = page.evaluate("navigator.clipboard.readText()")
    other = context.new_page()
    other.goto(link)
    pointed = other.locator(".aa-pointed")
    expect(pointed).to_contain_text("301 to 97")
    expect(pointed.locator(".aa-reply")).to_be_focused()
    expect(other.locator(".aa-turn")).to_have_count(2)


def test_two_windows_do_not_see_each_other(page: Page, context: BrowserContext, window_url: str) -> None:
    ask(page, STRIKE)
    other = context.new_page()
    other.goto(window_url)
    expect(box(other)).to_be_visible()
    ask(other, EXAMPLE)
    expect(other.locator(".aa-question")).to_have_count(1)
    expect(page.locator(".aa-question")).to_have_count(1)


def test_a_question_that_is_asked_while_the_page_still_loads_is_answered(
    context: BrowserContext, window_url: str
) -> None:
    held: list[Route] = []
    page = context.new_page()
    page.route(
        re.compile("component_server"),
        lambda route: held.append(route) if '"begin"' in (route.request.post_data or "") else route.continue_(),
    )
    page.goto(window_url)
    expect(box(page)).to_be_visible()

    box(page).fill(STRIKE)
    box(page).press("Enter")
    expect(page.locator(".aa-question")).to_have_count(1)
    held[0].continue_()

    expect(page.locator("#aa-library")).to_contain_text("newest")
    expect(page.locator(".aa-turn .aa-tools")).to_be_visible()


def test_the_window_speaks_the_browsers_language_until_another_is_chosen(page: Page, context: BrowserContext) -> None:
    page.get_by_label(say("settings.language")).select_option("de")
    expect(page.get_by_label("Deine Frage")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    box_de = page.get_by_label("Deine Frage")
    box_de.fill("What is the weather on Mars?")
    box_de.press("Enter")
    expect(page.locator(".aa-refusal")).to_contain_text("Die Artikel sagen es nicht")
    take_screenshot(page, "german")
    page.reload()
    expect(page.get_by_label("Deine Frage")).to_be_visible()


@pytest.mark.parametrize("context_options", [{"viewport": PHONE, "has_touch": True, "is_mobile": True}], ids=["phone"])
def test_a_phone_shows_all_of_it_without_scrolling_sideways(page: Page) -> None:
    take_screenshot(page, "phone-first-visit")
    assert violations(page) == {}
    turn = ask(page, STRIKE)
    take_screenshot(page, "phone-answer")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator("#aa-main").evaluate("one => one.scrollWidth <= innerWidth")
    turn.get_by_role("link", name="Source 1").first.tap()
    expect(page.locator("#aa-panel mark")).to_be_in_viewport()
    assert page.locator("#aa-panel").evaluate("one => one.scrollWidth <= one.clientWidth")
    take_screenshot(page, "phone-panel")
    page.touchscreen.tap(195, 40)  # beside the sheet
    expect(page.locator("#aa-panel")).to_be_hidden()
    page.get_by_role("button", name=say("side.open")).tap()
    expect(page.locator("#aa-conversations a").first).to_be_in_viewport()
    page.wait_for_timeout(300)
    assert violations(page) == {}
    take_screenshot(page, "phone-side")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    ask(page, STRIKE)
    page.locator(".aa-happened summary").last.click()
    ask(page, "What is the weather on Mars?", shows=".aa-refusal")
    ask(page, "crash", shows=".aa-error")
    page.locator("a.aa-cite").first.click()
    expect(page.locator("#aa-panel mark")).to_be_visible()
    take_screenshot(page, f"colours-{scheme}")
    assert is_dark(page.locator("#aa-side h1")) == (scheme == "dark")
    assert violations(page) == {}

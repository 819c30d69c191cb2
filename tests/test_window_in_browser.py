"""The chat window in a real browser, from the first question to the phone.

Every test also fails on a request that leaves this machine and on an error in the browser's console.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assistant.introduction import Introduction, Story
from assistant.window import texts
from tests.browsing import IN_BROWSER, PHONE, ask, box, hard_to_read, is_dark, served, take_screenshot
from tests.fakes import FakeAssistant, small_library

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


@pytest.fixture(scope="module")
def window_url(tmp_path_factory: pytest.TempPathFactory, upload_cache: Path) -> Iterator[str]:
    """The address of a window over a small library."""
    data = tmp_path_factory.mktemp("data")
    with served(FakeAssistant(data, small_library(), pause_s=0.3, introduction=INTRODUCTION)) as address:
        yield address


def test_the_first_screen_says_what_the_library_is_and_which_stories_it_tells(page: Page) -> None:
    welcome = page.locator("#aa-chat .placeholder")

    expect(welcome).to_contain_text("Three <invented> articles.")
    expect(welcome.get_by_role("listitem")).to_have_text(["Quay Bridge A bridge is shut.", "Dairy A strike."])
    take_screenshot(page, "welcome")


def test_sentences_appear_one_by_one_with_their_markers(page: Page) -> None:
    box(page).fill("Who read a letter from Brandreth, appointed after mediation in October?")
    box(page).press("Enter")
    reply = page.locator("#aa-chat .bot-row").last
    markers = reply.locator("a.aa-cite")
    expect(reply).to_contain_text("Reading 12 passages from")
    expect(box(page)).to_have_value("")
    expect(markers).to_have_count(1)
    expect(reply.locator(".aa-working")).to_be_visible()
    expect(markers).to_have_count(2)
    expect(reply.locator(".aa-footing")).to_be_visible()
    expect(reply.locator(".aa-working")).to_have_count(0)
    take_screenshot(page, "answer")


def test_a_marker_opens_the_panel_with_exactly_the_quoted_words_marked(page: Page) -> None:
    reply = ask(page, STRIKE)
    reply.get_by_role("link", name="Source [1]").first.click()
    mark = page.locator("#aa-panel mark")
    expect(mark).to_have_text(STRIKE_QUOTE)
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    panel = page.get_by_role("complementary", name=texts.PANEL_LABEL)
    expect(panel).to_contain_text("Orle Valley Courier · Owen Skaife · 8 Nov 2024")
    link = panel.get_by_role("link", name=texts.OPEN_AT_WORDS)
    expect(link).to_have_attribute("href", re.compile("^https://orlevalleycourier.example/.*#:~:text="))
    take_screenshot(page, "panel")
    panel.get_by_role("link", name=texts.WHOLE_ARTICLE).click()
    expect(panel).to_contain_text("ready to eat in about a year")
    expect(mark).to_have_text(STRIKE_QUOTE)
    panel.get_by_role("button", name=texts.CLOSE).click()
    expect(panel).to_be_hidden()


def test_everything_can_be_done_from_the_keyboard(page: Page) -> None:
    page.keyboard.type(STRIKE)  # the box has the focus from the start
    page.keyboard.press("Enter")
    expect(page.locator("#aa-chat .aa-footing").last).to_be_visible(timeout=20_000)
    marker = page.locator("#aa-chat a.aa-cite").first
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if marker.evaluate("one => one === document.activeElement"):
            break
    expect(marker).to_be_focused()
    assert marker.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#aa-panel mark")).to_be_focused()
    take_screenshot(page, "keyboard")
    page.keyboard.press("Escape")
    expect(page.locator("#aa-panel")).to_be_hidden()
    expect(marker).to_be_focused()


def test_a_refusal_an_error_and_an_answer_look_different(page: Page) -> None:
    ask(page, STRIKE)
    ask(page, "What is the weather on Mars?", shows=".aa-refusal")
    ask(page, "crash", shows=".aa-error")
    answer, refusal = page.locator("#aa-chat .aa-answer"), page.locator("#aa-chat .aa-refusal")
    error = page.get_by_role("alert")
    expect(refusal).to_contain_text(texts.REFUSED)
    expect(refusal).to_contain_text("the newest of 29 Nov 2024")
    expect(error).to_contain_text("The vector store cannot be read.")
    expect(error).not_to_contain_text(texts.REFUSED)
    drawn = "one => getComputedStyle(one).backgroundColor + getComputedStyle(one).borderTopStyle"
    assert len({one.evaluate(drawn) for one in (answer, refusal, error)}) == 3
    take_screenshot(page, "refusal-and-error")
    refusal.get_by_role("link", name="Quay Bridge to open on 17 January").click()
    expect(page.locator("#aa-panel h2")).to_have_text("Quay Bridge to open on 17 January")
    expect(page.locator("#aa-panel h2")).to_be_focused()


def test_an_example_is_asked_with_a_click(page: Page) -> None:
    take_screenshot(page, "first-sight")
    page.get_by_role("button", name=EXAMPLE).click()
    expect(page.locator("#aa-chat .bot-row").last).to_contain_text("The Quay Bridge will open to cars again")


def test_an_uploaded_file_is_reported_and_answers_right_away(page: Page, tmp_path: Path) -> None:
    articles = int(page.locator("#aa-library").inner_text().split()[0])
    text = "Wardens counted seventeen otters in Castlereach harbour on Sunday."
    (tmp_path / "Otters & the harbour (ü).txt").write_text(text)
    (tmp_path / "scan.pdf").write_text("x")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=texts.ADD_ARTICLES).click()
    chooser.value.set_files([tmp_path / "Otters & the harbour (ü).txt", tmp_path / "scan.pdf"])
    expect(page.locator("#aa-chat .aa-working")).to_contain_text(re.compile("Read 1 article|Indexed .* passages"))
    report = page.locator("#aa-chat .aa-report")
    expect(report).to_contain_text("Added 1 article", timeout=20_000)
    expect(report.get_by_role("link", name="Otters & the harbour (ü)")).to_be_visible()
    expect(report).to_contain_text("scan.pdf: it holds no text")
    expect(page.locator("#aa-library")).to_contain_text(f"{articles + 1} articles")
    expect(ask(page, "How many otters were counted by wardens in Castlereach?")).to_contain_text("seventeen otters")
    take_screenshot(page, "upload")


def test_uploads_leave_no_copies(page: Page, tmp_path: Path, upload_cache: Path) -> None:
    (tmp_path / "Left behind.txt").write_text("Nothing of this stays.")
    with page.expect_response("**/upload*"):
        page.locator("#aa-asking input[type=file]").set_input_files(tmp_path / "Left behind.txt")
    assert list(upload_cache.rglob("Left behind.txt"))
    expect(page.locator("#aa-chat .aa-report")).to_contain_text("Added 1 article", timeout=20_000)
    assert not [path for path in upload_cache.rglob("*") if path.is_file()]


def test_hostile_words_of_articles_and_questions_stay_words(page: Page) -> None:
    question = "<img src=x onerror=window.hurt=0> ![](http://192.0.2.1/q) ${window.hurt=8} $$x$$ lighthouse keepers"
    reply = ask(page, f"{question} foghorns lighthouse")
    expect(page.locator("#aa-chat .user-row")).to_contain_text(question)
    reply.get_by_role("link", name="Source [1]").first.click()
    panel = page.locator("#aa-panel")
    expect(panel.locator("mark").first).to_be_visible()
    expect(panel).to_contain_text("${window.hurt=3} {{value}} <script>window.hurt=4</script>")
    expect(panel.locator("h2")).to_contain_text("<img src=x onerror=window.hurt=2>")
    expect(panel.locator(".aa-out")).to_have_count(0)
    assert page.locator("#aa-chat :is(img, script), #aa-panel :is(img, script)").count() == 0
    assert page.evaluate("window.hurt") is None
    take_screenshot(page, "hostile")


def test_an_answer_is_copied_with_its_sources(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, STRIKE).get_by_role("button", name=texts.COPY).click()
    expect(page.get_by_role("button", name=texts.COPIED)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        f"{STRIKE_QUOTE}[1]\n"
        "[1] Creamery strike over after 31 days as 5.4 per cent is accepted Orle Valley Courier · 8 Nov 2024"
    )


def test_two_windows_do_not_see_each_other(page: Page, context: BrowserContext, window_url: str) -> None:
    ask(page, STRIKE)
    other = context.new_page()
    other.goto(window_url)
    ask(other, EXAMPLE)
    expect(other.locator("#aa-chat .user-row")).to_have_count(1)
    expect(page.locator("#aa-chat .user-row")).to_have_count(1)


@pytest.mark.parametrize("context_options", [{"viewport": PHONE, "has_touch": True, "is_mobile": True}], ids=["phone"])
def test_a_phone_shows_all_of_it_without_scrolling_sideways(page: Page) -> None:
    take_screenshot(page, "phone-first-sight")
    reply = ask(page, STRIKE)
    take_screenshot(page, "phone-answer")
    reply.get_by_role("link", name="Source [1]").first.tap()
    mark = page.locator("#aa-panel mark")
    expect(mark).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator("#aa-panel").evaluate("one => one.scrollWidth <= one.clientWidth")
    take_screenshot(page, "phone-panel")
    page.touchscreen.tap(195, 40)  # beside the sheet
    expect(page.locator("#aa-panel")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("context_options", [{"viewport": {"width": 1280, "height": 860}}], ids=[""])
def test_colours_can_be_read(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.reload()
    ask(page, STRIKE).locator("a.aa-cite").first.click()
    expect(page.locator("#aa-panel mark")).to_be_visible()
    page.keyboard.press("Escape")
    ask(page, "What is the weather on Mars?", shows=".aa-refusal")
    ask(page, "crash", shows=".aa-error").page.locator("a.aa-cite").first.click()
    expect(page.locator("#aa-panel mark")).to_be_visible()
    take_screenshot(page, f"colours-{scheme}")
    assert is_dark(page.locator("#aa-title h1")) == (scheme == "dark")
    shown = ["#aa-title h1", "#aa-library p", ".aa-question", ".aa-answer p", "a.aa-cite", ".aa-by", ".aa-copy"]
    shown += [".aa-searched", ".aa-refusal a", ".aa-error .aa-head", ".aa-meaning", "#aa-add", "#aa-panel mark"]
    shown += ["#aa-panel .aa-text p", "#aa-panel .aa-by", "#aa-panel .aa-links a"]
    assert hard_to_read(page, shown) == {}

"""The Library tab in a real browser: sources, articles, versions, deletion.

Every test also fails on a request that leaves this machine and on an error in the browser's console.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.jobs import Job, JobCounts, JobState
from corpus.article import Article, Publication, Skipped
from corpus.library import Version
from tests.browsing import IN_BROWSER, PHONE, ask, is_dark, open_library, say, served, take_screenshot, violations
from tests.fake_assistant import FakeAssistant
from tests.small_articles import small_library, small_sources

pytestmark = IN_BROWSER

FIFTY = 50
CREAMERY = "Creamery strike over after 31 days as 5.4 per cent is accepted"
BRIDGE = "When will the Quay Bridge open to cars again, according to the council?"


def older(number: int) -> Version:
    """One of many articles."""
    published = Publication.from_iso(f"2019-01-{1 + number % 28:02}")
    return Version(Article(f"old-{number}", f"Old story {number}", "A text.", published=published), 1, "2024-12-01")


@pytest.fixture(scope="module")
def window_url(tmp_path_factory: pytest.TempPathFactory, upload_cache: Path) -> Iterator[str]:
    """The address of a window over a library with more than one page of articles, one of them changed."""
    library = small_library() | {f"old-{number}": older(number) for number in range(FIFTY)}
    now = library["creamery"]
    then = replace(now, article=replace(now.article, text=now.article.text.replace("301 to 97", "299 to 99")))
    library["creamery"] = replace(now, number=2)
    data = tmp_path_factory.mktemp("data")
    skipped = (Skipped("scan.pdf", "it holds no text, only pictures of pages"),)
    job = Job(1, "add", "scan.pdf", None, "2024-12-20T12:00:00+00:00", None, JobState.DONE, None, JobCounts(), skipped)
    assistant = FakeAssistant(data, library, 0.3, kept=small_sources(), old={"creamery": [then]}, done=[job])
    with served(assistant) as address:
        yield address


@pytest.fixture
def tab(page: Page) -> Locator:
    """The library, opened."""
    return open_library(page)


def sure(page: Page) -> Locator:
    """The question before something goes."""
    return page.get_by_role("dialog")


def test_a_source_is_updated_paused_and_removed_from_the_keyboard(page: Page, tab: Locator) -> None:
    expect(tab).to_contain_text("passages searchable")
    expect(tab.locator("[data-part=sources] > ul > li")).to_have_count(3)
    tab.get_by_text("1 entry with a problem").click()
    expect(tab).to_contain_text("https://harbourpost.example/wall: it is behind a paywall")
    take_screenshot(page, "library")
    update = tab.get_by_role("button", name="Update now “Harbour Post”")
    update.press("Enter")
    expect(tab.locator(".aa-working")).to_contain_text(re.compile("Read [123] article|Looking for"))
    expect(tab.get_by_role("button", name="Stop “Harbour Post”")).to_be_focused()
    expect(tab.locator("[data-part=told]")).to_have_text("“Harbour Post”: 1 added")
    expect(update).to_be_focused()
    expect(tab.get_by_role("link", name="News from Harbour Post")).to_be_visible()
    expect(page.locator("#aa-library")).to_contain_text("54 articles")
    tab.get_by_role("button", name="Pause “Harbour Post”").press("Enter")
    expect(tab.get_by_role("button", name="Resume “Harbour Post”")).to_be_focused()
    expect(tab.locator("[data-part=sources] li").first).to_contain_text("paused by hand")
    remove = tab.get_by_role("button", name="Remove “Harbour Post”")
    remove.press("Enter")
    expect(sure(page)).to_contain_text("Remove the source “Harbour Post”? Its articles stay in the library.")
    page.keyboard.press("Escape")
    expect(remove).to_be_focused()
    remove.press("Enter")
    sure(page).get_by_role("button", name=say("sources.remove")).press("Enter")
    expect(remove).to_have_count(0)
    expect(tab.get_by_role("heading", name=say("library.sources_head"))).to_be_focused()


def test_an_address_is_added_or_refused_with_the_reason(page: Page, tab: Locator) -> None:
    address = tab.get_by_label(say("library.address"))
    address.fill("https://nowhere.example/feed")
    tab.get_by_role("button", name=say("library.add"), exact=True).click()
    told = tab.locator("[data-part=told]")
    expect(told).to_contain_text("There is no such host: https://nowhere.example/feed. Check the address.")
    hostile = "https://new.example/<img src=x onerror=window.hurt=12>${window.hurt=13}"
    address.fill(hostile)
    address.press("Enter")
    expect(address).to_have_value("")
    expect(tab.locator(".aa-working")).to_be_visible()
    expect(told).to_have_text(f"Added “{hostile}”: 1 added")
    expect(tab.get_by_role("button", name=f"Update now “{hostile}”")).to_be_visible()
    assert tab.locator("img, script").count() == 0
    assert page.evaluate("window.hurt") is None


def test_articles_are_paged_and_searched_and_opened_with_what_changed(page: Page, tab: Locator) -> None:
    rows = tab.locator("[data-part=articles] li")
    expect(rows).to_have_count(FIFTY)
    tab.get_by_role("button", name=say("library.older")).click()
    expect(tab.get_by_role("button", name=say("library.older"))).to_be_disabled()
    expect(rows.last).to_contain_text("1 Jan 2019")
    tab.get_by_label(say("library.search")).fill("courier STRIKE")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Orle Valley Courier · 8 Nov 2024 · 2 versions")
    link = rows.get_by_role("link")
    link.press("Enter")
    panel = page.get_by_role("region", name=say("panel.name"), exact=True)
    expect(panel.get_by_role("heading", name=CREAMERY)).to_be_focused()
    expect(panel).to_contain_text("ready to eat in about a year")
    panel.get_by_role("link", name=say("panel.what_changed")).click()
    expect(panel.locator("del")).to_have_text(["299", "99"])
    expect(panel.locator("ins")).to_have_text(["301", "97"])
    expect(panel).not_to_contain_text("ready to eat in about a year")
    take_screenshot(page, "changes")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()


def test_a_deleted_article_answers_no_more_and_its_citation_says_so(page: Page, tab: Locator) -> None:
    page.keyboard.press("/")
    ask(page, BRIDGE)
    open_library(page)
    delete = tab.get_by_role("button", name="Delete “Quay Bridge to open on 17 January”")
    delete.click()
    expect(sure(page)).to_contain_text("This cannot be undone.")
    take_screenshot(page, "library-sure")
    sure(page).get_by_role("button", name=say("cancel")).click()
    expect(delete).to_be_visible()
    delete.click()
    sure(page).get_by_role("button", name=say("delete")).click()
    expect(delete).to_have_count(0)
    page.go_back()
    ask(page, BRIDGE, shows=".aa-refusal")
    page.locator(".aa-turn").first.get_by_role("link", name="Source 1").first.click()
    expect(page.locator("#aa-panel")).to_contain_text(say("panel.cited_gone"))


def test_files_are_added_in_the_library_too(page: Page, tab: Locator, tmp_path: Path, upload_cache: Path) -> None:
    (tmp_path / "Herons.txt").write_text("Herons nest at the weir.")
    with page.expect_file_chooser() as chooser:
        tab.get_by_role("button", name=say("library.files")).click()
    chooser.value.set_files(tmp_path / "Herons.txt")
    expect(tab.locator(".aa-report")).to_contain_text("Added 1 article", timeout=20_000)
    expect(tab.get_by_role("button", name="Delete “Herons”")).to_be_visible()
    tab.locator(".aa-report").get_by_role("link", name="Herons").click()
    expect(page.locator("#aa-panel")).to_contain_text("Herons nest at the weir.")
    assert not [path for path in upload_cache.rglob("*") if path.is_file()]


@pytest.mark.parametrize("context_options", [{"viewport": PHONE, "has_touch": True, "is_mobile": True}], ids=["phone"])
def test_a_phone_shows_the_library_without_scrolling_sideways(page: Page, tab: Locator) -> None:
    expect(tab.get_by_text("window.hurt=11").first).to_be_visible()
    take_screenshot(page, "phone-library")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert tab.evaluate("one => one.scrollWidth <= one.clientWidth")
    tab.get_by_role("link", name=CREAMERY).tap()
    expect(page.locator("#aa-panel h2")).to_be_in_viewport()


@pytest.mark.parametrize(
    "context_options",
    [{"viewport": {"width": 1280, "height": 860}, "color_scheme": scheme} for scheme in ("light", "dark")],
    ids=["light", "dark"],
)
def test_the_library_can_be_read(page: Page, tab: Locator, context_options: dict[str, Any]) -> None:
    scheme = context_options["color_scheme"]
    tab.get_by_label(say("library.address")).fill("nowhere")
    tab.get_by_label(say("library.address")).press("Enter")
    expect(tab.locator(".aa-not-done")).to_be_visible()
    tab.get_by_role("link", name=CREAMERY).click()
    page.locator("#aa-panel").get_by_role("link", name=say("panel.what_changed")).click()
    expect(page.locator("#aa-panel ins").first).to_be_visible()
    take_screenshot(page, f"library-{scheme}")
    assert is_dark(tab.locator("h2").first) == (scheme == "dark")
    assert violations(page) == {}


def test_a_picture_shows_the_articles_by_month_and_its_numbers(tab: Locator) -> None:
    expect(tab.locator(".aa-chart")).to_contain_text("Orle Valley Courier")
    tab.get_by_text(say("chart.numbers")).click()
    row = tab.get_by_role("row", name=re.compile("^2024"))
    expect(row).to_contain_text("1")


def test_what_was_kept_out_is_told_with_the_reason_and_articles_are_narrowed_by_state(page: Page, tab: Locator) -> None:
    tab.get_by_text(say("health.why")).click()
    expect(tab.locator("[data-part=health]")).to_contain_text("scan.pdf: it holds no text")
    tab.get_by_label(say("library.show"), exact=True).select_option("retired")
    expect(tab.locator("[data-part=articles]")).to_contain_text(say("library.nothing_found"))


def test_a_backup_is_downloaded_and_leaves_nothing_behind(page: Page, tab: Locator) -> None:
    with page.expect_download() as download:
        tab.get_by_role("link", name=say("library.backup")).click()
    assert download.value.suggested_filename.startswith("library-")
    assert download.value.path().read_text() == "a backup"

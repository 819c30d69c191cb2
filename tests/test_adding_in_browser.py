"""Files that are chosen or dropped in a real browser: each upload is told of, however many there are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import ui
from tests.browsing import IN_BROWSER, ask, box, drop, open_library, say, served, take_screenshot
from tests.fake_assistant import FakeAssistant
from tests.small_articles import small_library

pytestmark = IN_BROWSER

AT_ONCE = 6
REPORTED_MS = 60_000


@pytest.fixture(scope="module")
def window_url(tmp_path_factory: pytest.TempPathFactory, upload_cache: Path) -> Iterator[str]:
    """The address of a window over a small library."""
    with served(FakeAssistant(tmp_path_factory.mktemp("data"), small_library(), pause_s=0.2)) as address:
        yield address


def drop_one_by_one(page: Page, begins: str, number: int) -> list[str]:
    """Files let go of one right after the other; the names of their articles."""
    titles = [f"{begins} {count}" for count in range(number)]
    for title in titles:
        drop(page, {f"{title}.txt": f"{title} was dropped."})
    return titles


def test_a_chosen_file_is_reported_and_answers_right_away(page: Page, tmp_path: Path) -> None:
    articles = int(page.locator("#aa-library").inner_text().split()[0])
    text = "Wardens counted seventeen otters in Castlereach harbour on Sunday."
    (tmp_path / "Otters & the harbour (ü).txt").write_text(text)
    (tmp_path / "scan.pdf").write_text("x")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=say("ask.add")).click()
    chooser.value.set_files([tmp_path / "Otters & the harbour (ü).txt", tmp_path / "scan.pdf"])
    expect(page.locator("#aa-turns .aa-working")).to_contain_text(re.compile("Read 1 article|Indexed .* passages"))
    report = page.locator("#aa-turns .aa-report")
    expect(report).to_contain_text("Added 1 article", timeout=REPORTED_MS)
    expect(report.get_by_role("link", name="Otters & the harbour (ü)")).to_be_visible()
    expect(report).to_contain_text("scan.pdf: it holds no text")
    expect(page.locator("#aa-library")).to_contain_text(f"{articles + 1} articles")
    expect(ask(page, "How many otters were counted by wardens in Castlereach?")).to_contain_text("seventeen otters")
    take_screenshot(page, "upload")


def test_a_dropped_file_is_added_and_leaves_no_copy(page: Page, upload_cache: Path) -> None:
    drop(page, {"Left behind.txt": "Nothing of this stays."})
    expect(page.locator("#aa-turns .aa-report")).to_contain_text("Added 1 article", timeout=REPORTED_MS)
    assert not [path for path in upload_cache.rglob("*") if path.is_file()]


def test_files_dropped_while_others_are_read_are_all_added(page: Page) -> None:
    titles = drop_one_by_one(page, "Dropped on the chat", AT_ONCE)
    reports = page.locator("#aa-turns .aa-report")
    expect(reports).to_have_count(AT_ONCE, timeout=REPORTED_MS)
    assert sorted(reports.get_by_role("link").all_inner_texts()) == titles
    page.wait_for_timeout(1000)  # gradio gives the last news of an upload again when its request has ended
    expect(reports).to_have_count(AT_ONCE)
    expect(page.locator("#aa-turns .aa-working")).to_have_count(0)


def test_the_library_shows_what_came_of_each_until_the_next_are_added(page: Page) -> None:
    reports = open_library(page).locator(".aa-report")
    titles = drop_one_by_one(page, "Dropped on the library", AT_ONCE)
    expect(reports).to_have_count(AT_ONCE, timeout=REPORTED_MS)
    assert sorted(reports.get_by_role("link").all_inner_texts()) == titles
    drop_one_by_one(page, "Dropped later", 1)
    expect(reports).to_have_text([re.compile("Dropped later 0")], timeout=REPORTED_MS)


def test_files_that_too_much_waits_before_are_said_not_to_be_taken(
    context: BrowserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui, "WAITING_QUESTIONS", 1)
    assistant = FakeAssistant(tmp_path, small_library(), pause_s=0.2)
    before = len(assistant.library)
    with served(assistant) as address:
        page = context.new_page()
        page.goto(address)
        expect(box(page)).to_be_visible(timeout=REPORTED_MS)
        drop_one_by_one(page, "Dropped among many", 2 * AT_ONCE)
        told = page.locator("#aa-turns .aa-report, #aa-turns .aa-not-done")
        expect(told).to_have_count(2 * AT_ONCE, timeout=REPORTED_MS)
        refused = page.locator("#aa-turns .aa-not-done")
        assert set(refused.all_inner_texts()) == {say("error.not_taken")}
        assert len(assistant.library) == before + page.locator("#aa-turns .aa-report").count()
        page.close()

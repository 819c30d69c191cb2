"""The Library tab over a real library: a folder is added, its file changes and vanishes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.wiring import open_assistant
from tests.browsing import IN_BROWSER, ask, box, open_library, say, served, take_screenshot
from tests.conftest import SMALL_MODELS

pytestmark = IN_BROWSER

HERONS = "Herons at the weir\n\nWardens counted {} herons nesting at Dunmarrow weir on Sunday.\n"
QUESTION = "Herons nesting at Dunmarrow weir on Sunday, counted by wardens?"


@pytest.fixture(scope="module")
def window_url(tmp_path_factory: pytest.TempPathFactory, upload_cache: Path) -> Iterator[str]:
    """The address of a window over a real library with one article."""
    folder = tmp_path_factory.mktemp("before")
    (folder / "otters.md").write_text("---\ndate: 2024-11-02\n---\n# Otters\n\nOtters came back.\n")
    with open_assistant(tmp_path_factory.mktemp("data"), models=SMALL_MODELS) as assistant:
        assistant.add([folder])
        with served(assistant) as address:
            yield address


def test_a_folder_is_added_and_its_file_changes_and_vanishes(page: Page, tmp_path: Path) -> None:
    herons = tmp_path / "herons.txt"
    herons.write_text(HERONS.format("nine"), encoding="utf-8")
    (tmp_path / "other.txt").write_text("Other\n\nAnother text.\n", encoding="utf-8")
    tab = open_library(page)
    tab.get_by_label(say("library.address")).fill(str(tmp_path))
    tab.get_by_label(say("library.address")).press("Enter")
    told = tab.locator("[data-part=told]")
    expect(told).to_contain_text("2 added", timeout=20_000)
    expect(tab).to_contain_text("passages searchable")
    row = tab.get_by_role("link", name="Herons at the weir")
    expect(row).to_contain_text(say("library.no_date"))

    herons.write_text(HERONS.format("seventeen"), encoding="utf-8")
    update = tab.get_by_role("button", name=f"Update now “{tmp_path.name}”")
    update.click()
    expect(told).to_contain_text("1 changed", timeout=20_000)
    expect(row).to_contain_text("2 versions")
    row.click()
    page.locator("#aa-panel").get_by_role("link", name=say("panel.what_changed")).click()
    expect(page.locator("#aa-panel del")).to_have_text("nine")
    take_screenshot(page, "real-library")
    page.keyboard.press("Escape")

    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(ask(page, QUESTION)).to_contain_text("seventeen herons")
    open_library(page)
    herons.unlink()
    update.click()
    expect(told).to_contain_text("1 retired", timeout=20_000)
    expect(row).to_contain_text(say("library.retired"))
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    ask(page, QUESTION, shows=".aa-refusal")


def test_what_is_no_source_is_refused(page: Page, tmp_path: Path) -> None:
    tab = open_library(page)
    for address in ("http://127.0.0.1:9/feed", str(tmp_path / "missing")):
        tab.get_by_label(say("library.address")).fill(address)
        tab.get_by_label(say("library.address")).press("Enter")
        expect(tab.locator(".aa-not-done")).to_contain_text(address.split("/")[-2], timeout=20_000)

"""What a newcomer does first: the sample library, the real models, a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.introduction import read_introduction
from assistant.wiring import SAMPLE, open_sample
from tests.browsing import IN_BROWSER, ask, say, served, take_screenshot

pytestmark = [*IN_BROWSER, pytest.mark.model]
TROOPS = "How many North Korean troops does Seoul think are in Kursk?"


@pytest.fixture(scope="module")
def window_url(tmp_path_factory: pytest.TempPathFactory, upload_cache: Path) -> Iterator[str]:
    """The sample library, in a directory that uploads may change."""
    with open_sample(tmp_path_factory.mktemp("sample")) as assistant, served(assistant) as address:
        yield address


def test_a_question_is_answered_and_its_quote_opens_at_the_exact_words(page: Page) -> None:
    reply = ask(page, TROOPS)

    expect(reply).to_contain_text("nearly 11,000 North Korean soldiers")
    told = reply.locator(".aa-sentence", has_text="nearly 11,000").locator("a.aa-cite").first
    told.click()
    expect(page.locator("#aa-panel mark").first).to_contain_text("nearly 11,000 North Korean soldiers")
    expect(page.locator("#aa-panel")).to_contain_text("Meridian Dispatch")
    take_screenshot(page, "sample-answer")


def test_what_the_sample_does_not_say_is_refused(page: Page) -> None:
    reply = ask(page, "Who is the president of France?", shows=".aa-refusal")

    expect(reply).to_contain_text(say("refusal.head"))
    expect(reply).to_contain_text("97 articles")
    take_screenshot(page, "sample-refusal")


@pytest.mark.parametrize("question", read_introduction(SAMPLE / "key.json").questions)
def test_each_example_question_gets_a_reply_and_no_error(page: Page, question: str) -> None:
    reply = ask(page, question, shows=".aa-tools")

    expect(reply).not_to_contain_text(say("error.head"))


def test_an_uploaded_article_can_be_asked_right_away(page: Page, tmp_path: Path) -> None:
    ferry = tmp_path / "ferry.txt"
    ferry.write_text("Ferry sold\n\nThe Skell ferry was sold to Corran Lines for £4 on Monday.", encoding="utf-8")

    page.locator("input[type=file]").first.set_input_files(ferry)
    expect(page.locator(".aa-turn").last).to_contain_text(re.compile("1 added|1 article"), timeout=30_000)
    reply = ask(page, "Who bought the Skell ferry?")

    expect(reply).to_contain_text("Corran Lines")
    expect(page.locator("#aa-library")).to_contain_text("98 articles")

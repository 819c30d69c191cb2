"""What many tests share: small models for speed, the real ones where a reader would meet them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from assistant.assistant import Assistant
from assistant.confidence import Confidence
from assistant.settings import silence_libraries
from assistant.wiring import open_assistant, open_sample
from assistant.world import Models
from index.generations import trust
from tests.browsing import CHROMIUM_OPTIONS, box, is_of_leaving, is_ours
from tests.fakes import MemoryVectors, SameWords, WordHashEmbedder, WordJudge, WordRelevance

silence_libraries()

# Answers where a sentence shares words enough with the question; the curve is for the logits of `WordRelevance`, whose
# mean is lower than the best the more sentences are read.
SMALL_MODELS = Models(
    embedder=WordHashEmbedder,
    relevance=WordRelevance,
    nearness=SameWords,
    vectors=lambda directory: MemoryVectors(),
    probe=trust,
    confidence=lambda: Confidence(1.0, 1.0, 0.5),
    judge=lambda relevance: WordJudge(),
)


@pytest.fixture
def small_assistant(tmp_path: Path) -> Iterator[Assistant]:
    """An empty library with models of words alone: opens in milliseconds."""
    with open_assistant(tmp_path / "data", models=SMALL_MODELS) as assistant:
        yield assistant


@pytest.fixture(scope="session")
def sample_assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The sample library with the real models, indexed once for all tests. Tests only ask it."""
    with open_sample(tmp_path_factory.mktemp("sample")) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def upload_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where Gradio puts files that are uploaded."""
    cache = tmp_path_factory.mktemp("uploaded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(cache))
        yield cache


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; where there is none, the tests that want it are skipped and say so."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("no Chromium here: install the package chromium, or Google Chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """How the browser's window is; tests of phones and dark screens give their own."""
    return {"viewport": {"width": 1280, "height": 860}}


@pytest.fixture
def context(browser: Browser, context_options: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser without a history."""
    context = browser.new_context(**context_options)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, window_url: str) -> Iterator[Page]:
    """The window at the module's `window_url`, watched for requests that leave the machine and for errors."""
    page = context.new_page()
    troubles: list[str] = []
    page.on("request", lambda request: None if is_ours(request.url, window_url) else troubles.append(request.url))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(window_url)
    expect(box(page)).to_be_visible(timeout=60_000)
    expect(page.locator("#aa-library")).to_contain_text("newest")
    yield page
    assert [trouble for trouble in troubles if not is_of_leaving(trouble)] == []

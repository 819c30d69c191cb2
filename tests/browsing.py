"""What the browser tests share: a server over an assistant, and what a reader does in the window."""

import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

import ui
from assistant.connections import Connection
from assistant.server import build_app, free_port
from assistant.window.asked import Asked
from assistant.window.texts import texts_in

IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    # Gradio's queue uses parts of pandas that pandas 3 has deprecated; nothing of ours uses pandas
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]
say = texts_in("en")
"""What the window says in the tests' language."""

PHONE = {"width": 390, "height": 844}
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
LEAST_CONTRAST = 4.5
"""Of text with what is behind it: WCAG 2.2, 1.4.3."""

HOST = "127.0.0.1"
SCREENSHOTS = Path(__file__).parent / "screenshots"
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def served(assistant: Asked) -> Iterator[str]:
    """The address of a window over this assistant, for as long as the block runs."""
    port = free_port(HOST, 7900)
    app = build_app(assistant, ui.mount)
    config = uvicorn.Config(
        app, host=HOST, port=port, http=Connection, ws="none", log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield f"http://{HOST}:{port}/"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
    assert not thread.is_alive()


def is_ours(url: str, window_url: str) -> bool:
    """Whether a request stays on this machine."""
    return url.startswith((window_url, "data:", "blob:"))


def is_of_leaving(trouble: str) -> bool:
    """Whether this is what gradio says when a page is left while it listens to its queue."""
    return trouble.startswith("AbortError: signal is aborted") or "Connection errored out" in trouble


def box(page: Page) -> Locator:
    """Where questions are typed."""
    return page.get_by_label(say("ask.label"), exact=True)


def ask(page: Page, question: str, *, shows: str = ".aa-tools") -> Locator:
    """Ask, and give the newest turn once it holds `shows`."""
    turns = page.locator(".aa-turn")
    before = turns.count()
    box(page).fill(question)
    box(page).press("Enter")
    expect(turns).to_have_count(before + 1)
    expect(turns.last.locator(shows)).to_be_visible(timeout=20_000)
    return turns.last


def drop(page: Page, texts: Mapping[str, str]) -> None:
    """Drag files of these names and texts over the page and let them go."""
    page.evaluate(
        """(texts) => {
            const dropped = new DataTransfer();
            for (const [name, text] of Object.entries(texts))
                dropped.items.add(new File([text], name, { type: "text/plain" }));
            for (const kind of ["dragenter", "dragover", "drop"])
                document.body.dispatchEvent(
                    new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }));
        }""",
        dict(texts),
    )


def open_library(page: Page) -> Locator:
    """The library, with its lists drawn."""
    there = page.get_by_role("button", name=say("script.library"), exact=True)
    if not there.is_visible():
        page.get_by_role("button", name=say("side.open")).click()
    there.click()
    library = page.get_by_role("region", name=say("script.library"), exact=True)
    expect(library.locator("[data-part=articles] li").first).to_be_visible()
    return library


def violations(page: Page) -> dict[str, list[str]]:
    """What axe-core finds that is serious or critical by WCAG 2.2 A and AA, with the places."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(WCAG)}}).response["violations"]
    return {
        one["id"]: [node["html"][:160] for node in one["nodes"]]
        for one in found
        if one["impact"] in ("serious", "critical")
    }


def take_screenshot(page: Page, name: str) -> None:
    """Kept in tests/screenshots, to be looked at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.wait_for_timeout(400)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def is_dark(element: Locator) -> bool:
    """Whether what is behind the element's text is dark."""
    return _luminance(_colours(element)[1]) < 0.1


def hard_to_read(page: Page, selectors: list[str]) -> dict[str, float]:
    """Those whose first element has less contrast than `LEAST_CONTRAST`, with what it has."""
    ratios = {one: _contrast(*_colours(page.locator(one).first)) for one in selectors}
    return {one: ratio for one, ratio in ratios.items() if ratio < LEAST_CONTRAST}


Colour = tuple[int, int, int]


def _colours(element: Locator) -> tuple[Colour, Colour]:
    """The colour of the element's text and of what is behind it."""
    found = element.evaluate(
        """one => {
            const ink = getComputedStyle(one).color;
            while (one.parentElement && /, 0\\)|transparent/.test(getComputedStyle(one).backgroundColor))
                one = one.parentElement;
            return [ink, getComputedStyle(one).backgroundColor];
        }"""
    )
    ink, paper = (tuple(int(part) for part in re.findall(r"\d+", colour)[:3]) for colour in found)
    return (ink[0], ink[1], ink[2]), (paper[0], paper[1], paper[2])


def _luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)

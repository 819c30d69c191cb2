"""Makes the README's picture: opens the sample library in a real browser, asks, and opens a quote.

`python benchmarks/screenshot.py` needs Chromium.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from assistant.wiring import open_sample
from tests.browsing import CHROMIUM_OPTIONS, ask, served

QUESTION = "How did the strike at Hollin Vale unfold, from the walkout to the settlement?"
TARGET = Path(__file__).parent.parent / "docs" / "screenshot.png"


def main() -> int:
    """Serve, ask, open the first quote, take the picture."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("Chromium is not installed. Run: sudo apt-get install chromium", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place, open_sample(place) as assistant, served(assistant) as address:
        _picture(browser, address)
    print(f"Wrote {TARGET}")
    return 0


def _picture(browser: str, address: str) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=CHROMIUM_OPTIONS)
        page = chromium.new_page(viewport={"width": 1440, "height": 810})
        page.goto(address)
        ask(page, QUESTION).get_by_role("link", name="Source 1").first.click()
        page.locator("mark").first.wait_for()
        page.wait_for_timeout(500)  # the panel slides in
        page.screenshot(path=TARGET)
        chromium.close()


if __name__ == "__main__":
    sys.exit(main())

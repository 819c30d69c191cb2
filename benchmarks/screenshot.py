"""Makes the README's picture: opens the sample library in a real browser, asks, and opens a quote.

`python benchmarks/screenshot.py` needs Chromium.
"""

import shutil
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

import ui
from assistant.server import build_app, free_port
from assistant.wiring import open_sample

QUESTION = "How many North Korean troops does Seoul think are in Kursk?"
TARGET = Path(__file__).parent.parent / "docs" / "screenshot.png"
CHROMIUM_OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def main() -> int:
    """Serve, ask, open the first quote, take the picture."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("Chromium is not installed. Run: sudo apt-get install chromium", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place, open_sample(place) as assistant:
        port = free_port("127.0.0.1", 7860)
        config = uvicorn.Config(build_app(assistant, ui.mount), "127.0.0.1", port, log_level="warning", ws="none")
        server = uvicorn.Server(config)
        serving = threading.Thread(target=server.run, daemon=True)
        serving.start()
        _picture(browser, f"http://127.0.0.1:{port}")
        server.should_exit = True
        serving.join(timeout=10)
    print(f"Wrote {TARGET}")
    return 0


def _picture(browser: str, address: str) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=CHROMIUM_OPTIONS)
        page = chromium.new_page(viewport={"width": 1280, "height": 720})
        page.goto(address)
        box = page.locator("#aa-box textarea")
        box.fill(QUESTION)
        box.press("Enter")
        page.locator("#aa-chat a", has_text="1").first.click(timeout=60_000)
        page.locator("mark").first.wait_for()
        page.wait_for_timeout(500)  # the panel slides in
        page.screenshot(path=TARGET)
        chromium.close()


if __name__ == "__main__":
    sys.exit(main())

"""What a page elsewhere, open in the user's browser, can make the window do: nothing."""

import gc
from typing import Any

import httpx
import pytest

import ui
from assistant.assistant import Assistant
from assistant.server import build_app
from tests.loopback import running

pytestmark = [
    pytest.mark.timeout(60),
    # Gradio's queue uses parts of pandas that pandas 3 has deprecated; nothing of ours uses pandas
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    # Gradio leaves an event loop of its own open
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def press(client: httpx.Client, headers: dict[str, str]) -> httpx.Response:
    """Add a source, as the script of a page would."""
    components: list[dict[str, Any]] = client.get("/config").json()["components"]
    [page] = [one["id"] for one in components if one["props"].get("elem_id") == "aa-page"]
    body = {"data": ["delete", "en", "x"], "component_id": page, "fn_name": "change", "session_hash": "s"}
    return client.post("/gradio_api/component_server/", json=body, headers=headers)


def test_a_page_elsewhere_cannot_press_our_buttons(small_assistant: Assistant) -> None:
    with running(build_app(small_assistant, ui.mount)) as address, httpx.Client(base_url=address, timeout=30) as client:
        for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"}):
            refused = press(client, headers)
            assert (refused.status_code, refused.json()["code"]) == (403, "foreign_page")
        assert press(client, {"Origin": address}).status_code == 200
    gc.collect()  # now, while the loop that Gradio left open is looked past


def test_a_page_elsewhere_cannot_ask_and_read_by_a_name_that_points_here(small_assistant: Assistant) -> None:
    with running(build_app(small_assistant, ui.mount)) as address, httpx.Client(base_url=address, timeout=30) as client:
        host = f"evil.example:{httpx.URL(address).port}"
        for path in ("/", "/config", "/healthz", "/gradio_api/queue/data?session_hash=s"):
            refused = client.get(path, headers={"Host": host, "Origin": f"http://{host}"})
            assert (refused.status_code, refused.json()["code"]) == (403, "foreign_host")
    gc.collect()

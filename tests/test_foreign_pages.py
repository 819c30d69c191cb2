"""What a page elsewhere, open in the user's browser, can make the window do: nothing."""

import gc
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.window import texts
from tests.browsing import served
from tests.fakes import FakeAssistant, small_library

pytestmark = [
    pytest.mark.timeout(60),
    # Gradio's queue uses parts of pandas that pandas 3 has deprecated; nothing of ours uses pandas
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    # Gradio leaves an event loop of its own open
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def delete_creamery(client: httpx.Client, headers: dict[str, str]) -> str:
    """Press the button, as a script would."""
    components: list[dict[str, Any]] = client.get("/config").json()["components"]
    [lists] = [one["id"] for one in components if one["props"].get("elem_id") == "aa-lists"]
    body = {"data": ["delete", "creamery"], "component_id": lists, "fn_name": "act", "session_hash": "s"}
    answer = client.post("/gradio_api/component_server/", json=body, headers=headers)
    return answer.raise_for_status().text


def test_a_page_elsewhere_cannot_press_our_buttons(tmp_path: Path) -> None:
    library = FakeAssistant(tmp_path, small_library())
    with served(library) as address, httpx.Client(base_url=address, timeout=30) as client:
        for origin in ("https://evil.example", "null"):
            assert texts.FOREIGN_PAGE in delete_creamery(client, {"Origin": origin})
        assert "creamery" in library.library
        assert texts.FOREIGN_PAGE not in delete_creamery(client, {"Origin": address.rstrip("/")})
        assert "creamery" not in library.library
    gc.collect()  # now, while the loop that Gradio left open is looked past

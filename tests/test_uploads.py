"""What the window's upload takes, seen from a client that does not play by the rules."""

import gc
from pathlib import Path

import httpx
import pytest

from tests.browsing import served
from tests.fakes import FakeAssistant, small_library

pytestmark = [
    pytest.mark.timeout(60),
    # Gradio's queue uses parts of pandas that pandas 3 has deprecated; nothing of ours uses pandas
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    # Gradio leaves an event loop of its own open
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_a_file_that_was_not_uploaded_is_never_read(tmp_path: Path) -> None:
    """Gradio would take any path that a client names, unless it knows that its app is running."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Secret\n\nThe code of the safe is 4711.", encoding="utf-8")
    library = FakeAssistant(tmp_path / "data", small_library())
    named = {"path": str(secret), "orig_name": "secret.txt", "meta": {"_type": "gradio.FileData"}}
    with served(library) as address, httpx.Client(base_url=address, timeout=30) as client:
        events = client.get("/config").json()["dependencies"]
        [adding] = [event["id"] for event in events if len(event["inputs"]) == 2 and "upload" in str(event["targets"])]
        body = {"data": [[named], None], "fn_index": adding, "session_hash": "s"}
        client.post("/gradio_api/queue/join", json=body).raise_for_status()
        with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "s"}) as stream:
            told = "".join(stream.iter_text())

    gc.collect()  # now, while the loop that Gradio left open is looked past
    assert "process_completed" in told
    assert '"success":false' in told.replace(" ", "")
    assert secret.exists()
    assert all("4711" not in version.article.text for version in library.library.values())

"""Whatever the OpenAPI document allows and forbids is asked of a real server (schemathesis).

Links between operations are followed, so that what one makes the next one reads, changes and deletes. No status of 500
or above, and nothing in a response that the document does not say.
"""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from assistant.assistant import Assistant
from tests.api.conftest import OTTERS, STORM, add_text

SETTINGS = Path(__file__).with_name("schemathesis.toml")
LONGEST_S = 45


@pytest.fixture
def stocked(client: httpx.Client, library: Assistant) -> httpx.Client:
    library.warm_up()
    add_text(client, "Storm over Wexby", STORM, outlet="Harbour Post", published="2026-02-27")
    add_text(client, "Otters are back", OTTERS)
    conversation = client.post("/v1/conversations", json={"title": "The storm"}).json()["id"]
    client.post("/v1/ask", json={"question": "Who came?", "conversation": conversation})
    return client


def test_nothing_breaks_and_nothing_is_undocumented_whatever_is_asked(stocked: httpx.Client, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(SETTINGS), "run"]
    options = ["--max-time", str(LONGEST_S), "--no-color", "--warnings", "off"]
    document = f"{stocked.base_url}/v1/openapi.json"
    done = subprocess.run(
        [*command, document, *options], cwd=tmp_path, capture_output=True, text=True, timeout=110, check=False
    )
    assert done.returncode == 0, done.stdout[-8000:]
    assert "Stateful" in done.stdout

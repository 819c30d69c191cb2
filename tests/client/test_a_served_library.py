"""The program as it runs at home: `assistant serve` in one process, commands and clients in others."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import connect
from assistant.server import free_port

pytestmark = [pytest.mark.model, pytest.mark.timeout(300)]
TEXT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
PROGRAM = [sys.executable, "-c", "from assistant.cli import main; main()"]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *words], capture_output=True, text=True, check=False, timeout=100)


@pytest.fixture
def server(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A server over a new library in `data`."""
    port = str(free_port("127.0.0.1", 17860))
    command = [*PROGRAM, "serve", "--data", str(tmp_path / "data"), "--port", port]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def test_commands_reach_the_server_and_leave_it_running(tmp_path: Path, server: "subprocess.Popen[str]") -> None:
    data = tmp_path / "data"
    assert server.stdout is not None
    said = server.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found, said
    (tmp_path / "bridge.txt").write_text(f"Quay Bridge shut\n\n{TEXT}", encoding="utf-8")

    added = run("add", str(tmp_path / "bridge.txt"), "--data", str(data))
    asked = run("ask", "Why was the Quay Bridge shut?", "--json", "--data", str(data))
    second = run("serve", "--data", str(data))
    with connect(found[0]) as remote:
        status = remote.status()

    assert (added.returncode, added.stdout) == (0, "1 added, 0 changed, 0 unchanged, 0 skipped.\n")
    assert (asked.returncode, json.loads(asked.stdout)["citations"][0]["quote"]) == (0, TEXT)
    assert second.returncode == 4
    assert (status.articles, status.data_directory) == (1, str(data))
    assert server.poll() is None

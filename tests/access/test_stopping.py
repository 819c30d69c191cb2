"""The server as a process: told to end, it ends in time, and what it was doing goes on at the next start."""

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.timeout(180)  # two processes start in it, each with all that a server loads
ROOT = Path(__file__).parents[2]
FILES = 300
ENDS_WITHIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Running:
    """A server in a process of its own."""

    process: subprocess.Popen[bytes]
    port: int

    def status(self) -> dict[str, Any]:
        """What the library holds."""
        connection = self.begin("/v1/status")
        with connection:
            answer: dict[str, Any] = json.loads(connection.makefile("rb").read().partition(b"\r\n\r\n")[2])
        return answer

    def begin(self, target: str) -> socket.socket:
        """A connection on which this was asked for."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        head = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
        return connection

    def end(self) -> float:
        """Send SIGTERM; how long the process still lived, in seconds."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        return time.monotonic() - begun


@contextmanager
def serving(data: Path, folder: Path) -> Iterator[Running]:
    """A server over this library and this folder as its source, ready to be asked."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "tests.slow_server", str(data), str(port), str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        yield Running(process, _awaited(process, port))
    finally:
        process.kill()
        process.wait()
        assert process.stderr
        process.stderr.close()


def _awaited(process: subprocess.Popen[bytes], port: int) -> int:
    deadline = time.monotonic() + 80
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stderr and process.stderr.read()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return port
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError("the server did not come up")


def test_it_ends_in_time_with_streams_open_and_a_job_under_way_that_goes_on_at_the_next_start(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text("The first\n\nThe harbour opened on Monday.")
    with serving(data, folder) as first:
        for number in range(FILES):
            words = f"Report {number} of the harbour says that ship {number} left for Norwick on Monday. " * 10
            (folder / f"{number}.txt").write_text(f"Report {number}\n\n{words}", encoding="utf-8")
        streams = [first.begin(f"/gradio_api/heartbeat/s{number}") for number in range(5)]
        assert all(stream.recv(12) == b"HTTP/1.1 200" for stream in streams)
        deadline = time.monotonic() + 60
        while (before := _kept(first)) <= 1 and time.monotonic() < deadline:
            time.sleep(0.05)
        took_s = first.end()
        for stream in streams:
            stream.close()
        assert first.process.returncode == 0
    assert took_s <= ENDS_WITHIN_S
    assert 1 < before < FILES

    with serving(data, folder) as second:
        deadline = time.monotonic() + 90
        while _kept(second) <= FILES and time.monotonic() < deadline:
            time.sleep(0.2)
        assert _kept(second) == FILES + 1
        assert second.end() <= ENDS_WITHIN_S


def _kept(server: Running) -> int:
    status = server.status()
    return int(status["articles"]) - int(status["waiting_articles"])

"""Nothing leaves the machine: opening, adding and asking, where there is no network at all."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import sys
attempts = []
def hook(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        attempts.append((event, str(arguments[1:])))
sys.addaudithook(hook)
from assistant import open_sample
from assistant.server import build_app
import ui
with open_sample({data!r}) as library:
    print(library.ask("How many North Korean troops does Seoul think are in Kursk?").outcome)
    build_app(library, ui.mount)
print(attempts)
"""


@pytest.mark.model
def test_a_machine_without_a_network_answers_and_nothing_is_attempted(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    isolated = [unshare, "--map-root-user", "--net"] if unshare else []
    if not unshare or subprocess.run([*isolated, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespaces here: unshare is missing or not permitted")

    done = subprocess.run(
        [*isolated, sys.executable, "-c", CODE.format(data=str(tmp_path))], capture_output=True, text=True, check=False
    )

    assert done.stdout.splitlines() == ["answered", "[]"], done.stderr

"""What the window's server gives away and takes in, seen from a client that does not play by the rules.

Every payload goes to every route of Gradio's that takes a path or a file, as raw bytes over a real connection.
"""

import gc
import http.client
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

import ui
from assistant.access.gate import Locks
from assistant.assistant import Assistant
from assistant.server import build_app
from assistant.wiring import open_assistant
from tests.canary import Canary, listening
from tests.conftest import SMALL_MODELS
from tests.loopback import running

pytestmark = [
    pytest.mark.timeout(120),
    # Gradio's queue uses parts of pandas that pandas 3 has deprecated; nothing of ours uses pandas
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    # Gradio leaves an event loop of its own open
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SECRET = "The code of the safe is 4711"
FOREIGN = (SECRET.encode(), b"root:x:0", b"SQLite format 3", b"ASSISTANT_", b"import gradio")
PATH_ROUTES = (
    *(
        "/gradio_api/file=",
        "/gradio_api/file/",
        "/file=",
        "/file/",
        "/static/",
        "/assets/",
        "/svelte/",
        "/gradio_api/proxy=",
    ),
    *("/gradio_api/custom_component/x/client/component/", "/gradio_api/stream/s/1/1/", "/pwa_icon/", "/monitoring/"),
    *("/gradio_api/deep_link?session_hash=", "/?deep_link=", "/gradio_api/vibe-code/?path=", "/gradio_api/runs/"),
)


@dataclass(frozen=True, slots=True)
class Victim:
    """A server with a library, and files beside it that are nobody's business."""

    address: str
    library: Assistant
    secrets: tuple[Path, ...]
    canary: Canary

    def raw(self, method: str, target: str) -> tuple[int, bytes]:
        """The status and the first bytes of what is answered to this very request line."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=20)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            connection.endheaders()
            answered = connection.getresponse()
            return answered.status, answered.read(100_000)
        finally:
            connection.close()


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    """A server that nothing of ours may ever call."""
    with listening(SECRET.encode()) as one:
        yield one


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory, upload_cache: Path, canary: Canary) -> Iterator[Victim]:
    folder = tmp_path_factory.mktemp("victim")
    beside = upload_cache.parent / "beside.txt"
    for file in (folder / "secret.txt", beside):
        file.write_text(f"Secret\n\n{SECRET}.", encoding="utf-8")
    with (
        open_assistant(folder / "data", models=SMALL_MODELS) as library,
        running(build_app(library, ui.mount, Locks(incoming=upload_cache))) as address,
    ):
        secrets = (folder / "secret.txt", beside, folder / "data" / "library.sqlite3", Path("/etc/passwd"))
        yield Victim(address, library, secrets, canary)
    gc.collect()  # now, while the loop that Gradio left open is looked past


def spellings(path: str) -> list[str]:
    """Ways to write a path that some program or other has taken for it."""
    up, bare = "../" * 12, path.lstrip("/")
    return [
        path,
        bare,
        up + bare,
        (up + bare).replace("/", "%2f"),
        (up + bare).replace(".", "%2e"),
        (up + bare).replace("../", "..%252f"),
        (up + bare).replace("../", "....//"),
        (up + bare).replace("../", "..;/"),
        (up + bare).replace("/", "\\"),
        (up + bare).replace("/", "%5c"),
        (up + bare).replace("../", "%c0%ae%c0%ae/"),
        "/" + path,
        "//" + path,
        "/." + path,
        "file://" + path,
        "file:" + path,
        quote(path, safe=""),
        quote(quote(path, safe=""), safe=""),
        path + "%00.txt",
        path + "?x=.png",
        f"x/{up}{bare}",
        "~/" + bare,
        "/proc/self/root" + path,
        "/proc/self/cwd/" + up + bare,
    ]


def test_no_path_reads_a_file_that_is_not_gradios_own(victim: Victim) -> None:
    wanted = [one for secret in victim.secrets for one in spellings(str(secret))]
    wanted += [
        "/proc/self/environ",
        victim.canary.address + "/secret.txt",
        quote(victim.canary.address + "/secret.txt", safe=""),
        "ui.py",
        "../ui.py",
    ]
    leaks, tried = [], 0
    for route in PATH_ROUTES:
        for path in wanted:
            for method in ("GET", "POST") if path is wanted[0] else ("GET",):
                target = (route + path).replace(" ", "%20")
                _, body = victim.raw(method, target)
                leaks += [target for foreign in FOREIGN if foreign in body and not _is_page(body)]
                tried += 1
    assert tried >= 1000
    assert leaks == []
    assert victim.canary.asked == []


def _is_page(body: bytes) -> bool:
    """The window itself, which was asked with a query; it says `import`, and holds none of the other canaries."""
    return b"<!doctype html>" in body[:200].lower() and not any(one in body for one in FOREIGN[:4])


def file_data(victim: Victim) -> list[dict[str, Any]]:
    """What a client might say of a file that it never uploaded."""
    kind = {"_type": "gradio.FileData"}
    named = [one for secret in victim.secrets for one in spellings(str(secret))]
    files: list[dict[str, Any]] = [{"path": path, "orig_name": "a.txt", "meta": kind} for path in named]
    for secret in victim.secrets:
        path = str(secret)
        files += [
            {"path": path},
            {"path": path, "orig_name": path, "meta": kind, "is_stream": True},
            {"path": "a.txt", "orig_name": path, "meta": kind},
            {"path": path, "url": victim.canary.address + "/secret.txt", "meta": kind},
            {"path": "a.txt", "url": f"file://{path}", "meta": kind},
            {"name": path, "data": None, "is_file": True},
            {"name": path, "orig_name": "a.txt", "is_file": True, "meta": kind},
            {"path": {"path": path, "meta": kind}, "meta": kind},
            {"path": [path], "meta": kind},
            {"path": path, "meta": {"_type": "gradio.FileData", "extra": True}, "size": -1, "mime_type": "text/plain"},
        ]
    files += [
        {"path": victim.canary.address + "/secret.txt", "meta": kind},
        {"path": "a.txt", "url": victim.canary.address + "/secret.txt", "meta": kind},
    ]
    return files


def test_no_file_that_was_not_uploaded_is_ever_read(victim: Victim) -> None:
    """Gradio would take any path that a client names, unless it knows that its app is running."""
    payloads = file_data(victim)
    with httpx.Client(base_url=victim.address, timeout=60) as client:
        event = uploading(client)
        told = [handed_in(client, event, f"s{number}", payload) for number, payload in enumerate(payloads)]
        told += [client.post(path, json=body).text for path, body in elsewhere(payloads[::10], event)]
    assert len(told) >= 200
    assert [text for text in told if any(foreign.decode() in text for foreign in FOREIGN)] == []
    assert [text for text in told if "process_completed" in text and '"success":true' in text] == []
    assert victim.canary.asked == []
    assert all(secret.exists() for secret in victim.secrets)
    assert list(victim.library.articles()) == []


def uploading(client: httpx.Client) -> int:
    """The number of the event by which the window adds files."""
    events = client.get("/config").json()["dependencies"]
    [event] = [event["id"] for event in events if "upload" in [target[1] for target in event["targets"]]]
    return int(event)


def handed_in(client: httpx.Client, event: int, session: str, payload: object) -> str:
    """All that is told about a file that a client claims to have uploaded."""
    body = {"data": [[payload]], "fn_index": event, "session_hash": session}
    joined = client.post("/gradio_api/queue/join", json=body)
    if joined.status_code != 200:
        return joined.text
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        return "".join(stream.iter_text()).replace(" ", "")


def elsewhere(payloads: list[dict[str, Any]], event: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same at the other doors that take files."""
    for payload in payloads:
        for path in (
            "/gradio_api/run/predict",
            "/gradio_api/api/add",
            "/gradio_api/call/add",
            "/gradio_api/call/v2/add",
        ):
            yield path, {"data": [[payload]], "fn_index": event, "session_hash": "e"}
        yield "/gradio_api/process_recording", {"data": payload}


def test_what_was_uploaded_is_read_and_deleted(victim: Victim, upload_cache: Path) -> None:
    article = b"Harbour reopens\n\nThe harbour of Norwick reopened on Monday after two years of repairs."
    with httpx.Client(base_url=victim.address, timeout=60) as client:
        [path] = client.post("/gradio_api/upload", files={"files": ("harbour.txt", article)}).json()
        told = handed_in(client, uploading(client), "u", {"path": path, "orig_name": "harbour.txt", "meta": META})
        assert '"success":true' in told
        for reading in (f"/gradio_api/file={path}", f"/gradio_api/file/{path}"):
            assert client.get(reading).status_code == 404
    assert [version.article.title for version in victim.library.articles()] == ["Harbour reopens"]
    assert [file for file in upload_cache.rglob("*") if file.is_file()] == []
    [version] = victim.library.articles()
    victim.library.remove(version.article.id)


META = {"_type": "gradio.FileData"}


def test_an_upload_that_breaks_off_leaves_nothing(victim: Victim, upload_cache: Path) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="half.txt"\r\n\r\n'
    connection = http.client.HTTPConnection(urlsplit(victim.address).netloc, timeout=20)
    connection.putrequest("POST", "/gradio_api/upload")
    connection.putheader("Content-Type", "multipart/form-data; boundary=b")
    connection.putheader("Content-Length", "100000")
    connection.endheaders(head + b"a" * 50_000)
    threading.Event().wait(0.5)
    connection.close()
    threading.Event().wait(1)
    assert [file.name for file in upload_cache.rglob("*") if file.is_file()] == []


def test_gradios_extras_are_off(victim: Victim) -> None:
    with httpx.Client(base_url=victim.address, timeout=30) as client:
        config = client.get("/config").json()
        closed = (
            "/gradio_api/runs",
            "/gradio_api/openapi.json",
            "/monitoring",
            "/docs",
            "/gradio_api/run-history/buckets",
        )
        assert {path: client.get(path).status_code for path in closed} == dict.fromkeys(closed, 404)
        described = client.get("/gradio_api/info").json()
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert config.get("run_history") in (False, None)
    assert config.get("enable_queue") is not False
    assert described == {"named_endpoints": {}, "unnamed_endpoints": {}}
    assert not re.search(r'"(flagging|allow_flagging)"', json.dumps(config))

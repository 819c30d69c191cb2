"""Gradio's own client at the window's doors: it gets in as everybody does, and then there is nothing for it.

What the window calls is private. A client that calls it all the same gets an error, and never a file of the server.
"""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AuthenticationError

import ui
from assistant.access.gate import Locks
from assistant.access.scopes import Scope
from assistant.assistant import Assistant
from assistant.server import build_app
from assistant.wiring import open_assistant
from tests.conftest import SMALL_MODELS
from tests.loopback import running

pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),  # as in test_uploads
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
CANARY = "The code of the safe is 4711"


@dataclass(frozen=True, slots=True)
class Served:
    """A library behind a server that wants a token, with a file beside it that is nobody's business."""

    address: str
    library: Assistant
    tokens: dict[Scope, str]
    secret: Path
    downloads: Path

    def connect(self, token: str | None) -> Client:
        """Gradio's client, with this token."""
        return Client(
            self.address,
            headers={"Authorization": f"Bearer {token}"} if token else None,
            download_files=self.downloads,
            analytics_enabled=False,
            verbose=False,
        )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, upload_cache: Path) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("gradio_client")
    secret = folder / "secret.txt"
    secret.write_text(f"Secret\n\n{CANARY}.", encoding="utf-8")
    with open_assistant(folder / "data", models=SMALL_MODELS) as library:
        tokens = {scope: library.tokens.add(scope, scope).secret for scope in Scope}
        locks = Locks(library.tokens, require_token=True, incoming=upload_cache)
        with running(build_app(library, ui.mount, locks)) as address:
            yield Served(address, library, tokens, secret, folder / "downloads")
    gc.collect()  # now, while the loop that Gradio left open is looked past


@pytest.mark.parametrize("token", [None, "hf_1234", "assistant_1_" + "a" * 43])
def test_it_does_not_get_in_without_a_token_or_with_a_wrong_one(served: Served, token: str | None) -> None:
    with pytest.raises(AuthenticationError):
        served.connect(token)


def test_it_gets_in_with_a_token_and_finds_nothing_to_call(served: Served) -> None:
    client = served.connect(served.tokens[Scope.ADMIN])
    assert client.view_api(return_format="dict", print_info=False) == {"named_endpoints": {}, "unnamed_endpoints": {}}
    assert len(client.endpoints) > 0
    for number, endpoint in client.endpoints.items():
        with pytest.raises(ValueError, match=r"Cannot find|Invalid function"):
            client.predict("Who?", api_name=endpoint.api_name)
        with pytest.raises(ValueError, match="Invalid function index"):
            client.predict("Who?", fn_index=number)


@pytest.mark.parametrize("scope", Scope)
def test_what_it_calls_all_the_same_gives_no_file_of_the_server(served: Served, scope: Scope) -> None:
    client = served.connect(served.tokens[scope])
    path = str(served.secret)
    claims: tuple[Any, ...] = (path, [path], {"path": path}, [{"path": path, "orig_name": "a.txt"}], {"question": path})
    told = [called(client, number, claim) for number in client.endpoints for claim in claims]

    assert [one for one in told if CANARY in one] == []
    assert not any(CANARY in file.read_text() for file in served.downloads.rglob("*") if file.is_file())
    assert list(served.library.articles()) == []
    assert served.secret.exists()


def test_it_hands_in_no_file_where_its_token_may_only_ask(served: Served) -> None:
    client = served.connect(served.tokens[Scope.ASK])
    [adding] = [number for number, endpoint in client.endpoints.items() if endpoint.api_name == "/add"]
    assert "403" in called(client, adding, [handle_file(str(served.secret))])
    assert list(served.library.articles()) == []


def test_what_it_hands_in_with_a_token_for_writing_is_read_and_deleted(served: Served, upload_cache: Path) -> None:
    client = served.connect(served.tokens[Scope.WRITE])
    [adding] = [number for number, endpoint in client.endpoints.items() if endpoint.api_name == "/add"]
    called(client, adding, [handle_file(str(served.secret))])
    [version] = served.library.articles()
    assert version.article.title == "Secret"
    assert served.secret.exists()
    assert [file for file in upload_cache.rglob("*") if file.is_file()] == []


def called(client: Client, number: int, given: Any) -> str:
    """All that is told to a client that calls what is private."""
    client.endpoints[number].is_valid = True
    try:
        return str(client.submit(given, fn_index=number).result(timeout=20))
    except Exception as error:  # noqa: BLE001 - whatever it makes of the answer
        return f"{type(error).__name__}: {error}"

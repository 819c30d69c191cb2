"""Whoever goes away while a model writes ends its call within two seconds, whichever door the question came in by."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

import ui
from assistant import connect
from assistant.assistant import Assistant
from assistant.events import Working
from assistant.settings import Settings
from assistant.wiring import open_assistant
from tests.api.conftest import serving
from tests.browsing import IN_BROWSER, box, say
from tests.conftest import SMALL_MODELS
from tests.loopback import post_and_leave
from tests.models.faulty_replies import says, stalled
from tests.models.faulty_server import faulty_server
from tests.small_world import soon
from tests.writing.scripted import BRIDGE, article
from tests.written import DRAFT, WHY, EndlessModel, written_library

ENDS_WITHIN_S = 2.0
CHAT = {"model": "articles", "messages": [{"role": "user", "content": WHY}]}


@contextmanager
def asked(tmp_path: Path, said: str = "") -> Iterator[tuple[httpx.Client, EndlessModel, Assistant]]:
    """A server whose model never comes to an end."""
    model = EndlessModel(said)
    with written_library(tmp_path, model) as assistant, serving(assistant) as client:
        yield client, model, assistant


def sent_as_events(client: httpx.Client, model: EndlessModel) -> None:
    with client.stream("POST", "/v1/ask", json={"question": WHY, "stream": True}) as response:
        assert "event: working" in response.iter_lines()


def waited_for(client: httpx.Client, model: EndlessModel) -> None:
    post_and_leave(f"{client.base_url}/v1/ask", {"question": WHY}, model.asked_for)


def completed(client: httpx.Client, model: EndlessModel) -> None:
    post_and_leave(f"{client.base_url}/v1/chat/completions", CHAT, model.asked_for)


def streamed_to_openai(client: httpx.Client, model: EndlessModel) -> None:
    with client.stream("POST", "/v1/chat/completions", json={**CHAT, "stream": True}) as response:
        next(response.iter_lines())
        assert model.asked_for.wait(10)


def streamed_to_our_client(client: httpx.Client, model: EndlessModel) -> None:
    with connect(str(client.base_url)) as library:
        events = library.stream(WHY)
        assert any(isinstance(event, Working) for event in events)
        events.close()


@pytest.mark.parametrize(
    "leave",
    [
        sent_as_events,
        waited_for,
        completed,
        streamed_to_openai,
        streamed_to_our_client,
    ],
    ids=lambda leave: leave.__name__,
)
def test_a_client_that_goes_away_ends_the_call(
    tmp_path: Path, leave: Callable[[httpx.Client, EndlessModel], None]
) -> None:
    with asked(tmp_path) as (client, model, _):
        leave(client, model)
        left = time.monotonic()
        assert model.asked_for.is_set()
        assert model.hung_up.wait(ENDS_WITHIN_S), f"not after {time.monotonic() - left:.1f} s"


def test_what_was_shown_of_a_written_answer_is_kept_when_it_is_left(tmp_path: Path) -> None:
    with asked(tmp_path, DRAFT + " ") as (client, model, assistant):
        conversation = assistant.conversations.begin().id
        body = {"question": WHY, "stream": True, "conversation": conversation}
        with client.stream("POST", "/v1/ask", json=body) as response:
            assert "event: sentence" in response.iter_lines()
        assert model.hung_up.wait(ENDS_WITHIN_S)
        deadline = time.monotonic() + 5
        while not assistant.conversations.turns(conversation) and time.monotonic() < deadline:
            time.sleep(0.05)
        [turn] = assistant.conversations.turns(conversation)
        assert (turn.stopped, turn.answer.mode, turn.answer.sentences[0].support) == (True, "writing", "supported")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What a shell runs in the background ignores SIGINT, and so would what it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_command_that_is_interrupted_ends_the_call_of_the_server_that_it_asked(tmp_path: Path) -> None:
    with asked(tmp_path) as (client, model, assistant):
        assistant.announce(str(client.base_url), "")
        command = [str(Path(sys.executable).with_name("assistant")), "ask", WHY, "--data"]
        with subprocess.Popen([*command, assistant.status().data_directory], stderr=subprocess.DEVNULL) as process:
            assert model.asked_for.wait(30)
            process.send_signal(signal.SIGINT)
            assert model.hung_up.wait(ENDS_WITHIN_S)


@pytest.mark.parametrize("pieces", [0, 3], ids=["before its first words", "in the middle of a sentence"])
def test_a_real_server_of_a_model_sees_the_client_go(tmp_path: Path, pieces: int) -> None:
    with faulty_server(stalled(says(DRAFT), pieces=pieces)) as model:
        settings = Settings(data=tmp_path, model="openai:test-model", model_url=model.url)
        with open_assistant(settings=settings, models=SMALL_MODELS) as assistant, serving(assistant) as client:
            assistant.add_articles(iter([article("bridge", BRIDGE)]))
            with client.stream("POST", "/v1/ask", json={"question": WHY, "stream": True}) as response:
                assert "event: working" in response.iter_lines()
                assert soon(lambda: len(model.asked) == 1)
            assert model.hung_up_within(ENDS_WITHIN_S)


class TestWindow:
    """In a real browser."""

    pytestmark = IN_BROWSER

    @pytest.fixture
    def model(self) -> EndlessModel:
        return EndlessModel()

    @pytest.fixture
    def window_url(self, tmp_path: Path, model: EndlessModel, upload_cache: Path) -> Iterator[str]:
        with written_library(tmp_path, model) as assistant, serving(assistant, window=ui.mount) as client:
            yield str(client.base_url)

    def ask(self, page: Page) -> None:
        box(page).fill(WHY)
        box(page).press("Enter")
        expect(page.locator(".aa-working")).to_have_text(say("ask.writing"))

    def test_stop_ends_the_call(self, page: Page, model: EndlessModel) -> None:
        self.ask(page)
        page.get_by_role("button", name=say("ask.stop")).click()
        assert model.hung_up.wait(ENDS_WITHIN_S)
        expect(page.locator(".aa-turn")).to_contain_text(say("answer.stopped"))

    def test_a_closed_tab_ends_the_call(self, page: Page, model: EndlessModel) -> None:
        self.ask(page)
        page.close()
        assert model.hung_up.wait(ENDS_WITHIN_S)

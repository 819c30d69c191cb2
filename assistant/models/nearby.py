"""Model servers on this machine, found at the ports where people usually have them.

Asks loopback alone, each for a second at most. What they answer is not trusted: it is read up to a limit, and their
names of models are words. Knows nothing of what is set.
"""

import json
import shlex
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import httpx2

from assistant.openai_api.replying import OWNER

WAIT_S = 1.0
_MOST_BYTES = 1_000_000
_MOST_MODELS = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where a kind of server usually is; `provider` is how its models are set."""

    title: str
    address: str
    provider: Literal["ollama", "openai"]

    @property
    def listing(self) -> str:
        """Where it lists its models."""
        return f"{self.address}/api/tags" if self.provider == "ollama" else f"{self.address}/models"


PLACES = (
    Place("Ollama", "http://127.0.0.1:11434", "ollama"),
    Place("llama.cpp", "http://127.0.0.1:8080/v1", "openai"),
    Place("LM Studio", "http://127.0.0.1:1234/v1", "openai"),
    Place("vLLM", "http://127.0.0.1:8000/v1", "openai"),
)
"""As the documentation of each has its port."""


@dataclass(frozen=True, slots=True)
class NearbyServer:
    """A server that answered, with its models in its own order, and what to set for each, as a shell takes it."""

    title: str
    address: str
    models: tuple[str, ...]
    settings: tuple[str, ...]


def nearby_servers(places: Sequence[Place] = PLACES) -> tuple[NearbyServer, ...]:
    """Those that answer within a second, in the order of `places`, which are all asked at once."""
    found: dict[Place, NearbyServer] = {}

    def ask(place: Place) -> None:
        if models := _models(place):
            found[place] = NearbyServer(
                place.title, place.address, models, tuple(_setting(place, model) for model in models)
            )

    asking = [threading.Thread(target=ask, args=(place,), name="nearby", daemon=True) for place in places]
    deadline = time.monotonic() + WAIT_S
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(max(0.0, deadline - time.monotonic()))
    return tuple(found[place] for place in places if place in found)


def _models(place: Place) -> tuple[str, ...]:
    """The names of its models, none where it is no such server."""
    try:
        listed = json.loads(_body(place.listing))
        if place.provider == "ollama":
            names = [model["name"] for model in listed["models"]]
        else:
            # this program speaks that protocol as well, and is no model
            names = [model["id"] for model in listed["data"] if model.get("owned_by") != OWNER]
    except (httpx2.HTTPError, ValueError, KeyError, TypeError, AttributeError):
        return ()
    return tuple(name for name in names if isinstance(name, str) and name.isprintable())[:_MOST_MODELS]


def _body(address: str) -> bytes:
    """What is there; nothing where it is no success, or too much."""
    body = b""
    with (
        httpx2.Client(trust_env=False, follow_redirects=False, timeout=WAIT_S) as client,
        client.stream("GET", address) as response,
    ):
        if response.status_code == 200:
            for part in response.iter_bytes():
                body += part
                if len(body) > _MOST_BYTES:
                    return b""
    return body


def _setting(place: Place, model: str) -> str:
    setting = f"ASSISTANT_MODEL={shlex.quote(f'{place.provider}:{model}')}"
    return setting if place.provider == "ollama" else f"{setting} ASSISTANT_MODEL_URL={place.address}"

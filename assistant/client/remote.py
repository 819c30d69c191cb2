"""An assistant on a server: every method of the contract is a call, bound to its signature and sent.

Knows nothing of HTTP. Paths are those of this machine and are made absolute; the server reads them where it runs here.
"""

import json
import os
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Self, cast

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from assistant.answer import Answer
from assistant.client.calls import CALLS, PROGRESS, Call
from assistant.client.connection import Connection, Received
from assistant.client.contract import AnyAssistant
from assistant.client.failures import error_of
from assistant.client.typed_paths import as_typed
from assistant.client.wire import CALL_ID, PREFIX
from assistant.errors import AssistantError, UsageError
from assistant.events import Finished
from assistant.intake import Intake
from assistant.stopping import Stopped
from corpus.addresses import is_address
from corpus.source import Source
from index.progress import Progress, ignore
from index.reports import UpdateReport

_ASKED_EVERY_S = 0.2
_BROKE_OFF = "The server ended before it was done. What it had kept is kept; try again."


class _Methods:
    """The calls whose names begin with `prefix`, as methods."""

    def __init__(self, line: Connection, prefix: str = "") -> None:
        self._line = line
        self._prefix = prefix

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call = CALLS.get(f"{self._prefix}{name}")
        if call is None:
            raise AttributeError(f"An assistant on a server has no {self._prefix}{name}.")
        return partial(_send, self._line, call)


class RemoteAssistant(_Methods):
    """An assistant on a server; what is not here is one of `CALLS`."""

    def __init__(self, line: Connection) -> None:
        super().__init__(line)
        self.conversations = _Methods(line, "conversations.")

    @classmethod
    def at(cls, line: Connection) -> AnyAssistant:
        """The assistant at the other end. Its methods are read from the contract, which a type checker cannot see."""
        return cast(AnyAssistant, cls(line))

    def ask(self, question: str, **named: Any) -> Answer:
        """The last event of the stream: whoever hangs up ends the work of the server, and a model's that writes."""
        for event in _send(self._line, CALLS["stream"], question, **named):
            if isinstance(event, Finished):
                return event.answer
        raise AssistantError(_BROKE_OFF)

    def add(self, paths: Sequence[Path], *given: Any, **named: Any) -> UpdateReport:
        """With absolute paths."""
        absolute = {_absolute(str(path)): str(path) for path in paths}
        report: UpdateReport = _send(self._line, CALLS["add"], [Path(path) for path in absolute], *given, **named)
        return as_typed(report, absolute)

    def take_in(self, items: Sequence[str], *given: Any, **named: Any) -> Intake:
        """The same for what is no web address."""
        absolute = {item if is_address(item) else _absolute(item): item for item in items}
        intake: Intake = _send(self._line, CALLS["take_in"], list(absolute), *given, **named)
        as_typed(intake.report, absolute)
        return intake

    def find_source(self, name: str) -> Source:
        """By its id, its address, or a path of this machine."""
        path = _absolute(name)
        found = [state.source for state in self.sources() if state.source.address in (name, path)]
        return found[0] if found else cast(Source, _send(self._line, CALLS["find_source"], name))

    def close(self) -> None:
        """Hang up; the server goes on."""
        self._line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def _absolute(path: str) -> str:
    return os.path.abspath(Path(path).expanduser())


def _send(line: Connection, call: Call, *given: Any, **named: Any) -> Any:
    """What the call gives: its value, or an iterator where it streams."""
    bound = call.signature.bind(None, *given, **named).arguments
    fields = call.arguments()(**{name: value for name, value in bound.items() if name in call.arguments().model_fields})
    call_id = uuid.uuid4().hex
    events = line.events(f"{PREFIX}/{call.name}", _written(fields), {CALL_ID: call_id})
    if call.streams:
        return _items(call, events)
    with _stopping(line, call_id, bound.get("stopped")):
        return _value(call, events, bound.get("progress", ignore))


def _written(fields: BaseModel) -> str:
    """On the wire. Raises UsageError for lone surrogates, which are no characters and which JSON cannot carry."""
    try:
        return fields.model_dump_json()
    except PydanticSerializationError as error:
        raise UsageError("The text holds half of a character (a lone surrogate). Take it out and try again.") from error


def _items(call: Call, events: Iterator[Received]) -> Iterator[Any]:
    for event in events:
        if event.name == "item":
            yield call.result().validate_json(event.data)
        elif _is_over(event):
            return
    raise AssistantError(_BROKE_OFF)


def _value(call: Call, events: Iterator[Received], progress: Progress) -> Any:
    for event in events:
        if event.name == "progress":
            progress(PROGRESS.validate_json(event.data))
        elif _is_over(event):
            return call.result().validate_json(event.data)
    raise AssistantError(_BROKE_OFF)


def _is_over(event: Received) -> bool:
    """Whether this is the last event. Raises what went wrong on the server."""
    if event.name == "error":
        raise error_of(json.loads(event.data))
    return event.name in ("result", "end")


@contextmanager
def _stopping(line: Connection, call_id: str, stopped: Stopped | None) -> Iterator[None]:
    """While this lasts, the server is told to stop as soon as `stopped` says so."""
    over = threading.Event()

    def watch(stopped: Stopped) -> None:
        while not over.wait(_ASKED_EVERY_S):
            if stopped():  # said again until it is over: the first word can come before the call itself
                line.post(f"{PREFIX}/stop/{call_id}")

    if stopped is not None:
        threading.Thread(target=watch, args=(stopped,), name="stopping", daemon=True).start()
    try:
        yield
    finally:
        over.set()

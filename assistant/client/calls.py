"""The calls that go to a server, each read from a method of the contract: its address, its form on the wire, its scope.

The values are those of the library itself, whole, as pydantic writes and reads dataclasses: what comes out on the
client's side equals what went in. The REST API (`assistant.api`) tells views of them, made for other programs. Knows
nothing of HTTP.
"""

import inspect
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, TypeAdapter, create_model

from assistant.access.scopes import Scope
from assistant.client.contract import AnyAssistant, AnyConversations
from index.progress import UpdateProgress

_BESIDE = ("self", "progress", "stopped")
"""Parameters that no request carries: progress comes back while the call runs, and a stop is a request of its own."""

_PLAIN = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class Call:
    """One call: `name` finds the method, `streams` where it gives one value after the other."""

    name: str
    needs: Scope
    method: Callable[..., Any]
    signature: inspect.Signature
    streams: bool

    @property
    def reports(self) -> bool:
        """Whether it tells progress."""
        return "progress" in self.signature.parameters

    @property
    def can_be_stopped(self) -> bool:
        """Whether it asks if it should stop."""
        return "stopped" in self.signature.parameters

    def arguments(self) -> type[BaseModel]:
        """What a request carries."""
        return _arguments(self)

    def result(self) -> TypeAdapter[Any]:
        """What comes back: the value, or each of them where it streams."""
        return _result(self)


PROGRESS: TypeAdapter[UpdateProgress] = TypeAdapter(UpdateProgress)


def _call(name: str, method: Callable[..., Any], needs: Scope) -> Call:
    returned = get_type_hints(method)["return"]
    return Call(name, needs, method, inspect.signature(method), get_origin(returned) in (Iterator, Generator))


@cache
def _arguments(call: Call) -> type[BaseModel]:
    hints = get_type_hints(call.method)
    fields: dict[str, Any] = {
        name: (hints[name], ... if parameter.default is parameter.empty else parameter.default)
        for name, parameter in call.signature.parameters.items()
        if name not in _BESIDE
    }
    return create_model(f"Call {call.name}", __config__=_PLAIN, **fields)


@cache
def _result(call: Call) -> TypeAdapter[Any]:
    returned = get_type_hints(call.method)["return"]
    return TypeAdapter(get_args(returned)[0] if call.streams else returned)


def _table() -> Iterator[Call]:
    for needs, names in _NEEDS.items():
        for name in names:
            owner, _, method = name.rpartition(".")
            yield _call(name, getattr(AnyConversations if owner else AnyAssistant, method), needs)


_ASKING = (
    *("ask", "stream", "check", "search", "facets", "articles", "article", "versions", "listed", "sources"),
    *("find_source", "jobs", "job", "job_page", "index_state", "status", "searchable_passages"),
    *(f"conversations.{name}" for name in ("begin", "page", "get", "turns", "turn", "rename", "remove")),
    *(f"conversations.{name}" for name in ("keep", "drop_from", "rate", "rated")),
)
_WRITING = (
    *("take_in", "add_text", "remove", "add_source", "update_source", "update_sources", "retry_source"),
    *("pause_source", "resume_source", "remove_source"),
)
_ADMINISTERING = ("add", "rebuild_index", "compact", "verify_index")
_NEEDS: Mapping[Scope, Sequence[str]] = {
    Scope.ASK: _ASKING,
    Scope.WRITE: _WRITING,
    Scope.ADMIN: _ADMINISTERING,
}
CALLS: Mapping[str, Call] = {call.name: call for call in _table()}
"""By name."""

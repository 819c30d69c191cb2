"""Errors as they go over the network: the name of their class and their message, and the same class again at the end.

Knows nothing of HTTP.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from assistant.errors import AssistantError
from corpus.errors import CorpusError, TryLaterError
from index.errors import IndexingError

ROOTS: tuple[type[Exception], ...] = (AssistantError, CorpusError, IndexingError)


def failure_json(error: Exception, message: str) -> dict[str, Any]:
    """An error of the library."""
    until = error.until.isoformat() if isinstance(error, TryLaterError) else None
    return {"code": type(error).__name__, "detail": message, "until": until}


def error_of(failure: dict[str, Any]) -> Exception:
    """The same error again; an AssistantError where its class is not known here."""
    message = str(failure.get("detail") or "The server says no more.")
    kind = {one.__name__: one for one in _all(ROOTS)}.get(str(failure.get("code")), AssistantError)
    if issubclass(kind, TryLaterError):
        until = failure.get("until")
        return kind(message, datetime.fromisoformat(until) if until else datetime.now(UTC))
    return kind(message)


def _all(kinds: tuple[type[Exception], ...]) -> Iterator[type[Exception]]:
    for kind in kinds:
        yield kind
        yield from _all(tuple(kind.__subclasses__()))

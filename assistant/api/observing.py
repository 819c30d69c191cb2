"""What watches every request from outside: gives it its id, counts and logs it, and tells of what broke.

The log gets route, status and duration, never a path with its parameters, a query or a body. Knows nothing of routes.
"""

import logging
import time
from collections.abc import Callable, MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.answer import Answer
from assistant.api.metrics import Metrics
from assistant.api.problems import INTERNAL, Problem, problem_response
from assistant.api.request_ids import HEADER, request_id_of

_log = logging.getLogger(__name__)
_OTHER = "other"


class Observed:
    """An application with an eye on it. Must stand outermost, so that what others refuse is seen too."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and see how it ends."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, told = time.perf_counter(), _Told(send, request_id_of(scope))
        try:
            await self._app(scope, receive, told)
        except Exception:  # noqa: BLE001 - the one broad handler of this door
            _log.exception("A request broke.", extra={"fields": {"request_id": told.request_id}})
            if told.status is None:
                await problem_response(Request(scope), Problem("internal_error", INTERNAL))(scope, receive, told)
        finally:
            self._record(scope, told, time.perf_counter() - began)

    def _record(self, scope: Scope, told: "_Told", seconds: float) -> None:
        route, status = _template(scope), told.status or 499  # the client went away before it was answered
        self._metrics.requested(route, scope["method"], status, seconds)
        fields = {
            "request_id": told.request_id,
            "method": scope["method"],
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        _log.info("request", extra={"fields": fields})


class _Told:
    """Sends on, with the request's id in the headers, and remembers the status."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self.request_id = request_id
        self.status: int | None = None

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message.setdefault("headers", [])
            MutableHeaders(scope=message)[HEADER] = self.request_id
        await self._send(message)


def log_answers(*, texts: bool) -> Callable[[Answer], None]:
    """What logs every answer: how it ended and how long its stages took, with its words only where `texts` says so."""

    def log(answer: Answer) -> None:
        fields: dict[str, Any] = {"outcome": answer.outcome, "mode": answer.mode, "timings_ms": answer.timings_ms}
        if texts:
            fields.update(question=answer.question, query=answer.query, answer=answer.answer)
        _log.info("question", extra={"fields": fields})

    return log


def _template(scope: Scope) -> str:
    """The route's path with the names of its parameters: it says what was asked for, and not by whom or about what."""
    path = getattr(scope.get("route"), "path_format", None)
    return path if isinstance(path, str) and path.startswith("/") else _OTHER

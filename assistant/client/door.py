"""The server's side: a path for each call, answered with server-sent events: progress, values, or what went wrong.

For programs of this same version (the command line, `assistant mcp`, Python); it stands in no OpenAPI document. Knows
nothing of what a call does.
"""

import logging
import threading
from collections.abc import Awaitable, Callable, Generator, Iterator
from contextlib import closing, contextmanager
from operator import attrgetter
from typing import Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from assistant.access.scopes import Scope, may
from assistant.api.event_stream import ServerEvent, stream_of
from assistant.api.failing import problem_of
from assistant.api.problems import Problem, ProblemError
from assistant.client.calls import CALLS, Call
from assistant.client.contract import AnyAssistant
from assistant.client.failures import ROOTS, failure_json
from assistant.client.wire import CALL_ID, PREFIX
from assistant.client.working import Work, reported
from assistant.errors import AssistantError
from corpus.addresses import is_address

_BROKEN = "The server failed at this: a fault of the program. Its log says why; the library is as it was."
_log = logging.getLogger(__name__)
_OWN_PATHS = "Paths of the server's machine need a token of the scope admin."


class Door:
    """Answers the calls of clients for one assistant."""

    def __init__(self, assistant: AnyAssistant) -> None:
        self._assistant = assistant
        self._stops: dict[str, threading.Event] = {}

    def router(self) -> APIRouter:
        """A path for each call, and one to stop what runs."""
        router = APIRouter(prefix=PREFIX, include_in_schema=False)
        for call in CALLS.values():
            router.add_api_route(f"/{call.name}", self._endpoint(call), methods=["POST"], openapi_extra=_needs(call))
        stop = {"x-scope": str(Scope.WRITE)}
        router.add_api_route("/stop/{call_id}", self._stop, methods=["POST"], status_code=204, openapi_extra=stop)
        return router

    def _endpoint(self, call: Call) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            arguments = _read(call, await request.body())
            is_admin = may(request, Scope.ADMIN)
            if not is_admin:
                _refuse_paths(arguments)
            events = self._events(call, arguments, request.headers.get(CALL_ID, ""), in_full=is_admin)
            return stream_of(events if is_admin else _without_directory(events))

        return endpoint

    async def _stop(self, call_id: str) -> None:
        """Ask a call to end at the next good moment; one that is over is no error."""
        if call_id in self._stops:
            self._stops[call_id].set()

    def _events(self, call: Call, arguments: BaseModel, call_id: str, *, in_full: bool) -> Generator[ServerEvent]:
        """What is sent; `in_full` tells errors in words that can name files."""
        given = {name: getattr(arguments, name) for name in type(arguments).model_fields}
        try:
            with self._stoppable(call_id) as stopped:
                yield from self._done(call, given, stopped)
        except ROOTS as error:
            problem = problem_of(error)
            message = str(error) if in_full or problem is None else problem.detail
            yield ServerEvent("error", failure_json(error, message))
        except Exception as error:  # noqa: BLE001  (the one broad handler of this door)
            _log.error("The call %s failed", call.name, exc_info=error)
            yield ServerEvent("error", failure_json(AssistantError(), _BROKEN))

    def _done(self, call: Call, given: dict[str, Any], stopped: threading.Event) -> Iterator[ServerEvent]:
        method, result = attrgetter(call.name)(self._assistant), call.result()
        if call.streams:
            with closing(method(**given)) as values:
                for value in values:
                    yield ServerEvent("item", result.dump_python(value, mode="json"))
            yield ServerEvent("end", None)
            return
        asked = {"stopped": stopped.is_set} if call.can_be_stopped else {}
        if call.reports:
            work: Work = lambda progress: method(**given, progress=progress, **asked)  # noqa: E731
            yield from reported(work, result, stopped)
        else:
            yield ServerEvent("result", result.dump_python(method(**given, **asked), mode="json"))

    @contextmanager
    def _stoppable(self, call_id: str) -> Iterator[threading.Event]:
        stopped = self._stops[call_id] = threading.Event()
        try:
            yield stopped
        finally:
            self._stops.pop(call_id, None)


def _needs(call: Call) -> dict[str, str]:
    return {"x-scope": str(call.needs)}


def _read(call: Call, body: bytes) -> BaseModel:
    try:
        return call.arguments().model_validate_json(body or b"{}")
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_input=False)) from error


def _without_directory(events: Generator[ServerEvent]) -> Iterator[ServerEvent]:
    """Where the library is on the server is its administrator's business."""
    with closing(events):
        for event in events:
            named = event.name == "result" and isinstance(event.data, dict) and "data_directory" in event.data
            yield ServerEvent(event.name, {**event.data, "data_directory": ""}) if named else event


def _refuse_paths(arguments: BaseModel) -> None:
    """Whoever may not administer names web addresses only: a path would let files of the server be read."""
    named = [*getattr(arguments, "items", ()), *filter(None, [getattr(arguments, "address", None)])]
    if not all(is_address(item) for item in named):
        raise ProblemError(Problem("scope_missing", _OWN_PATHS))

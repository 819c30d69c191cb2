"""What goes wrong told in OpenAI's form, whatever form errors have elsewhere on this server.

Knows nothing of questions.
"""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from assistant.api.failing import problem_of
from assistant.errors import UsageError
from assistant.openai_api.errors import RefusedRequestError, error_json

_LOG = logging.getLogger(__name__)
_WRONG = "invalid_request_error"
_BROKEN = "The program failed at this question. Its log says why; the library is as it was."


class OpenAIRoute(APIRoute):
    """A path whose errors have OpenAI's form."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with what it raises told in that form."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:  # noqa: BLE001  (the one broad handler of this door)
                status, body = told(error)
                return JSONResponse(body, status)

        return handled


def told(error: Exception) -> tuple[int, dict[str, Any]]:
    """The status and the object for what went wrong; what nobody expected is logged, and its words are kept back."""
    match error:
        case RequestValidationError():
            return 400, _invalid(error)
        case HTTPException():  # FastAPI raises Starlette's for a body that is no JSON, and its own is one of them
            return error.status_code, error_json(str(error.detail), _WRONG)
        case RefusedRequestError():
            return error.status, error_json(str(error), _WRONG, code=error.code, parameter=error.parameter)
        case UsageError():
            return 400, error_json(str(error), _WRONG, code="invalid_value", parameter="messages")
    problem = problem_of(error)
    if problem is not None:
        return problem.status, error_json(problem.detail, "server_error", code=problem.code)
    _LOG.error("A chat completion failed", exc_info=error)
    return 500, error_json(_BROKEN, "server_error")


def _invalid(error: RequestValidationError) -> dict[str, Any]:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"] if part != "body") or None
    return error_json(first["msg"], _WRONG, code="invalid_value", parameter=place)

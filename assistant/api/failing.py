"""Errors made into problem details: the library's own, those of the framework, and whatever broke.

Knows nothing of routes. The messages of errors that can name a path on this machine stay in the log.
"""

import logging
from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.api.problems import INTERNAL, Problem, ProblemError, Wrong, code_of_status, problem_response
from assistant.errors import (
    AssistantError,
    BusyError,
    ConversationNotFoundError,
    JobNotFoundError,
    NoModelError,
    TurnNotFoundError,
    UsageError,
    WrongFilterError,
)
from corpus.errors import (
    ArticleNotFoundError,
    CorpusError,
    DatabaseError,
    FetchError,
    FilterError,
    SourceNotFoundError,
    UnreadableError,
)
from index.errors import IndexingError

_log = logging.getLogger(__name__)

_BUSY_S = 5
_CODES: tuple[tuple[type[Exception], str], ...] = (
    (ArticleNotFoundError, "article_not_found"),
    (SourceNotFoundError, "source_not_found"),
    (ConversationNotFoundError, "conversation_not_found"),
    (TurnNotFoundError, "turn_not_found"),
    (JobNotFoundError, "job_not_found"),
    (BusyError, "busy"),
    (WrongFilterError, "filter_unknown"),
    (NoModelError, "no_model"),
    (UsageError, "refused"),
    (UnreadableError, "unreadable"),
    (FetchError, "refused"),
    (FilterError, "filter_unknown"),
)
"""Errors whose messages are written for whoever asked."""

_HIDDEN: tuple[tuple[type[Exception], str, str], ...] = (
    (DatabaseError, "library_unavailable", "The library cannot be read or written now. The server's log says why."),
    (IndexingError, "index_unavailable", "The index cannot be read or written now. The server's log says why."),
)
"""Errors whose messages can name files."""

_JSON_BROKEN = "json_invalid"
_MOST_ERRORS = 20


def handle_errors(app: FastAPI) -> None:
    """Let every error of this application be told as problem details."""
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_fault)
    for kind in (AssistantError, CorpusError, IndexingError):
        app.add_exception_handler(kind, _on_library)


def problem_of(error: Exception) -> Problem | None:
    """What to tell of an error of the library; None where it is a fault of the program."""
    for kind, code in _CODES:
        if isinstance(error, kind):
            return Problem(code, str(error), retry_after_s=_BUSY_S if code == "busy" else None)
    for kind, code, told in _HIDDEN:
        if isinstance(error, kind):
            _log.error("%s: %s", code, error)
            return Problem(code, told, retry_after_s=_BUSY_S)
    return None


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problem_response(request, error.problem)


async def _on_library(request: Request, error: Exception) -> Response:
    problem = problem_of(error)
    if problem is None:
        raise error
    return problem_response(request, problem)


async def _on_fault(request: Request, error: Exception) -> Response:
    """A fault of the program; whoever watches the request logs it."""
    return problem_response(request, Problem("internal_error", INTERNAL))


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    problem = Problem(code_of_status(error.status_code), str(error.detail))
    return problem_response(request, problem, error.headers)


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = list(_wrong(error.errors()))[:_MOST_ERRORS]
    if any(one.get("type") == _JSON_BROKEN for one in error.errors()):
        return problem_response(request, Problem("invalid_body", "The body is no JSON that can be read.", wrong))
    return problem_response(
        request, Problem("invalid_request", "The request is not as it should be; see errors.", wrong)
    )


def _wrong(errors: Iterable[Any]) -> Iterable[Wrong]:
    """Where each stands and what is wrong; never what was sent."""
    for one in errors:
        yield Wrong(".".join(str(part) for part in one["loc"]), str(one["msg"]))

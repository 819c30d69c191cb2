"""Every way in which a request can fail: its stable code and status, and the problem details (RFC 9457) that tell it.

The one table of codes of this API; the gate's own are in `assistant.access.denial`, in the same form. Knows nothing of
routes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from assistant.api.request_ids import request_id_of

MEDIA_TYPE = "application/problem+json"
STATUSES: Mapping[str, int] = {
    "body_too_large": 413,  # more bytes than are read
    "busy": 429,  # too many jobs are under way or wait
    "content_type_wrong": 415,  # a body of a kind that is not read here
    "conversation_not_found": 404,
    "article_not_found": 404,  # no such article, or no such version of it
    "filter_unknown": 422,  # a filter names what no article has; the detail says what comes nearest
    "idempotency_key_reused": 422,  # the same Idempotency-Key came with another request
    "idempotency_key_under_way": 409,  # the first request with this Idempotency-Key is not answered yet
    "index_unavailable": 503,  # the index cannot be read or written at present
    "internal_error": 500,  # a fault of this program; the log says more under the request's id
    "invalid_body": 400,  # the body is no JSON, or no form, that can be read
    "invalid_request": 422,  # a parameter or a field is wrong; `errors` says which
    "job_not_found": 404,
    "library_unavailable": 503,  # the library file cannot be read or written at present
    "method_not_allowed": 405,
    "no_model": 400,  # writing is asked for, and no language model is set
    "not_found": 404,  # there is nothing at this address
    "refused": 422,  # understood, and cannot be done as it is; the detail says why
    "scope_missing": 403,  # needs a token of a higher scope
    "source_not_found": 404,
    "turn_not_found": 404,
    "unreadable": 422,  # what was sent holds no text that can be read
}
INTERNAL = "Something broke. The server's log says what, under the id of this request."
_BY_STATUS = {
    400: "invalid_body",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "content_type_wrong",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a request: where it stands (`body.question`), and what is wrong with it."""

    at: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One failure: a code of the table, and what to do next, for people."""

    code: str
    detail: str
    errors: Sequence[Wrong] = ()
    retry_after_s: int | None = None

    @property
    def status(self) -> int:
        """The HTTP status that goes with the code."""
        return STATUSES[self.code]

    def to_json(self, request_id: str) -> dict[str, Any]:
        """The members of problem details, with our own `code`, `request_id` and `errors`."""
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "request_id": request_id,
            **({"errors": [asdict(one) for one in self.errors]} if self.errors else {}),
        }


class ProblemError(Exception):
    """A request that cannot be answered, raised by a route where no error of the library says it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def problem_response(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A problem as it is sent."""
    told = dict(headers or {})
    if problem.retry_after_s is not None:
        told["Retry-After"] = str(problem.retry_after_s)
    body = problem.to_json(request_id_of(request.scope))
    return JSONResponse(body, problem.status, told, media_type=MEDIA_TYPE)


def code_of_status(status: int) -> str:
    """The code for a status that the framework gave."""
    return _BY_STATUS.get(status, "refused" if status < 500 else "internal_error")


def documented(*codes: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that can fail so, for the OpenAPI document; every route can fail in other ways too."""
    told: dict[int | str, dict[str, Any]] = {"default": _documented("Any other failure, told in the same form.", ())}
    for status in sorted({STATUSES[code] for code in codes}):
        named = [code for code in codes if STATUSES[code] == status]
        told[status] = _documented(HTTPStatus(status).phrase, named)
    return told


def _documented(description: str, codes: Sequence[str]) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"$ref": "#/components/schemas/Problem"}}
    if codes:
        content["examples"] = {
            code: {"value": Problem(code, "What is wrong, and what to do.").to_json("0f3a")} for code in codes
        }
    return {"description": description, "content": {MEDIA_TYPE: content}}

"""What a caller gets who is not let through: problem details (RFC 9457) with a stable code, and what to do next.

Knows nothing of why anybody is refused.
"""

import json
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class Denial:
    """One refusal. `retry_after_s` says when to try again, where that helps; `headers` are sent along."""

    status: int
    code: str
    detail: str
    retry_after_s: int | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def response(self) -> Response:
        """The refusal as it is sent; the connection ends with it, as the rest of the request is not read."""
        headers = dict(self.headers)
        if self.retry_after_s is not None:
            headers["Retry-After"] = str(self.retry_after_s)
        if self.status in (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.REQUEST_TIMEOUT):
            headers["Connection"] = "close"
        problem = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            # OpenAI's clients, which come in here too, show this and nothing else
            "error": {"message": self.detail, "type": "invalid_request_error", "param": None, "code": self.code},
        }
        body = json.dumps(problem).encode()
        return Response(body, self.status, headers, media_type="application/problem+json")


FOREIGN_HOST = Denial(
    403,
    "foreign_host",
    "This server does not answer to the name in the request. Names can be added with ASSISTANT_HOSTS.",
)
FOREIGN_PAGE = Denial(403, "foreign_page", "The request came from a page of another site. Open the assistant's own.")
NO_TOKEN = Denial(
    401,
    "token_required",
    "A token is required. Send it as `Authorization: Bearer …`; `assistant tokens add NAME` makes one.",
    headers=(("WWW-Authenticate", 'Bearer realm="assistant"'),),
)
WRONG_TOKEN = Denial(
    401,
    "token_wrong",
    "The token is wrong or was revoked. `assistant tokens add NAME` makes a new one.",
    headers=(("WWW-Authenticate", 'Bearer realm="assistant", error="invalid_token"'),),
)
NO_SUCH_DOOR = Denial(404, "not_found", "There is nothing at this address.")
UNAVAILABLE = Denial(503, "unavailable", "Tokens cannot be checked now. Look at the server's log.", 5)
BUSY = Denial(429, "busy", "The assistant is answering as many questions as it can. Ask again in a moment.", 1)
SLOW_BODY = Denial(408, "body_too_slow", "The rest of the request did not come in time. Send it again, faster.", 1)


def out_of_scope(needed: str) -> Denial:
    """The token is right, and not enough."""
    challenge = f'Bearer realm="assistant", error="insufficient_scope", scope="{needed}"'
    detail = f"This needs a token of the scope {needed}. `assistant tokens add NAME --scope {needed}` makes one."
    return Denial(403, "scope_missing", detail, headers=(("WWW-Authenticate", challenge),))


def wrong_method(allowed: list[str]) -> Denial:
    """There is something at this address, for other methods."""
    methods = ", ".join(allowed)
    return Denial(405, "method_not_allowed", f"Use {methods} here.", headers=(("Allow", methods),))


def wrong_content(accepted: list[str]) -> Denial:
    """A body of a kind that is not read here; forms and plain text are what pages elsewhere can send unasked."""
    return Denial(415, "content_type_wrong", f"Send {' or '.join(accepted)}, and say so in Content-Type.")


def too_large(most_bytes: int) -> Denial:
    """More bytes than are read."""
    return Denial(413, "body_too_large", f"At most {most_bytes:,} bytes are read here. Send less at once.")


def too_many_files(most: int) -> Denial:
    """More files in one upload than are taken."""
    return Denial(413, "too_many_files", f"At most {most:,} files are taken at once. Send them in several uploads.")


def too_often(wait_s: int) -> Denial:
    """More requests than this token has in a minute."""
    return Denial(429, "too_many_requests", f"Too many requests with this token. Wait {wait_s} s.", wait_s)

"""What can go wrong with a request in OpenAI's form, and the object that says so.

RefusedRequestError
├── NotUnderstoodError   the body is not what this door reads
└── NoSuchModelError     there is no model of this name

Knows nothing of HTTP but the status. Codes: https://platform.openai.com/docs/guides/error-codes
"""

from assistant.errors import AssistantError
from assistant.json_values import Json


class RefusedRequestError(AssistantError):
    """A request that gets no answer; `parameter` is where in the body the fault lies."""

    status = 400
    code = "invalid_value"

    def __init__(self, message: str, parameter: str | None = None) -> None:
        super().__init__(message)
        self.parameter = parameter


class NotUnderstoodError(RefusedRequestError):
    """The body is not what this door reads."""


class NoSuchModelError(RefusedRequestError):
    """There is no model of this name."""

    status = 404
    code = "model_not_found"


def error_json(message: str, kind: str, *, code: str | None = None, parameter: str | None = None) -> Json:
    """The object that OpenAI's clients make their exceptions of; `kind`: `invalid_request_error` or `server_error`."""
    return {"error": {"message": message, "type": kind, "param": parameter, "code": code}}

"""The OpenAPI document of this application: what FastAPI gathers, with the answer's own schema and that of problems.

Knows nothing of what the routes do.
"""

import json
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.api.examples import NAMED
from assistant.api.problems import STATUSES

_ABOUT = (
    "Ask a library of articles. Every sentence of an answer carries a quote that stands, word for word, in a named "
    "version of a named article; where the articles do not say, that is the answer.\n\n"
    "Requests that change something take an `Idempotency-Key`: sent again with the same key within a day, they are not "
    "done again. What takes long is a job (`/v1/jobs`): the reply is 202 with its address; with `wait`, the job itself "
    "where it is over by then. `x-scope` of each operation is the scope that a token needs for it."
)
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "Problem details (RFC 9457). `code` is stable; `detail` says what to do next, for people.",
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "examples": sorted(STATUSES)},
        "detail": {"type": "string"},
        "request_id": {"type": "string", "description": "As in the log of the server and in `X-Request-Id`."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["at", "message"],
                "properties": {"at": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The whole document."""
    document = get_openapi(
        title="Article assistant", version=version("article-assistant"), description=_ABOUT, routes=app.routes
    )
    answer = json.loads(files("assistant").joinpath("answer.schema.json").read_text(encoding="utf-8"))
    answer.pop("$schema")
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(Answer=answer, Problem=PROBLEM)
    document["components"]["examples"] = {name: {"value": example} for name, example in NAMED.items()}
    schemas["TurnView"]["properties"]["answer"] = {"$ref": "#/components/schemas/Answer"}
    return document

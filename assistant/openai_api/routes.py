"""The paths of this door: chat completions, streamed or whole, and the list of models.

Knows nothing of how questions are answered.
"""

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from assistant.api.event_stream import stream_of
from assistant.events import Event
from assistant.follow_ups import Earlier
from assistant.openai_api.asking import ChatBody, read
from assistant.openai_api.composing import Linking
from assistant.openai_api.errors import NoSuchModelError
from assistant.openai_api.replying import MODEL, Head, model_json, models_json
from assistant.openai_api.streaming import Reply
from assistant.openai_api.telling import OpenAIRoute
from assistant.window.views import ArticleView, VersionView
from corpus.filters import Filters


class Answers(Protocol):
    """Answers questions; raises for what is no question before the first event."""

    def stream(
        self, question: str, *, asked_on: date | None, filters: Filters, earlier: Sequence[Earlier]
    ) -> Iterator[Event]:
        """The answer as it comes about."""


class ErrorDetail(BaseModel):
    """What went wrong; `param` is where in the body."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorBody(BaseModel):
    """An error in OpenAI's form."""

    error: ErrorDetail


_COMPLETION = {
    "description": "The completion, or a stream of its chunks.",
    "content": {
        "application/json": {"schema": {"type": "object"}},
        "text/event-stream": {"schema": {"type": "string"}},
    },
}
_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorBody, "description": why}
    for status, why in ((400, "The request is wrong."), (404, "There is no such model."), (500, "Something broke."))
}

_NEEDS = {"x-scope": "ask"}
_CHAT: dict[str, Any] = {
    "operation_id": "chat",
    "responses": {200: _COMPLETION},
    "response_class": Response,
    "openapi_extra": _NEEDS,
}


def openai_router(assistant: Answers, clock: Callable[[], float] = time.time) -> APIRouter:
    """The paths `/v1/chat/completions`, `/v1/models` and `/v1/models/articles`; `clock` gives seconds since 1970."""
    router = APIRouter(prefix="/v1", tags=["openai"], route_class=OpenAIRoute, responses=_ERRORS)
    started = int(clock())

    @router.get("/models", operation_id="list_models", openapi_extra=_NEEDS)
    def models() -> dict[str, Any]:
        """The models: there is one, `articles`."""
        return models_json(started)

    @router.get("/models/{model}", operation_id="get_model", openapi_extra=_NEEDS)
    def one_model(model: str) -> dict[str, Any]:
        """One model."""
        _require_model(model)
        return model_json(started)

    @router.post("/chat/completions", **_CHAT)
    def chat(body: Annotated[ChatBody, Body()], request: Request) -> Response:
        """Answer the last message of the user, as OpenAI's chat completions do."""
        _require_model(body.model)
        head = Head(f"chatcmpl-{uuid.uuid4().hex}", int(clock()))
        return _answered(assistant, body, Reply(head, _links(str(request.base_url)), with_usage=body.wants_usage))

    return router


def _answered(assistant: Answers, body: ChatBody, reply: Reply) -> Response:
    asked = read(body)
    events = assistant.stream(asked.question, asked_on=asked.asked_on, filters=asked.filters, earlier=asked.earlier)
    if not body.stream:
        return JSONResponse(reply.whole(events))
    # The first event is waited for here: a question that is none gets its status, and no stream.
    return stream_of(reply.pieces(next(events), events))


def _require_model(name: str) -> None:
    if name != MODEL:
        raise NoSuchModelError(f"There is no model “{name}”. Use “{MODEL}”.", "model")


def _links(base: str) -> Linking:
    """Links to the window on the server that was asked."""

    def link(article_id: str, version: int | None) -> str:
        view = ArticleView(article_id) if version is None else VersionView(article_id, version)
        return f"{base.rstrip('/')}/#{view.fragment}"

    return link

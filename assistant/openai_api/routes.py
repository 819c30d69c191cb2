"""The paths of this door: chat completions, streamed or whole, and the list of models.

Knows nothing of how questions are answered.
"""

import time
import uuid
from collections.abc import Callable, Generator, Sequence
from datetime import date
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Body, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from assistant.answer import Mode
from assistant.api.event_stream import stream_of
from assistant.api.listening import GONE, all_of
from assistant.events import Event
from assistant.follow_ups import Earlier
from assistant.openai_api.asking import ChatBody, read
from assistant.openai_api.composing import Linking
from assistant.openai_api.errors import NoSuchModelError
from assistant.openai_api.replying import MODELS, Head, model_json, models_json, names_of
from assistant.openai_api.streaming import Reply
from assistant.openai_api.telling import OpenAIRoute
from assistant.window.views import ArticleView, VersionView
from corpus.filters import Filters


class Answers(Protocol):
    """Answers questions; raises for what is no question before the first event."""

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The ways of answering that there are."""

    def stream(
        self,
        question: str,
        *,
        asked_on: date | None,
        filters: Filters,
        earlier: Sequence[Earlier],
        mode: Mode | None,
    ) -> Generator[Event, None, None]:
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
    """The paths `/v1/chat/completions`, `/v1/models` and `/v1/models/NAME`; `clock` gives seconds since 1970."""
    router = APIRouter(prefix="/v1", tags=["openai"], route_class=OpenAIRoute, responses=_ERRORS)
    started = int(clock())

    @router.get("/models", operation_id="list_models", openapi_extra=_NEEDS)
    def models() -> dict[str, Any]:
        """The models: `articles`; with a language model also `articles-quoting` and `articles-writing`."""
        return models_json(names_of(assistant.modes), started)

    @router.get("/models/{model}", operation_id="get_model", openapi_extra=_NEEDS)
    def one_model(model: str) -> dict[str, Any]:
        """One model."""
        _require_model(model, assistant)
        return model_json(model, started)

    @router.post("/chat/completions", **_CHAT)
    async def chat(body: Annotated[ChatBody, Body()], request: Request) -> Response:
        """Answer the last message of the user, as OpenAI's chat completions do."""
        _require_model(body.model, assistant)
        head = Head(f"chatcmpl-{uuid.uuid4().hex}", int(clock()), body.model)
        reply = Reply(head, _links(str(request.base_url)), with_usage=body.wants_usage)
        return await _answered(_asked(assistant, body), reply, request, streamed=bool(body.stream))

    return router


def _asked(assistant: Answers, body: ChatBody) -> Generator[Event, None, None]:
    asked = read(body)
    return assistant.stream(
        asked.question,
        asked_on=asked.asked_on,
        filters=asked.filters,
        earlier=asked.earlier,
        mode=MODELS[body.model],
    )


async def _answered(
    events: Generator[Event, None, None], reply: Reply, request: Request, *, streamed: bool
) -> Response:
    if streamed:
        # The first event is waited for here: a question that is none gets its status, and no stream.
        return stream_of(reply.pieces(await run_in_threadpool(next, events), events))
    found = await all_of(events, request)
    return Response(status_code=GONE) if found is None else JSONResponse(reply.whole(iter(found)))


def _require_model(name: str, assistant: Answers) -> None:
    names = names_of(assistant.modes)
    if name not in names:
        known = " or ".join(f"“{one}”" for one in names)
        raise NoSuchModelError(f"There is no model “{name}”. Use {known}.", "model")


def _links(base: str) -> Linking:
    """Links to the window on the server that was asked."""

    def link(article_id: str, version: int | None) -> str:
        view = ArticleView(article_id) if version is None else VersionView(article_id, version)
        return f"{base.rstrip('/')}/#{view.fragment}"

    return link

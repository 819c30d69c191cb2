"""Questions and searches. Knows nothing of how answers come about."""

import logging
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assistant.access.scopes import Scope
from assistant.api import examples
from assistant.api.event_stream import MEDIA_TYPE, NOTHING, SCHEMA, ServerEvent, stream_of
from assistant.api.failing import problem_of
from assistant.api.listening import GONE, all_of
from assistant.api.models.asking import AskBody, FoundPassage, SearchBody, SearchView
from assistant.api.opened import Opened, OpenedLibrary, needs
from assistant.api.problems import INTERNAL, Problem, documented
from assistant.api.request_ids import request_id_of
from assistant.events import Event, Finished, Found, Searching, SentenceReady, Working

_log = logging.getLogger(__name__)

router = APIRouter(prefix="/v1", tags=["questions"])
_ANSWER = {
    "description": "The answer, or the refusal. As events: `searching`, `found`, `working` while a model writes, "
    "`sentence` for each, then `answer` with the whole object; `problem` in its place where something broke.",
    "content": {
        "application/json": {
            "schema": {"$ref": "#/components/schemas/Answer"},
            "examples": {name: {"$ref": f"#/components/examples/{name}"} for name in ("Answer", "Written")},
        },
        MEDIA_TYPE: {
            "schema": SCHEMA,
            "example": 'event: searching\ndata: {"query": "chronometer"}\n\nevent: answer\ndata: {"schema": 1}\n\n',
        },
    },
}


@router.post(
    "/ask",
    operation_id="ask",
    summary="Ask the library a question",
    response_class=Response,
    responses={
        200: _ANSWER,
        **documented("conversation_not_found", "invalid_request", "filter_unknown", "no_model"),
    },
    openapi_extra=needs(Scope.ASK),
)
async def ask(body: AskBody, request: Request, library: Opened) -> Response:
    """Answer with citations, in the articles' own words or in a model's; or say that the articles do not say.

    With `Accept: text/event-stream`, or `stream`, the answer is sent as it comes about. Whoever goes away stops it.
    """
    events = await run_in_threadpool(_begun, library, body)
    if body.stream or _wants_events(request):
        return stream_of(_told(events, request_id_of(request.scope)))
    found = await all_of(events, request)
    if found is None:
        return Response(status_code=GONE)
    last = found[-1]
    assert isinstance(last, Finished)  # the last event of every stream
    return JSONResponse(last.answer.to_json())


@router.post(
    "/search",
    operation_id="search",
    summary="Search for passages",
    responses={200: examples.shown("Search", "What was found."), **documented("filter_unknown")},
    openapi_extra=needs(Scope.ASK),
)
def search(body: SearchBody, library: Opened) -> SearchView:
    """The passages that come nearest to some words, without an answer."""
    assistant = library.assistant
    found = assistant.search(body.query, filters=body.filters.filters(), limit=body.limit, near_day=body.near_day)
    passages = [FoundPassage.model_validate(one) for one in found]
    return SearchView(query=body.query, passages=passages, words_only=assistant.retriever.words_only)


def _begun(library: OpenedLibrary, body: AskBody) -> Generator[Event, None, None]:
    return library.assistant.stream(
        body.question,
        asked_on=body.asked_on,
        filters=body.filters.filters(),
        conversation=body.conversation,
        mode=body.mode,
    )


def _wants_events(request: Request) -> bool:
    """Whether events are named among what is accepted; who accepts anything gets JSON."""
    return any(MEDIA_TYPE in accepted for accepted in request.headers.getlist("accept"))


def _told(events: Generator[Event, None, None], request_id: str) -> Iterator[ServerEvent]:
    """The events as they are sent; an error is told in their place, as the status is sent already."""
    before: Event | None = None
    try:
        with closing(events):
            for event in events:
                yield NOTHING if event == before else _server_event(event)
                before = event
    except Exception as error:  # noqa: BLE001 - what is thrown now would only cut the stream off
        problem = problem_of(error)
        if problem is None:
            _log.exception("An answer broke.", extra={"fields": {"request_id": request_id}})
        yield ServerEvent("problem", (problem or Problem("internal_error", INTERNAL)).to_json(request_id))


def _server_event(event: Event) -> ServerEvent:
    match event:
        case Searching(query):
            return ServerEvent("searching", {"query": query})
        case Found(passages, articles):
            return ServerEvent("found", {"passages": passages, "articles": articles})
        case Working(doing):
            return ServerEvent("working", {"doing": doing})
        case SentenceReady(sentence, citations):
            data: dict[str, Any] = {"sentence": asdict(sentence), "citations": [asdict(one) for one in citations]}
            return ServerEvent("sentence", data)
        case Finished(answer):
            return ServerEvent("answer", answer.to_json())

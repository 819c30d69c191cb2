"""Conversations: begun, listed, read, renamed, deleted, and their turns rated. Knows nothing of how they come about."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response

from assistant.access.scopes import Scope
from assistant.api import examples
from assistant.api.models.conversations import (
    BeginBody,
    ConversationLine,
    ConversationPageView,
    ConversationView,
    RatingBody,
    TitleBody,
    TurnView,
)
from assistant.api.opened import Opened, OpenedLibrary, needs
from assistant.api.paging import Limit, Offset, Words
from assistant.api.problems import documented
from assistant.api.repeating import RepeatableRoute
from assistant.conversations.conversation import Turn
from assistant.conversations.exporting import as_json, as_markdown
from assistant.errors import TurnNotFoundError

router = APIRouter(prefix="/v1/conversations", tags=["conversations"], route_class=RepeatableRoute)
ConversationId = Annotated[str, Path(max_length=100, examples=[examples.CONVERSATION["id"]])]
TurnId = Annotated[str, Path(max_length=100, examples=[examples.TURN["id"]])]
_LINKS = {
    operation: ("conversation_id", "/id")
    for operation in ("getConversation", "renameConversation", "deleteConversation")
}
_JSON = "application/json"
_EXPORT = {
    "description": "The conversation as a file.",
    "content": {_JSON: {"schema": {"type": "object"}}, "text/markdown": {"schema": {"type": "string"}}},
}
_LINE = examples.shown("ConversationLine", "The conversation.", _LINKS)


@router.get(
    "",
    operation_id="listConversations",
    summary="List conversations",
    responses={200: examples.shown("Conversations", "The newest first."), **documented()},
    openapi_extra=needs(Scope.ASK),
)
def list_conversations(library: Opened, q: Words = "", offset: Offset = 0, limit: Limit = 50) -> ConversationPageView:
    """Those whose title, questions or answers hold every word of `q`."""
    page = library.assistant.conversations.page(q, offset, limit)
    lines = [ConversationLine.of(one) for one in page.conversations]
    return ConversationPageView(conversations=lines, offset=page.offset, total=page.total)


@router.post(
    "",
    operation_id="beginConversation",
    summary="Begin a conversation",
    status_code=201,
    responses={201: _LINE, **documented("invalid_request")},
    openapi_extra=needs(Scope.ASK),
)
def begin(body: BeginBody, response: Response, library: Opened) -> ConversationLine:
    """Its id goes with every question that is asked in it."""
    conversation = library.assistant.conversations.begin(body.title)
    response.headers["Location"] = f"/v1/conversations/{conversation.id}"
    return ConversationLine.of(conversation)


@router.get(
    "/{conversation_id}",
    operation_id="getConversation",
    summary="Read a conversation",
    responses={
        200: examples.shown("Conversation", "The conversation."),
        **documented("conversation_not_found"),
    },
    openapi_extra=needs(Scope.ASK),
)
def read_conversation(conversation_id: ConversationId, library: Opened) -> ConversationView:
    """With all its turns, and the whole answer of each."""
    conversations = library.assistant.conversations
    line = ConversationLine.of(conversations.get(conversation_id)).model_dump(exclude={"turns"})
    return ConversationView(**line, turns=[TurnView.of(turn) for turn in conversations.turns(conversation_id)])


@router.get(
    "/{conversation_id}/export",
    operation_id="exportConversation",
    summary="Export a conversation",
    response_class=Response,
    responses={200: _EXPORT, **documented("conversation_not_found", "invalid_request")},
    openapi_extra=needs(Scope.ASK),
)
def export(
    conversation_id: ConversationId,
    library: Opened,
    form: Annotated[Literal["json", "md"], Query(alias="format")] = "json",
) -> Response:
    """As JSON that `assistant verify` checks offline, quote by quote; or as Markdown to read."""
    conversations = library.assistant.conversations
    conversation, turns = conversations.get(conversation_id), conversations.turns(conversation_id)
    named = {"Content-Disposition": f'attachment; filename="conversation.{form}"'}
    if form == "md":
        return Response(as_markdown(conversation, turns), headers=named, media_type="text/markdown; charset=utf-8")
    return Response(as_json(conversation, turns, library.assistant.article), headers=named, media_type=_JSON)


@router.patch(
    "/{conversation_id}",
    operation_id="renameConversation",
    summary="Rename a conversation",
    responses={200: _LINE, **documented("conversation_not_found", "invalid_request")},
    openapi_extra=needs(Scope.WRITE),
)
def rename(conversation_id: ConversationId, body: TitleBody, library: Opened) -> ConversationLine:
    """Give it another title."""
    return ConversationLine.of(library.assistant.conversations.rename(conversation_id, body.title))


@router.delete(
    "/{conversation_id}",
    operation_id="deleteConversation",
    summary="Delete a conversation",
    status_code=204,
    responses={204: {"description": "It is gone."}, **documented("conversation_not_found")},
    openapi_extra=needs(Scope.WRITE),
)
def remove(conversation_id: ConversationId, library: Opened) -> None:
    """With all its turns."""
    library.assistant.conversations.remove(conversation_id)


@router.put(
    "/{conversation_id}/turns/{turn_id}/rating",
    operation_id="rateTurn",
    summary="Rate an answer",
    responses={200: examples.shown("Turn", "The turn."), **documented("turn_not_found", "invalid_request")},
    openapi_extra=needs(Scope.ASK),
)
def rate(conversation_id: ConversationId, turn_id: TurnId, body: RatingBody, library: Opened) -> TurnView:
    """Say whether it was good, and why; kept for measuring how well questions are answered."""
    _turn(library, conversation_id, turn_id)
    return TurnView.of(library.assistant.conversations.rate(turn_id, body.good, body.reason))


@router.delete(
    "/{conversation_id}/turns/{turn_id}",
    operation_id="dropTurns",
    summary="Forget a turn and those after it",
    status_code=204,
    responses={204: {"description": "They are gone."}, **documented("turn_not_found")},
    openapi_extra=needs(Scope.WRITE),
)
def drop(conversation_id: ConversationId, turn_id: TurnId, library: Opened) -> None:
    """To ask it again, or ask something else in its place."""
    _turn(library, conversation_id, turn_id)
    library.assistant.conversations.drop_from(turn_id)


def _turn(library: OpenedLibrary, conversation_id: str, turn_id: str) -> Turn:
    turn = library.assistant.conversations.turn(turn_id)
    if turn.conversation_id != conversation_id:
        where = f"`GET /v1/conversations/{conversation_id}` shows what there is."
        raise TurnNotFoundError(f"There is no answer {turn_id} in this conversation. {where}")
    return turn

"""Conversations and their turns as they are told over HTTP, and what is sent to change them.

Knows nothing of where conversations are kept.
"""

from typing import Any

from pydantic import BaseModel, Field

from assistant.api.models.bodies import Body
from assistant.conversations.conversation import Conversation, Turn


class TitleBody(Body):
    """A title for a conversation."""

    title: str = Field(min_length=1, max_length=200, pattern=r"\S", examples=["The stolen chronometer"])


class BeginBody(Body):
    """A conversation to begin; without a title it takes that of its first question."""

    title: str = Field(default="", max_length=200)


class RatingBody(Body):
    """What is thought of an answer; `good` null takes it back."""

    good: bool | None
    reason: str = Field(default="", max_length=2000)


class FeedbackView(BaseModel):
    """What a reader thought of an answer, and why."""

    good: bool
    reason: str
    given_at: str


class TurnView(BaseModel):
    """One question with its answer, which is the object that /v1/ask gives."""

    id: str
    number: int
    question: str
    asked_on: str | None
    answered_at: str
    answer: dict[str, Any]
    feedback: FeedbackView | None

    @classmethod
    def of(cls, turn: Turn) -> "TurnView":
        """That of a turn."""
        given = turn.feedback
        return cls(
            id=turn.id,
            number=turn.number,
            question=turn.question,
            asked_on=turn.asked_on,
            answered_at=turn.answered_at,
            answer=turn.answer.to_json(),
            feedback=FeedbackView.model_validate(given, from_attributes=True) if given else None,
        )


class ConversationLine(BaseModel):
    """One conversation; `turns` counts them."""

    id: str
    title: str
    created_at: str
    updated_at: str
    turns: int

    @classmethod
    def of(cls, conversation: Conversation) -> "ConversationLine":
        """That of a conversation."""
        return cls.model_validate(conversation, from_attributes=True)


class ConversationPageView(BaseModel):
    """Some conversations, the one with the newest turn first, and how many there are in all."""

    conversations: list[ConversationLine]
    offset: int
    total: int


class ConversationView(BaseModel):
    """A conversation with its turns, first to last."""

    id: str
    title: str
    created_at: str
    updated_at: str
    turns: list[TurnView]

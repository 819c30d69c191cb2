"""A request for a chat completion, read: the last message of the user is the question, what stands before its past.

Every other parameter is accepted and without effect: nothing here is sampled, and no tool is called. Messages of the
system are left out: an answer is the articles' own words, which no instruction may change. Knows nothing of HTTP.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from assistant.api.models.asking import FiltersBody
from assistant.api.models.bodies import Day
from assistant.follow_ups import Earlier
from assistant.openai_api.errors import NotUnderstoodError
from corpus.filters import Filters

MOST_MESSAGES = 2000
_TEXT = ("text", "input_text")
_ANSWERS_AS_TEXT = "Answers are text with quotes; leave response_format out."


Text = Annotated[str, StringConstraints(min_length=0)]
"""A string; with a constraint, however weak, pydantic (2.14) refuses lone surrogates, which are no characters."""


class Part(BaseModel):
    """A part of a message; only text is read."""

    type: Text
    text: Text | None = None


class Message(BaseModel):
    """One message, its content a string or parts; null where an assistant called tools."""

    role: str
    content: Text | list[Part] | None = None


class StreamOptions(BaseModel):
    """What is asked of a stream beside its text."""

    include_usage: StrictBool | None = False


class ResponseFormat(BaseModel):
    """The form that is wanted."""

    type: str = "text"


class OwnBody(BaseModel):
    """What only this assistant reads: the day of asking, and filters."""

    model_config = ConfigDict(extra="forbid")

    asked_on: Day | None = None
    filters: FiltersBody = FiltersBody()


class ChatBody(BaseModel):
    """The body of a request; what is not named here is ignored."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [{"model": "articles", "messages": [{"role": "user", "content": "Why was the bridge shut?"}]}]
        },
    )

    model: Text
    messages: Annotated[list[Message], Field(min_length=1, max_length=MOST_MESSAGES)]
    stream: StrictBool | None = False
    stream_options: StreamOptions | None = None
    response_format: ResponseFormat | None = None
    assistant: OwnBody = OwnBody()

    @property
    def wants_usage(self) -> bool:
        """Whether the stream is to end with its usage."""
        return bool(self.stream_options and self.stream_options.include_usage)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what was asked and answered before it, oldest first. `asked_on` None is today."""

    question: str
    earlier: tuple[Earlier, ...]
    asked_on: date | None
    filters: Filters


def read(body: ChatBody) -> Asked:
    """What is asked. Raises NotUnderstoodError, naming what is wrong."""
    if body.response_format and body.response_format.type != "text":
        raise NotUnderstoodError(_ANSWERS_AS_TEXT, "response_format")
    asking = [index for index, message in enumerate(body.messages) if message.role == "user"]
    if not asking:
        raise NotUnderstoodError("There is no message of the role “user”, so there is no question.", "messages")
    last = asking[-1]
    question = _question(body.messages[last], f"messages.{last}.content")
    own = body.assistant
    return Asked(question, _earlier(body.messages[:last]), own.asked_on, own.filters.filters())


def _earlier(messages: Sequence[Message]) -> tuple[Earlier, ...]:
    """Each question with the text that the assistant said to it, up to the next one."""
    found: list[Earlier] = []
    for message in messages:
        if message.role == "user":
            found.append(Earlier(_text(message)))
        elif message.role == "assistant" and found:
            found[-1] = replace(found[-1], answer=f"{found[-1].answer}\n\n{_text(message)}".strip())
    return tuple(one for one in found if one.question.strip())


def _question(message: Message, place: str) -> str:
    """All text of the question. Raises NotUnderstoodError for pictures, sounds, files: reading half of it misleads."""
    if isinstance(message.content, list):
        for part in message.content:
            if part.type not in _TEXT:
                raise NotUnderstoodError(f"The question holds a part of type “{part.type}”. Only text is read.", place)
    return _text(message)


def _text(message: Message) -> str:
    if not isinstance(message.content, list):
        return message.content or ""
    return "\n".join(part.text or "" for part in message.content if part.type in _TEXT)

"""What a conversation is: turns in their order, each a question with its whole answer and what was thought of it.

Knows nothing of how any of it is kept.
"""

from dataclasses import dataclass

from assistant.answer import Answer

MOST_TITLE_CHARACTERS = 60
STOPPED = "stopped"
"""The code of the notice on an answer that was stopped before it was whole; what had been shown of it is kept."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation. `turns` counts them; the times are UTC ISO instants, `updated_at` that of the last turn."""

    id: str
    title: str
    created_at: str
    updated_at: str
    turns: int


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """Some conversations, the number of those before them, and how many there are in all."""

    conversations: tuple[Conversation, ...]
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader thought of an answer, and why; `given_at` is a UTC ISO instant."""

    good: bool
    reason: str
    given_at: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer. `id` is the answer's, `number` counts from 1 within the conversation.

    `asked_on` is the ISO day that the question was asked on, None where days did not matter; `answered_at` is a UTC ISO
    instant.
    """

    id: str
    conversation_id: str
    number: int
    question: str
    asked_on: str | None
    answered_at: str
    answer: Answer
    feedback: Feedback | None = None

    @property
    def stopped(self) -> bool:
        """Whether the answer was stopped before it was whole."""
        return any(notice.code == STOPPED for notice in self.answer.notices)


def title_of(question: str) -> str:
    """A title for the conversation that begins with this question: its first words, in one line of 60 characters."""
    line = " ".join(question.split())
    if len(line) <= MOST_TITLE_CHARACTERS:
        return line
    room = line[:MOST_TITLE_CHARACTERS]
    return (room.rpartition(" ")[0] or room[:-1]).rstrip(" ,.;:–-") + "…"

"""What a model is sent for one question: the passages that fit, and the prompt around them.

Knows nothing of calls and judges.
"""

from dataclasses import dataclass

from assistant.candidates import ReadText
from assistant.drafting import AnswerTask
from assistant.models.model import Message
from assistant.writing.budget import CountTokens, room_in, that_fit
from assistant.writing.given import GivenPassage, source_reader
from assistant.writing.prompts import answer_prompt


@dataclass(frozen=True, slots=True)
class Brief:
    """The messages with the passages in them, and how many tokens may be written; none given, nothing to ask."""

    messages: tuple[Message, ...]
    given: tuple[GivenPassage, ...]
    most_tokens: int


class Briefing:
    """Makes briefs for a model that reads and writes `context_tokens` in one call."""

    def __init__(self, read_text: ReadText, count: CountTokens, context_tokens: int) -> None:
        self._read_text = read_text
        self._count = count
        self._room = room_in(context_tokens)

    def brief(self, task: AnswerTask) -> Brief:
        """The best passages that fit beside the question."""
        around = sum(self._count(one.text) for one in answer_prompt(task.question, task.query, ()))
        passages = [retrieved.passage for retrieved in task.passages]
        given = that_fit(passages, source_reader(self._read_text), self._count, self._room.read - around)
        messages = answer_prompt(task.question, task.query, given)
        return Brief(messages, tuple(given), self._room.written)

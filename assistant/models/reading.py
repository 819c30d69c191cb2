"""What came of one try up to now: words handed on, how it ended, what it cost; read from LangChain's chunks.

Knows nothing of networks, threads or further tries.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from assistant.models.failure import CUT, EMPTY, FULL, FULL_OF_THOUGHTS, WITHHELD, Failure
from assistant.models.model import Usage
from assistant.models.thoughts import Spoken

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

HandOn = Callable[[str | Usage], None]
# A token of English is 4 characters or so; one that goes on beyond this does not keep to what it may write.
_MOST_CHARACTERS_A_TOKEN = 8
_MOST_COUNTED = 10_000_000  # tokens of one call; a server that says more does not count
# As OpenAI, Anthropic, Google, Mistral and Ollama call the end of an answer.
_FINISH_FIELDS = ("finish_reason", "stop_reason", "done_reason")
_FULL = frozenset(("length", "max_tokens", "model_length", "model_context_window_exceeded"))
_WITHHELD = frozenset(("content_filter", "safety", "refusal", "recitation", "blocklist", "prohibited_content", "spii"))


class Reading:
    """Takes the chunks of one try and hands its words on, thoughts and white space before them left out.

    `began` once words were handed on, `finish` once the server said why it ended.
    """

    def __init__(self, most_tokens: int, hand_on: HandOn) -> None:
        self._left = most_tokens * _MOST_CHARACTERS_A_TOKEN
        self._hand_on = hand_on
        self._spoken = Spoken()
        self._thought = False
        self.characters = 0
        self.finish: str | None = None
        self.usage: Usage | None = None

    @property
    def began(self) -> bool:
        """Whether words were handed on."""
        return self.characters > 0

    def take(self, chunk: "AIMessageChunk") -> bool:
        """Whether more may come."""
        text = _words_of(chunk)
        self._thought = self._thought or bool(text) or not isinstance(chunk.content, str)
        self._give(self._spoken.feed(text))
        self.usage = _larger(self.usage, chunk.usage_metadata)
        self.finish = _finish_of(chunk.response_metadata) or self.finish
        if self._left <= 0:
            self.finish = "length"
        return self._left > 0 and not (self.finish and self.usage)

    def end(self) -> Failure | None:
        """Hand on what was held back. What is wrong with the whole; None where it is a whole answer."""
        self._give(self._spoken.rest())
        if self.finish in _WITHHELD:
            return WITHHELD
        if self.finish in _FULL:
            return FULL if self.began else FULL_OF_THOUGHTS if self._thought else EMPTY
        if self.finish is None and (self.began or self._thought):
            return CUT
        return None if self.began else EMPTY

    def _give(self, words: str) -> None:
        words = words if self.began else words.lstrip()
        words = words[: self._left]
        self._left -= len(words)
        self.characters += len(words)
        if words:
            self._hand_on(words)


def _words_of(chunk: "AIMessageChunk") -> str:
    """Its text; blocks of other kinds are what the model thinks, or are no words."""
    if isinstance(chunk.content, str):
        return chunk.content
    blocks = (block if isinstance(block, dict) else {"type": "text", "text": block} for block in chunk.content)
    return "".join(str(block.get("text") or "") for block in blocks if block.get("type") == "text")


def _finish_of(metadata: Mapping[str, Any]) -> str | None:
    return next((str(metadata[field]).lower() for field in _FINISH_FIELDS if metadata.get(field)), None)


def _larger(known: Usage | None, counts: Any) -> Usage | None:
    """Some servers count up with each chunk, others say each number once: the largest holds for both.

    Numbers that cannot be true are not counted.
    """
    if not counts:
        return known
    tokens_in, tokens_out = counts["input_tokens"], counts["output_tokens"]
    if not (_is_count(tokens_in) and _is_count(tokens_out)):
        return known
    known = known or Usage(0, 0)
    return Usage(max(known.tokens_in, tokens_in), max(known.tokens_out, tokens_out))


def _is_count(tokens: object) -> bool:
    return type(tokens) is int and 0 <= tokens <= _MOST_COUNTED

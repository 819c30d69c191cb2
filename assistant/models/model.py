"""What a language model is to those who have it write: messages in, pieces of text out.

Knows nothing of providers, networks or prompts.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a model."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What one call cost, in the model's own tokens; `estimated` where the server did not say."""

    tokens_in: int
    tokens_out: int
    estimated: bool = False


class LanguageModel(Protocol):
    """A model that can be asked to write."""

    @property
    def name(self) -> str:
        """As it was set, such as `openai:gpt-5-mini`."""
        ...

    @property
    def context_tokens(self) -> int:
        """How many tokens it can read and write in one call."""
        ...

    def stream(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str | Usage, None, None]:
        """What it writes, piece by piece, `most_tokens` at most; then one `Usage`, always the last.

        While nothing comes, an empty piece every quarter of a second: a generator that waits cannot be closed. Closed
        early, the call is ended at the server too. Raises ModelUnavailableError before the first words, once every try
        has failed, and ModelBrokeOffError after them; a `Usage` may come before either, as they cost tokens too.
        """
        ...

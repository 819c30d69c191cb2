"""The calls of a model for one answer: what it writes, or wrote before, and what that costs.

Knows nothing of what the texts mean.
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from assistant.answer import ModelUse
from assistant.errors import ModelUnavailableError
from assistant.models.model import LanguageModel, Message, Usage
from assistant.writing.briefing import Brief
from assistant.writing.budget import CountTokens
from assistant.writing.caching import KeptDrafts
from assistant.writing.spending import Spending

_AROUND = 4  # tokens that a message takes beside its text, in the formats of OpenAI and others


@dataclass(frozen=True, slots=True)
class Books:
    """Where is written down what models wrote, and what that cost; `count` says it where a model does not."""

    kept: KeptDrafts
    spending: Spending
    count: CountTokens


class Exchange:
    """The calls of one answer."""

    def __init__(self, model: LanguageModel, books: Books, brief: Brief) -> None:
        self._model = model
        self._books = books
        self._brief = brief
        self._fresh: list[tuple[Sequence[Message], str]] = []
        self._from_kept = False
        self._usages: list[Usage] = []

    @property
    def use(self) -> ModelUse | None:
        """What was spent up to now, None where nothing came of any call."""
        if not self._usages and not self._from_kept:
            return None
        tokens_in, tokens_out = sum(one.tokens_in for one in self._usages), sum(one.tokens_out for one in self._usages)
        return ModelUse(self._model.name, tokens_in, tokens_out, cached=not self._usages)

    def pieces(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """What is written, piece by piece; an empty one while nothing comes.

        Closed early, it ends the call. Raises as `LanguageModel.stream` does, TokensSpentError before anything is sent,
        and ModelUnavailableError where all that came is white space.
        """
        known = self._books.kept.find(self._model.name, messages)
        if known is not None:
            self._from_kept = True
            yield known
            return
        written: list[str] = []
        with closing(self._called(messages)) as pieces:
            for piece in pieces:
                written.append(piece)
                yield piece
        if not "".join(written).strip():
            raise ModelUnavailableError(
                f"{self._model.name} wrote nothing. Ask again, or set another model with ASSISTANT_MODEL."
            )
        self._fresh.append((messages, "".join(written)))

    def keep(self) -> None:
        """Keep what was written for the next time that the same is asked."""
        versions = {(one.source.article_id, one.source.version) for one in self._brief.given}
        for messages, text in self._fresh:
            self._books.kept.keep(self._model.name, messages, text, versions)

    def _called(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """What a call gives. Where it would go beyond the day's tokens it is not made."""
        tokens_in = sum(self._books.count(one.text) + _AROUND for one in messages)
        with self._books.spending.reserved(tokens_in + self._brief.most_tokens):
            yield from self._counted(messages, tokens_in)

    def _counted(self, messages: Sequence[Message], tokens_in: int) -> Generator[str, None, None]:
        """The pieces of one call, whose cost is written down whatever ends it.

        A reader who leaves before the first word has had the prompt read: a model is asked before it gives a piece.
        """
        written, usage, left = list[str](), None, False
        try:
            with closing(self._model.stream(messages, most_tokens=self._brief.most_tokens)) as steps:
                for step in steps:
                    if isinstance(step, Usage):
                        usage = step
                    else:
                        written.append(step)
                        yield step
        except GeneratorExit:
            left = True
            raise
        finally:
            text = "".join(written)
            if usage or text or left:
                self._record(usage or Usage(tokens_in, self._books.count(text), estimated=True))

    def _record(self, usage: Usage) -> None:
        self._books.spending.record(self._model.name, usage)
        self._usages.append(usage)

"""A language model that follows a script, and a small library that it writes from.

Knows nothing of servers; those are in `tests/models`.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.assistant import Assistant
from assistant.models.model import LanguageModel, Message, Usage
from assistant.settings import Settings
from assistant.wiring import open_assistant
from corpus.article import Article, Publication
from tests.conftest import SMALL_MODELS

Step = str | Usage | Exception

BRIDGE = (
    "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins. "
    "Repairs of the bridge will cost 3.5 million pounds, the council said. "
    "The ferry carried 8,900 passengers on Saturday."
)
MILK = "The farms of the Orle valley poured milk away for the whole of October."


class ScriptedModel:
    """Each call takes the next reply, the last one is repeated; `asked` remembers the messages, `closed` the hang-ups.

    A reply is pieces of text, a usage of its own, or an error that it raises there; one string is cut after each word.
    """

    name = "scripted:model"

    def __init__(self, *replies: str | Sequence[Step], context_tokens: int = 8192) -> None:
        self.context_tokens = context_tokens
        self.asked: list[tuple[Message, ...]] = []
        self.closed = 0
        self._replies = replies

    def stream(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str | Usage, None, None]:
        """The next reply, then what it cost: 100 tokens in, and one a piece out."""
        self.asked.append(tuple(messages))
        reply = self._replies[min(len(self.asked), len(self._replies)) - 1]
        pieces = reply.replace(" ", " \x00").split("\x00") if isinstance(reply, str) else reply
        usage = Usage(100, len(pieces))
        try:
            for piece in pieces:
                if isinstance(piece, Exception):
                    raise piece
                if isinstance(piece, Usage):
                    usage = piece
                else:
                    yield piece
            yield usage
        except GeneratorExit:
            self.closed += 1
            raise


def article(id: str, text: str, *, title: str = "Harbour news", day: str = "2026-03-01") -> Article:
    """An article of the Harbour Post."""
    published = Publication(date.fromisoformat(day), day)
    return Article(id=id, title=title, text=text, outlet="Harbour Post", published=published)


@contextmanager
def library(directory: Path, model: LanguageModel, *articles: Article, tokens_a_day: int = 0) -> Iterator[Assistant]:
    """A library of these articles, or of two, that this model writes from."""
    settings = Settings(data=directory / "data", model_tokens_a_day=tokens_a_day)
    models = replace(SMALL_MODELS, language_model=lambda settings: model)
    with open_assistant(settings=settings, models=models) as assistant:
        assistant.add_articles(iter(articles or (article("bridge", BRIDGE), article("milk", MILK))))
        yield assistant

"""What happens while a question is answered, in order: searched, found, sentence by sentence, and the whole answer.

Where a model writes, `Working` stands between them, over and over: at each of them the stream can be closed.

Knows nothing of who watches.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Sentence
from assistant.drafting import Doing


@dataclass(frozen=True, slots=True)
class Searching:
    """The query that is being searched."""

    query: str


@dataclass(frozen=True, slots=True)
class Found:
    """How many passages of how many articles are being read."""

    passages: int
    articles: int


@dataclass(frozen=True, slots=True)
class Working:
    """Nothing new to show: what is being done meanwhile. Comes several times a second while a model is waited for."""

    doing: Doing


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """The next sentence of the answer, checked, with the citations that it is the first to use."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer, or the refusal; always the last event."""

    answer: Answer


Event = Searching | Found | Working | SentenceReady | Finished


def answer_of(events: Iterable[Event]) -> Answer:
    """The answer that a stream ends with."""
    for event in events:
        if isinstance(event, Finished):
            return event.answer
    raise AssertionError("a stream ends with Finished")

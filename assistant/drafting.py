"""What an answerer hands over to be checked: sentences, and the spans of articles that they rest on.

Knows nothing of how a draft is made or checked.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.answer import Mode, ModelUse, Notice, Support
from assistant.question import Question
from index.retrieving import RetrievedPassage
from index.sentences import Span


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """`words` that are said to stand at `claim` of a version; `context` spans of its neighbours say who speaks."""

    article_id: str
    version: int
    words: str
    claim: Span
    context: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Claim and context in reading order."""
        return tuple(sorted((self.claim, *self.context)))


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence to be shown, with the quotes that prove it.

    One that is `quoted` is made up of the `shown` spans of its first quote's version; one that was written is
    `supported` by its quotes, as a judge found, and shows none.
    """

    text: str
    quotes: tuple[DraftQuote, ...]
    shown: tuple[Span, ...] = ()
    support: Support = "quoted"


@dataclass(frozen=True, slots=True)
class DraftEnd:
    """How a draft came about, once it has no more sentences.

    `probability` that the articles answer at all, None where nobody judged it; `unanswered` parts of the question are
    left open; `is_cut` where it stopped before it was whole.
    """

    mode: Mode
    probability: float | None = None
    unanswered: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    model: ModelUse | None = None
    is_cut: bool = False


Doing = Literal["writing", "checking"]


@dataclass(frozen=True, slots=True)
class DraftPause:
    """Nothing to show yet, but a moment at which whoever reads can close the draft; `doing` says what goes on."""

    doing: Doing = "writing"


PAUSE_S = 0.25
"""An answerer that waits for somebody else hands over a pause at least this often."""

DraftStep = DraftSentence | DraftPause | DraftEnd


@dataclass(frozen=True, slots=True)
class AnswerTask:
    """What is to be answered from which passages, best first; `query` is what they were searched with.

    It says more than the question where that goes on with a conversation.
    """

    question: Question
    query: str
    passages: Sequence[RetrievedPassage]


def written_out(text: str, spans: Sequence[Span]) -> str:
    """The words at these spans, in their order, with an ellipsis where something stands between two of them."""
    written = ""
    for number, span in enumerate(spans):
        if number:
            written += " … " if text[spans[number - 1].end : span.start].strip() else " "
        written += span.of(text)
    return written


class Answerer(Protocol):
    """Makes a draft from retrieved passages."""

    def draft(self, task: AnswerTask) -> Generator[DraftStep, None, None]:
        """The sentences as they come about, none where the articles do not say, then one `DraftEnd`, always the last.

        While it waits for a model there is a `DraftPause` every `PAUSE_S`. Closed early, it ends whatever it waits for.
        """
        ...

"""What is judged, from what, and what came of it.

Knows nothing of how it is judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.candidates import SplitText
from assistant.drafting import DraftQuote
from corpus.article import Publication

FaultKind = Literal["number", "date", "name", "quotation", "negation", "direction", "speaker", "meaning", "foreign"]
"""Why a sentence is not supported.

A number, date or name that no quote has; words in quotation marks that nobody said; a statement turned into its
opposite; a change that goes the other way; somebody else who said it; something that the articles do not mean at all;
a link, an image or markup, which no sentence may hold.
"""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The sentences `first` to `last` (exclusive) of one version, which a sentence may rest on; where and when it was.

    The outlet and the day of publication may be said of it, though no sentence of the article says them.
    """

    source: SplitText
    first: int
    last: int
    outlet: str | None = None
    published: Publication | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a sentence: the `words` of it that nothing supports."""

    kind: FaultKind
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one sentence: the quotes that come nearest to it, best first, and what they do not support.

    `probability` that the quotes mean what the sentence says, from 0 to 1.
    """

    quotes: tuple[DraftQuote, ...]
    faults: tuple[Fault, ...]
    probability: float

    @property
    def supported(self) -> bool:
        """Whether it may be shown."""
        return bool(self.quotes) and not self.faults


class Judge(Protocol):
    """Judges sentences."""

    def judge(self, sentence: str, excerpts: Sequence[Excerpt]) -> Verdict:
        """Whether the excerpts support the sentence, which holds no markers; none supports nothing."""
        ...

"""The sentences that might answer a question: those of the retrieved passages.

Knows nothing of models or of how the best are chosen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.retrieving import RetrievedPassage
from index.sentences import Span, split_sentences
from index.words import words_of

_FEWEST_WORDS = 4

ReadText = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class SplitText:
    """The text of one version with its sentences in order."""

    article_id: str
    version: int
    title: str
    text: str
    sentences: list[Span]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that might answer: `index` counts the sentences of its version, `passage_rank` from 0.

    One that stands `alone` is read without its neighbours.
    """

    source: SplitText
    index: int
    passage_rank: int
    alone: bool = False

    @property
    def span(self) -> Span:
        """Where it stands in its version."""
        return self.source.sentences[self.index]

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.of(self.source.text)

    @property
    def says_something(self) -> bool:
        """Not a heading of two words, and not a question: neither answers."""
        return len(self.text.split()) >= _FEWEST_WORDS and not self.text.rstrip("\"”’')").endswith("?")

    def around(self, steps: int) -> "list[Candidate]":
        """It and up to so many sentences on either side of it, in order.

        News has paragraphs of one sentence, so a neighbour may stand in the next one.
        """
        if self.alone:
            return [self]
        first, last = max(self.index - steps, 0), min(self.index + steps, len(self.source.sentences) - 1)
        return [replace(self, index=index) for index in range(first, last + 1)]


def find_candidates(passages: Sequence[RetrievedPassage], read_text: ReadText) -> list[Candidate]:
    """Every sentence of the passages that says something, best passage first; one that several outlets print, once."""
    sources: dict[tuple[str, int], SplitText] = {}
    found: dict[tuple[str, ...], Candidate] = {}
    for rank, retrieved in enumerate(passages):
        passage = retrieved.passage
        key = (passage.article_id, passage.version)
        if key not in sources:
            text = read_text(*key)
            sources[key] = SplitText(*key, passage.title, text, split_sentences(text))
        for index, span in enumerate(sources[key].sentences):
            candidate = Candidate(sources[key], index, rank, retrieved.alone)
            if passage.start <= span.start and span.end <= passage.end and candidate.says_something:
                found.setdefault(tuple(words_of(candidate.text)), candidate)
    return list(found.values())

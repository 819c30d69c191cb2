"""What the articles beside a claim say, so far as it must be known that a corrupted sentence is false.

Knows nothing of kinds of errors. Everything is compared in small letters without punctuation, because some libraries
come with every mark parted from its word.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from benchmarks.labelled.claim import Claim
from benchmarks.labelled.two.reading_figures import find_figures
from corpus.article import Article
from index.sentences import split_sentences

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_STEM = 5  # letters
FUNCTION_WORDS = frozenset(
    """the a an of in on at to and or for by with from as is are was were be been being that this these
those it its his her their he she they them which who whom whose also has have had not but into
during after before said says will would than there when where while one two more most some all
other such can may could about over under""".split()
)


def words_of(text: str) -> list[str]:
    """Its words in small letters, a number with its points and commas as one."""
    return _WORD.findall(text.lower())


def stems_of(text: str) -> frozenset[str]:
    """The first letters of its content words: enough that "closed" and "closing" are near each other."""
    return frozenset(word[:_STEM] for word in words_of(text) if word not in FUNCTION_WORDS)


class Ground:
    """The articles that a claim cites."""

    def __init__(self, claim: Claim, articles: Mapping[str, Article]) -> None:
        self.cited: Sequence[Article] = tuple(articles[article_id] for article_id in claim.article_ids)
        self.evidence = " ".join(claim.evidence_texts(articles))
        self.claim = claim.text

    @cached_property
    def text(self) -> str:
        """Titles and texts, one after the other."""
        return "\n".join(f"{one.title}\n{one.text}" for one in self.cited)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence of the articles, in order."""
        return tuple(span.of(self.text) for span in split_sentences(self.text))

    @cached_property
    def values(self) -> frozenset[float]:
        """Every number that the articles write, in digits or in words."""
        return frozenset(figure.value for figure in find_figures(self.text))

    @property
    def days(self) -> tuple[date, ...]:
        """The days of publication, where they are known."""
        return tuple(one.published.day for one in self.cited if one.published)

    def says(self, phrase: str) -> bool:
        """Whether these words stand in the articles in a row."""
        return f" {' '.join(words_of(phrase))} " in self._run

    def evidence_says(self, phrase: str) -> bool:
        """Whether these words stand in the claim or its evidence in a row."""
        run = " ".join(words_of(f"{self.claim} {self.evidence}"))
        return f" {' '.join(words_of(phrase))} " in f" {run} "

    def told_of(self, phrase: str, about: frozenset[str]) -> bool:
        """Whether sentences around `phrase` tell half or more of what `about` holds."""
        near = [number for number, run in enumerate(self._runs) if f" {' '.join(words_of(phrase))} " in run]
        return (
            any(len(about & self._stems_around(number)) * 2 >= len(about) for number in near) if about else bool(near)
        )

    def together(self, one: str, other: str) -> bool:
        """Whether a sentence holds both."""
        first, second = (f" {' '.join(words_of(phrase))} " for phrase in (one, other))
        return any(first in run and second in run for run in self._runs)

    def _stems_around(self, number: int) -> frozenset[str]:
        return stems_of(" ".join(self.sentences[max(0, number - 1) : number + 2]))

    @cached_property
    def _run(self) -> str:
        return f" {' '.join(words_of(self.text))} "

    @cached_property
    def _runs(self) -> tuple[str, ...]:
        return tuple(f" {' '.join(words_of(sentence))} " for sentence in self.sentences)

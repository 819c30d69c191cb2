"""Two names that have changed places around the same words: "BP sued Shell" for "Shell sued BP".

For English. Knows nothing of numbers, dates or passives: other words between the names are another statement.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.support.name_agreement import same_name
from assistant.support.names import Name
from assistant.support.tokens import tokens_of
from assistant.support.words import stem
from index.words import STOP_WORDS

_MUTUAL = frozenset(map(stem, "meet married play played face fight fought join versus against border near".split()))
_MOST_BETWEEN = 6  # words


def exchanged(sentence: str, names: Sequence[Name], evidence: Sequence[tuple[str, Sequence[Name]]]) -> list[Name]:
    """The first of each two names that the evidence has in the other order around the same words, and not in theirs.

    More words may follow these in the evidence: "BP sued the owners of Shell". `evidence` are texts with their names.
    """
    known = [pair for text, others in evidence for pair in _pairs(text, others)]
    return [
        first
        for first, words, second in _pairs(sentence, names)
        if any(words == w[: len(words)] and same_name(first, b) and same_name(second, a) for a, w, b in known)
        and not any(same_name(first, a) and same_name(second, b) for a, _, b in known)
    ]


def _pairs(text: str, names: Sequence[Name]) -> Iterator[tuple[Name, tuple[str, ...], Name]]:
    """Names that follow one another, with the stems of the words between them, one of which tells something."""
    for first, second in pairwise(names):
        words = [token.plain for token in tokens_of(text[first.end : second.start]) if token.text[0].isalnum()]
        stems = tuple(map(stem, words))
        tells = any(word not in STOP_WORDS for word in words) and not _MUTUAL.intersection(stems)
        if tells and len(words) <= _MOST_BETWEEN:
            yield first, stems, second

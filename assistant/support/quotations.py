"""The quotations of a sentence, and whether evidence has their words.

Typographic variants, capitals and punctuation do not count; an ellipsis and words in brackets stand for whatever was
left out or put in. Knows nothing of who says them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.support.tokens import tokens_of

_QUOTED = re.compile(
    r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|\"([^\"]+)\"|(?<!\w)‘([^‘]+?)’(?!\w)|(?<!\w)'([^']+?)'(?!\w)"
)
_GAP = re.compile(r"\[[^\]]*\]|\(?\.\.\.\)?|…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, which stand at `text[start:end]` without the marks; `pieces` are they between gaps."""

    words: str
    start: int
    end: int
    pieces: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4096)
def quotations_in(text: str) -> tuple[Quotation, ...]:
    """Every quotation of a text, in order."""
    found = []
    for match in _QUOTED.finditer(text):
        words = match[match.lastindex or 0]
        pieces = tuple(piece for part in _GAP.split(words) if (piece := _words(part)))
        if pieces:
            found.append(Quotation(words, *match.span(match.lastindex or 0), pieces))
    return tuple(found)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(token.plain for token in tokens_of(text) if token.is_word or token.is_figure)


def unsupported_quotations(said: Sequence[Quotation], evidence: Sequence[str]) -> list[Quotation]:
    """The quotations whose words do not stand in one of the texts, or in two that follow one another."""
    if not said:
        return []
    texts = [_words(text) for text in evidence]
    joined = tuple(word for words in texts for word in words)
    return [one for one in said if not any(_has(one.pieces, words) for words in (*texts, joined))]


def _has(pieces: Sequence[tuple[str, ...]], words: tuple[str, ...]) -> bool:
    """Whether the pieces stand in the words in their order."""
    start = 0
    for piece in pieces:
        at = next((i for i in range(start, len(words) - len(piece) + 1) if words[i : i + len(piece)] == piece), None)
        if at is None:
            return False
        start = at + len(piece)
    return True

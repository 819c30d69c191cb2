"""Which deed of a sentence its evidence has no word for: "apologised", where somebody only "blamed".

For English. Knows nothing of how near the two come otherwise.
"""

from collections.abc import Sequence

from assistant.support.certainty import is_past
from assistant.support.opposites import sides
from assistant.support.words import stem, telling, words_in

_TELLING_OF = frozenset(stem(word) for word in "report say state write tell describe mention call name base".split())


def unknown_deed(sentence: str, evidence: Sequence[str]) -> str | None:
    """A verb in the past that the evidence has in no form, nor in another word known to be like it; else None."""
    known = {one for text in evidence for one in telling(words_in(text))} | _TELLING_OF
    words = words_in(sentence)
    for number, word in enumerate(words):
        if word.tells and word.stem not in known and is_past(words, number) and not _has_like(word.stem, known):
            return word.plain
    return None


def _has_like(wanted: str, known: set[str]) -> bool:
    return any(wanted in side and side & known for side, _ in sides())

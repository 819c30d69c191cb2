"""Which deed of a sentence its evidence has no word for: "apologised", where somebody only "blamed".

For English. Knows nothing of how near the two come otherwise.
"""

from collections.abc import Sequence

from assistant.support.certainty import is_past
from assistant.support.opposites import sides
from assistant.support.words import Word, stem, telling, words_in

_DETERMINERS = frozenset("a an the this that these those any each some its their his her our your".split())
_VERBS = frozenset(
    "is are was were be been being has have had can could may might must will would should do does did".split()
)
_TELLING_OF = frozenset(stem(word) for word in "report say state write tell describe mention call name base".split())


def unknown_deed(sentence: str, evidence: Sequence[str]) -> str | None:
    """A verb in the past that the evidence has in no form, nor in another word known to be like it; else None."""
    known = {one for text in evidence for one in telling(words_in(text))} | _TELLING_OF
    words = words_in(sentence)
    for number, word in enumerate(words):
        is_unknown = word.tells and word.stem not in known and not _has_like(word.stem, known)
        if is_unknown and is_past(words, number) and _tells_a_deed(words, number):
            return word.plain
    return None


def _tells_a_deed(words: Sequence[Word], number: int) -> bool:
    """Whether a past form is the verb of its clause: not "a specified day", nor "is a mission aimed at Mars"."""
    before = [word.plain for word in words[:number]]
    joined = [place for place, word in enumerate(before) if word in ("and", "but")]
    before = before[joined[-1] + 1 if joined else 0 :]
    nearest = next((word for word in reversed(before) if not word.endswith("ly")), "")
    return nearest in _VERBS or not (nearest in _DETERMINERS or _VERBS & {*before})


def _has_like(wanted: str, known: set[str]) -> bool:
    return any(wanted in side and side & known for side, _ in sides())

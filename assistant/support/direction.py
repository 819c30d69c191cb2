"""Whether a sentence says the opposite of its evidence in another word: a rise for a fall, a loss for a victory.

Each use of a word that has an opposite is held to the words around it. For English. Knows nothing of where the
evidence stands.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.support.negation import denials
from assistant.support.opposites import sides, with_opposites
from assistant.support.words import Word, around, likeness, words_in

# "Production of cheddar, which takes a year to ripen, has stopped": what stopped stands far from it.
_ASIDE = re.compile(r"\s?, (?:which|who|whose|where)\b[^,;.]*,")
_LEAST = 0.3  # likeness below which two words that are opposites speak of different things


@dataclass(frozen=True, slots=True)
class _Use:
    """A word among others: the telling stems around it, and whether something denies it."""

    word: Word
    around: Mapping[str, float]
    denied: bool


def opposed(sentence: str, evidence: Sequence[str]) -> str | None:
    """The word of the sentence in whose place the evidence has its opposite; None where there is none."""
    told = dict.fromkeys(text for whole in evidence for text in (whole, _ASIDE.sub("", whole)))
    theirs = [use for text in told for use in _uses(text)]
    ours = _uses(sentence)
    stems = {use.word.stem for use in ours}
    for use in ours:
        for side, other in sides():
            if use.word.stem in side and not stems & other and _is_opposed(use, side, other, theirs):
                return use.word.plain
    return None


def _is_opposed(use: _Use, side: frozenset[str], other: frozenset[str], theirs: Sequence[_Use]) -> bool:
    """Whether, of the uses of both sides in the evidence, one that says the opposite stands among the likest words."""
    agreeing = [likeness(use.around, one.around) for one in theirs if _says(one, use, side, other)]
    rivals = [one for one in theirs if one.word.stem != use.word.stem]  # the same word denied is no other word
    opposing = [likeness(use.around, one.around) for one in rivals if _says(one, use, other, side)]
    return max(opposing, default=0.0) > max(agreeing, default=_LEAST)


def _says(one: _Use, use: _Use, side: frozenset[str], other: frozenset[str]) -> bool:
    """Whether it says what a use of this `side` says, or denies the `other`, as the sentence's use does."""
    wanted = side if one.denied == use.denied else other
    return one.word.stem in wanted


def _uses(text: str) -> list[_Use]:
    words = words_in(text)
    denied = {word.start for denial in denials(text) for word in denial.denied[:1]}
    return [
        _Use(word, around(words, number), word.start in denied)
        for number, word in enumerate(words)
        if word.stem in with_opposites()
    ]

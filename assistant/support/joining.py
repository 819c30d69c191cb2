"""Whether a sentence puts things together of which two articles tell apart: the crack of one, the age of the other.

Only across articles: within one, what a sentence before has named is often not named again.

For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Sequence

from assistant.support.words import telling, words_in

_JOINT = re.compile(
    r"[;:—–]|,\s|\s(?:and|but|because|while|since|although|though|which|who|where|when|after|before|until|as|that)\s",
    re.IGNORECASE,
)


def joined_apart(sentence: str, texts: Sequence[str], around: Sequence[str]) -> str | None:
    """A word of the sentence that only a text has which tells of nothing else in it; None where there is none.

    Each of the texts is all that one article is quoted with. A whole part of a sentence may rest on one of them. What
    stands `around` all of them, such as outlets and days, joins nothing.
    """
    stated = telling(words_in(sentence)) - {one for text in around for one in telling(words_in(text))}
    parts = [telling(words_in(part)) & stated for part in _JOINT.split(sentence)]
    held = [telling(words_in(text)) & stated for text in texts]
    for number, own in enumerate(held):
        others = set().union(*held[:number], *held[number + 1 :])
        alone = own - others
        apart = others - own and not own & others
        if alone and apart and any(part & alone and part & (others - own) for part in parts):
            return next(word.plain for word in words_in(sentence) if word.stem in alone)
    return None


def patched(sentence: str, texts: Sequence[str], around: Sequence[str]) -> str | None:
    """The word of a plain sentence that its likest text lacks, and that only one has which tells of nothing else in it.

    "Sales of cheddar doubled" is patched from "sales of butter doubled" and from what is said of cheddar.
    """
    if _JOINT.search(sentence):
        return None
    joins = {one for text in around for one in telling(words_in(text))} & telling(words_in(sentence))
    stated = telling(words_in(sentence)) - joins
    held = [telling(words_in(text)) & stated for text in texts]
    likest = max(held, key=len)
    if len(likest) * 2 < len(stated):
        return None
    for number, own in enumerate(held):
        others = set().union(*held[:number], *held[number + 1 :])
        by_title = telling(words_in(texts[number])) & joins
        if own is not likest and own and not own & others and not by_title:
            return next(word.plain for word in words_in(sentence) if word.stem in own)
    return None

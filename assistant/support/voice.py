"""Whether a sentence has the one do what, by its evidence, was done to it: "owns 12 farms" for "is owned by 12 farms".

For English. Knows nothing of where the evidence stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.support.certainty import PAST
from assistant.support.words import Word, words_in

_BE = frozenset("is are was were be been being".split())
_BETWEEN_NONE = _BE | frozenset("the a an his her its their this that".split())
_SHORTEST = 4
_REACH = 5  # telling words on either side of a verb
_TO_BY = 4  # words between a verb and its "by"


@dataclass(frozen=True, slots=True)
class _Deed:
    """A word with the telling stems before and after it, and whether it is done "by" what comes after."""

    word: Word
    before: frozenset[str]
    after: frozenset[str]
    is_suffered: bool


def turned_deed(sentence: str, evidence: Sequence[str]) -> str | None:
    """The verb of which the sentence makes a doer of whom it was done to, or the reverse; None where there is none."""
    theirs = [deed for text in evidence for deed in _deeds(text)]
    for deed in _deeds(sentence):
        same = [one for one in theirs if one.word.stem == deed.word.stem and (one.before | one.after) & _around(deed)]
        turned = [one for one in same if one.is_suffered != deed.is_suffered and _in_order(one, deed)]
        if turned and len(turned) == len(same):
            return deed.word.plain
    return None


def _around(deed: _Deed) -> frozenset[str]:
    return deed.before | deed.after


def _in_order(one: _Deed, other: _Deed) -> bool:
    """Whether the same stand before and after both, as they cannot where only one of the two is suffered."""
    return bool(one.before & other.before) and bool(one.after & other.after)


def _deeds(text: str) -> Iterator[_Deed]:
    words = words_in(text)
    for number, word in enumerate(words):
        if word.tells:
            before = [one.stem for one in words[:number] if one.tells][-_REACH:]
            after = [one.stem for one in words[number + 1 :] if one.tells][:_REACH]
            yield _Deed(word, frozenset(before), frozenset(after), _is_suffered(words, number))


def _is_suffered(words: Sequence[Word], number: int) -> bool:
    """Whether it is a participle whose "by" names the doer: no other one stands between, and no object."""
    following = [one.plain for one in words[number + 1 : number + 2 + _TO_BY]]
    if "by" not in following[:-1] or not _is_participle(words[number].plain):
        return False
    place = following.index("by")
    between, doer = following[:place], following[place + 1]
    if doer.isdigit() and not (number and words[number - 1].plain in _BE):
        return False  # "rose by 12 per cent"
    named = not doer.endswith("ing") and doer not in ("which", "then", "now", "far")
    return named and not any(one in _BETWEEN_NONE or _is_participle(one) for one in between)


def _is_participle(word: str) -> bool:
    return word in PAST or (word.endswith(("ed", "en")) and len(word) > _SHORTEST)

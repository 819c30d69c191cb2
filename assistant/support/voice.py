"""Whether a sentence has the one do what, by its evidence, was done to it: "owns 12 farms" for "is owned by 12 farms".

For English. Knows nothing of where the evidence stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.support.certainty import PAST
from assistant.support.words import Word, words_in

_BE = frozenset("is are was were be been being".split())
_BETWEEN_NONE = _BE | frozenset("the a an his her its their this that".split())
_INSIDE = frozenset("the a an of its his her their".split())
_IRREGULAR = frozenset("put set hit hurt read cast spread known shown worn sworn done drawn grown torn".split())
_SHORTEST = 4
_REACH = 5  # telling words on either side of a verb
_TO_BY = 4  # words between a verb and its "by"
_DOERS = 2  # telling words after it


@dataclass(frozen=True, slots=True)
class Deed:
    """A word with the telling stems before and after it; `doers` are those behind its "by", none where it has none."""

    word: Word
    before: frozenset[str]
    after: frozenset[str]
    doers: frozenset[str]
    is_passive: bool


def turned_deed(sentence: str, evidence: Sequence[str]) -> str | None:
    """The verb of which the sentence makes a doer of whom it was done to, or the reverse; None where there is none."""
    theirs = [deed for text in evidence for deed in deeds_in(text)]
    for deed in deeds_in(sentence):
        same = [one for one in theirs if one.word.stem == deed.word.stem and (one.before | one.after) & _around(deed)]
        turned = [one for one in same if _is_turned(one, deed) or _is_turned(deed, one)]
        if turned and len(turned) == len(same):
            return deed.word.plain
    return None


def _around(deed: Deed) -> frozenset[str]:
    return deed.before | deed.after


def _is_turned(suffered: Deed, done: Deed) -> bool:
    """Whether the doers of the one are what the other is done to; "which farms own" has them before its verb."""
    is_theirs = bool(suffered.doers & done.after) and not suffered.doers & done.before
    return is_theirs and not done.is_passive and bool(suffered.before & done.before)


def deeds_in(text: str) -> Iterator[Deed]:
    """Every telling word of a text, in order, as if it were a verb."""
    words = words_in(text)
    for number, word in enumerate(words):
        if word.tells:
            before = [one.stem for one in words[:number] if one.tells][-_REACH:]
            after = [one.stem for one in words[number + 1 :] if one.tells][:_REACH]
            doers = _doers(words, number)
            is_passive = bool(doers) or (number > 0 and words[number - 1].plain in _BE)
            yield Deed(word, frozenset(before), frozenset(after), doers, is_passive)


def _doers(words: Sequence[Word], number: int) -> frozenset[str]:
    """What a participle's "by" names as doers: no other one stands between, and no object; none for another word."""
    following = words[number + 1 : number + 2 + _TO_BY]
    plain = [one.plain for one in following]
    if "by" not in plain[:-1] or not _is_participle(words[number].plain):
        return frozenset()
    place = plain.index("by")
    between, doer = plain[:place], plain[place + 1]
    if doer.isdigit() and not (number and words[number - 1].plain in _BE):
        return frozenset()  # "rose by 12 per cent"
    if doer.endswith("ing") or doer in ("which", "then", "now", "far"):
        return frozenset()
    if any(one in _BETWEEN_NONE or _is_participle(one) for one in between):
        return frozenset()
    return frozenset(_named(words[number + 2 + place :]))


def _named(words: Sequence[Word]) -> Sequence[str]:
    """The stems of the first name or noun: "the county" of "the county in 1931", "212 farms" as it stands."""
    found: list[str] = []
    for word in words:
        if (not word.tells and word.plain not in _INSIDE) or (found and word.plain.isdigit()):
            break
        if word.tells:
            found.append(word.stem)
    return found[:_DOERS]


def _is_participle(word: str) -> bool:
    return word in PAST or word in _IRREGULAR or (word.endswith(("ed", "en")) and len(word) > _SHORTEST)

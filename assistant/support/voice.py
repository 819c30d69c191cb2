"""Whether a sentence has the one do what, by its evidence, was done to it: "owns 12 farms" for "is owned by 12 farms".

For English. Knows nothing of where the evidence stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.support.words import Word, words_in

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
            followed = [one.plain for one in words[number + 1 : number + 1 + _TO_BY]]
            suffered = "by" in followed and word.plain.endswith(("ed", "en", "n", "t", "d", "g"))
            yield _Deed(word, frozenset(before), frozenset(after), suffered)

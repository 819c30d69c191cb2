"""Whether what a sentence says that somebody said was said by them, and what was only claimed is not told as fact.

For English news prose. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Sequence

from assistant.support.words import stem, telling, words_in

_SAYING = (
    r"(?:said|says|say|told|tells|added|adds|wrote|writes|stated|states|claimed|claims|announced|warned|warns|argued|"
    r"argues|noted|notes|explained|explains|confirmed|reported|insisted|insists|testified|tweeted|recalled|"
    r"acknowledged|admitted|predicted|suggested|concluded|denied|denies|alleged|alleges|asked|"
    r"promised|complained|replied|declared)"
)
_NAME = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prof|Professor|President|Minister)\.?\s+)?"
    r"[A-Z][\w’'-]+(?:\s+(?:of\s+|de\s+|van\s+)?[A-Z][\w’'-]+){0,3}"
)
_SPEAKS = re.compile(
    rf"(?P<name>{_NAME})(?:,(?:[^,.;]{{2,60}},)?)?\s+(?:also\s+|has\s+|had\s+|later\s+)?(?:{_SAYING}|called|described)\b"
)
_SPOKEN_BY = re.compile(
    rf"\b{_SAYING}\s+(?:the\s+)?(?P<name>{_NAME})(?=\s*(?:[,.;:!?—–(]|$|(?:of|on|at|in|after|as|who)\b))"
)
_ACCORDING = re.compile(rf"\b[Aa]ccording to\s+(?:the\s+)?(?P<name>{_NAME})")
_NO_SPEAKERS = frozenset("he she they it we i you who that this there the a an but and in on as".split())
_REPORTS = re.compile(rf"\b(?:{_SAYING}|[Aa]ccording to)\b|[\"“”]|``|''|\b(?:I|me|my|we|our)\b")
_PRONOUN_SPEAKS = re.compile(rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|who)\s+(?:also\s+|has\s+|had\s+|later\s+)?{_SAYING}\b")
_CLAIMED = re.compile(
    r"\b(?:claim(?:ed|ing)|claims?(?= (?:that|to|the|he|she|it|they)\b)|den(?:y|ies|ied)(?= that\b)|"
    r"alleg(?:e|es|ed|edly|ation|ations|ing)|accus\w+|disput(?:e|es|ed)|purported\w*|supposed(?:ly)?)\b"
)
_HEDGES = re.compile(
    rf"\b(?:{_SAYING}|[Aa]ccording to|claim\w*|alleg\w*|accus\w*|disput\w*|purported\w*|supposed\w*|reportedly|"
    r"apparently|may|might|could|would|suspected|charged|rumou?r\w*|denied|legend|belie\w*|thought|theor\w*)\b"
)


def speakers(text: str) -> list[str]:
    """The names that the text gives as those who said something, in order."""
    found = [match["name"] for pattern in (_SPEAKS, _SPOKEN_BY, _ACCORDING) for match in pattern.finditer(text)]
    return [name for name in found if name.lower() not in _NO_SPEAKERS]


def misattributed(sentence: str, evidence: Sequence[str], outlets: Sequence[str] = ()) -> str | None:
    """The speaker named by the sentence who, by the evidence, did not say it; None where who said it is kept.

    The `outlets` that published the evidence have said all of it.
    """
    told = " ".join(evidence)
    theirs = speakers(told)
    for name in speakers(sentence):
        if any(_same(name, other) for other in (*theirs, *outlets)):
            continue
        if theirs and not (_PRONOUN_SPEAKS.search(told) and _same(name, told)):
            return name
        if not _REPORTS.search(told):
            return name
    return None


def claimed_only(sentence: str, evidence: Sequence[str]) -> str | None:
    """The word by which the evidence leaves open what the sentence states as a fact; None where there is none."""
    if _HEDGES.search(sentence):
        return None
    stated = telling(words_in(sentence))
    for text in evidence:
        match = _CLAIMED.search(text)
        if match and stem(match[0]) not in stated:
            return match[0]
    return None


def _same(name: str, other: str) -> bool:
    """Whether both may name one speaker: the last word of either stands in the other."""
    one, two = [word.stem for word in words_in(name)], [word.stem for word in words_in(other)]
    return bool(set(one) & set(two))

"""How often and by how many times: whether a sentence says "a week" for "a day", or "halved" of what fell by a tenth.

For English. Knows nothing of how many it is.
"""

import re
from collections.abc import Sequence

from assistant.support.words import words_in

_EVERY = re.compile(
    r"\b(?:an?|per|each|every|the)\s(?P<unit>hour|day|night|week|month|quarter|year|minute|second)\b|"
    r"\b(?P<often>hourly|daily|nightly|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b|/\s?(?P<short>h|hr|day|week|month|yr|year)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:\d|\w)\s(?:an?|per|each|every)\s(hour|day|night|week|month|quarter|year|minute|second)\b")
_UNITS = {
    "hourly": "hour", "h": "hour", "hr": "hour", "daily": "day", "nightly": "night", "weekly": "week",
    "monthly": "month", "quarterly": "quarter", "yearly": "year", "annual": "year", "annually": "year", "yr": "year",
}  # fmt: skip
_TIMES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rf"\b(?:{said})\b", re.IGNORECASE), re.compile(rf"(?:{told})", re.IGNORECASE))
    for said, told in (
        (r"halv(?:e|es|ed|ing)", r"\bhal[fv]|\b50 ?(?:%|per cent|percent)|fifty per"),
        (r"doubl(?:e|es|ed|ing)|twofold", r"\bdoubl|\btwice|\btwo(?:-?fold| times)|\b100 ?(?:%|per)|\b2 times|\b2x"),
        (
            r"tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)|threefold",
            r"\btripl|\btrebl|\bthree(?:-?fold| times)|\b3 times|\b3x",
        ),
        (r"quadrupl(?:e|es|ed|ing)|fourfold", r"\bquadrupl|\bfour(?:-?fold| times)|\b4 times|\b4x"),
    )
)


def other_rate(sentence: str, evidence: Sequence[str]) -> str | None:
    """The rate or the multiple that the sentence tells and the evidence does not; None where there is none."""
    for said, told in _TIMES:
        if (match := said.search(sentence)) and not any(told.search(text) for text in evidence):
            return match[0]
    for match in _COUNTED.finditer(sentence):
        counted = words_in(sentence[: match.start() + 1])[-1].stem
        of_these = [text for text in evidence if counted in {word.stem for word in words_in(text)}]
        theirs = {_unit(found) for text in of_these or evidence for found in _EVERY.finditer(text)}
        if match[1].lower() not in theirs:
            return match[0][2:]
    return None


def _unit(match: re.Match[str]) -> str:
    found = next(group for group in match.groups() if group).lower()
    return _UNITS.get(found, found)

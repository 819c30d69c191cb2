"""Whether a sentence puts something before, after, until or since a day on which its evidence has it.

For English. Knows nothing of which day is meant.
"""

import re
from collections.abc import Sequence

from assistant.support.dates import dates_in

_BOUND = re.compile(r"\b(before|after|until|till|since|by)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE)
_NOT_UNTIL = re.compile(r"(?:\bnot|n[’']t)(?: \w+){1,2} until\s+$", re.IGNORECASE)  # that is on that day
_SAME = (
    frozenset("before by until till prior ahead earlier previously preceding ago eve".split()),
    frozenset("after since from following followed later subsequently once then beginning starting began".split()),
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def beyond_day(sentence: str, evidence: Sequence[str]) -> str | None:
    """The "before" or the like, with its day, of which no evidence has the like; None where there is none."""
    told = {word.lower() for text in evidence for word in _WORD.findall(text)}
    for moment in dates_in(sentence):
        match = _BOUND.search(sentence, 0, moment.start)
        if match is None or _NOT_UNTIL.search(sentence[: moment.start]):
            continue
        if not any(match[1].lower() in words and words & told for words in _SAME):
            return sentence[match.start() : moment.end]
    return None

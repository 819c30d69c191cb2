"""Whether a sentence leans on the one before it: "He resigned" is true of many, and each reader takes it for the last.

English only. Knows nothing of passages.
"""

import re

_DAYS = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|\d{4}|\d{1,2}|week|month|year|day|morning|afternoon|evening|night|time|noon|midnight)"
)
_TIME = r"(?:on|in|by|at|since|until|before|after|from|earlier|later|last|next|the|that|this|same|early|late|following)"
_LEANS = re.compile(
    r"^[\"“'‘(]*(?:(?:also|but|and|then|later|however|afterwards|meanwhile|in addition|moreover),?\s+)?"
    rf"(?:{_TIME}(?:\s+{_TIME})*(?:\s+{_DAYS})+,?\s+)?"
    r"(He|She|They|It|His|Her|Hers|Their|Theirs|Its|This|These|Those|The (?:former|latter))\b"
    r"(?!\s+(?:week|month|year|morning|afternoon|evening|day|days|time)\b)",
    re.IGNORECASE,
)
# "It is expected that …" is about nothing that was named before.
_EXPLETIVE = re.compile(
    r"\bit (?:is|was|has been|will be|would be|remains?|remained) (?:not |also |still |\w+ly )?"
    r"(?:un)?(?:clear|known|certain|likely|possible|expected|estimated|thought|believed|hoped|feared|said|reported|"
    r"announced|decided|agreed)\b|\bit (?:rained|snowed|takes|took)\b",
    re.IGNORECASE,
)


def leaning_word(sentence: str) -> str | None:
    """The word with which it takes up what was said before, None where it stands by itself."""
    match = _LEANS.match(sentence)
    return match.group(1) if match and not _EXPLETIVE.match(sentence, match.start(1)) else None

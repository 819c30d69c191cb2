"""Whether a sentence goes from one end to the other where its evidence goes back: "from Wexby to Skerrow".

For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Sequence

from assistant.support.words import telling, words_in

_WAY = re.compile(r"\bfrom\s+([^,;:.]{1,40}?)\s+(?:to|into|towards)\s+([^,;:.]{1,40})", re.IGNORECASE)


def turned_back(sentence: str, evidence: Sequence[str]) -> str | None:
    """The way that the evidence goes in the other direction; None where there is none."""
    theirs = [_ends(match) for text in evidence for match in _WAY.finditer(text)]
    for match in _WAY.finditer(sentence):
        start, end = _ends(match)
        there = any(start & one and end & other for one, other in theirs)
        if not there and any(start & other and end & one for one, other in theirs):
            return match[0]
    return None


def _ends(match: re.Match[str]) -> tuple[set[str], set[str]]:
    return telling(words_in(match[1])), telling(words_in(match[2]))

"""Whether a sentence counts one thing with the number of another: 22 points, where it was 22 votes and five points.

For English. Knows nothing of units and of what numbers are worth.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.support.words import stem

_COUNTED = re.compile(
    r"(?<![\w.,£$€-])(\d{1,3}(?:,\d{3})+|\d+|[a-z]+)\s(?:more\s)?([a-z]{3,}s|people|men|women|children)\b"
)
_SMALL = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety""".split()
)


def counted_otherwise(sentence: str, evidence: Sequence[str]) -> str | None:
    """A number with what it counts, where the evidence has that number of others and another number of that.

    A thing that the evidence does not count may be another word for the same, and is left alone. None where there is
    nothing of the kind.
    """
    told = {pair for text in evidence for pair in _counts(text)}
    for number, counted in _counts(sentence):
        counts_others = any(one == number for one, _ in told)
        is_counted = any(other == counted for _, other in told)
        if counts_others and is_counted and (number, counted) not in told:
            return number
    return None


def _counts(text: str) -> Iterator[tuple[str, str]]:
    """Numbers with the stems of what they count."""
    for match in _COUNTED.finditer(text):
        if match[1][0].isdigit() or match[1] in _SMALL:
            yield match[1], stem(match[2])

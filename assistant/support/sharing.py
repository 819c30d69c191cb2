"""Whether a sentence takes the number of one part of its evidence for what another part says, which has its own.

For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Sequence

from assistant.support.numbers import numbers_in
from assistant.support.words import plain_words, telling, words_in

_PARTS = re.compile(r";|,\s(?:and|but|while|whereas|though)\s|\s(?:while|whereas)\s|—|–")


def number_of_another_part(sentence: str, evidence: Sequence[str]) -> str | None:
    """The only number of a sentence, where a part of the evidence that has another says more of it; else None."""
    numbers = numbers_in(sentence)
    if len(numbers) != 1:
        return None
    [number] = numbers
    stated = telling(words_in(sentence[: number.start] + " " + sentence[number.end :]))
    unit = number.readings[0].unit
    parts = [part for text in evidence for part in _PARTS.split(text)]
    having = [telling(words_in(part)) & stated for part in parts if _has(part, number.words)]
    others = [
        telling(words_in(part)) & stated
        for part in parts
        if not _has(part, number.words) and any(one.readings[0].unit == unit for one in numbers_in(part))
    ]
    apart = having and others and unit and all(not own >= other for own in having for other in others if other)
    return number.words if apart and any(others) else None


def _has(part: str, words: str) -> bool:
    return plain_words(words) <= plain_words(part)

"""Another number in a sentence: a neighbour's, one of a plausible size, or two of its own exchanged.

Knows nothing of days, years and clock times, which are another kind of change, or of checkers. A changed number has a
value that nothing near the claim has, and lies on the side of "more than" and "at most" where it is wrong.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from benchmarks.labelled.one.ground import Ground, replaced

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "k": 1e3, "m": 1e6, "bn": 1e9}
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DIGITS = r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,:/-])\d+(?:\.\d+)?"
_WORD = rf"\b(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?\b|\b(?:{'|'.join(_ONES[2:])})\b"
_NUMBER = re.compile(rf"({_DIGITS}|{_WORD})(?:(?<=\d)(k|m|bn)\b| (hundred|thousand|million|billion)\b)?", re.IGNORECASE)
_NO_AMOUNT_AFTER = re.compile(rf"(?:st|nd|rd|th)\b| (?:{_MONTHS})\b|\s?[ap]\.?m\b|:\d|[-–/]\d|-[a-z]+-|\.\d|\)")
_NO_AMOUNT_BEFORE = re.compile(
    rf"(?:\b(?:{_MONTHS}|(?:at|past|to|of|by|from|until|about) (?:half )?past|century|number|No|part|version|BC|AD)\.?"
    rf"|\(|between|between [\w£$€,.]+(?: \w+)? and|from|plus or minus|give or take) (?:[£$€])?$"
)
_MORE = re.compile(
    r"\b(?:more than|over|at least|above|exceed(?:s|ed|ing)?|passed|no fewer than|upwards of) (?:[£$€])?$"
)
_HEDGED = re.compile(r"\b(?:about|around|nearly|almost|some|roughly|approximately|half|put at) (?:[£$€])?$")
_LESS = re.compile(r"\b(?:less than|under|at most|below|fewer than|up to|no more than|within) (?:[£$€])?$")
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_LISTED = re.compile(r"\W*(?:and|to|or|,|by|-)?\W*")
_FACTORS = (0.2, 0.3, 0.4, 0.5, 0.6, 1.5, 1.8, 2.0, 2.5, 3.0, 5.0, 10.0)
_ROUND = 10  # a multiple of it may be meant roughly, from 50 on
_NEAR = 0.3  # a share: two numbers nearer than this may both be "about" it
_LARGEST_WORD = 99
_PARTED_FROM = 10_000


@dataclass(frozen=True, slots=True)
class _Amount:
    """One number as it is written."""

    found: re.Match[str]
    bare: float
    scale: str

    @property
    def value(self) -> float:
        return self.bare * _SCALES.get(self.scale.lower(), 1.0)

    @property
    def in_words(self) -> bool:
        return not self.found[1][0].isdigit()

    @property
    def before(self) -> str:
        return self.found.string[: self.found.start()]


Sizes = Callable[[_Amount], Iterable[float]]


def neighbours_number(ground: Ground, chance: random.Random) -> str | None:
    """A number that stands elsewhere in the article, with what its own place says of it."""
    others = [each.value for each in amounts(ground.article.text)]
    return _changed(ground, chance, lambda amount: chance.sample(others, len(others)))


def plausible_number(ground: Ground, chance: random.Random) -> str | None:
    """A number of about the same size."""

    def sizes(amount: _Amount) -> list[float]:
        near = [amount.bare + step for step in (-7, -3, -2, -1, 1, 2, 3, 7)] if amount.bare.is_integer() else []
        far = [round(amount.bare * factor, _places(amount)) for factor in _FACTORS]
        steps = chance.sample(near, len(near)) + chance.sample(far, len(far))
        scale = amount.value / amount.bare if amount.bare else 1.0
        return [size * scale for size in (steps if chance.random() < 0.5 else reversed(steps)) if size > 0]

    return _changed(ground, chance, sizes)


def exchanged_numbers(ground: Ground, chance: random.Random) -> str | None:
    """Two numbers of the claim, each in the other's place."""
    found = list(amounts(ground.claim))
    pairs = [
        (one, other)
        for number, one in enumerate(found)
        for other in found[number + 1 :]
        if one.value != other.value
        and one.in_words == other.in_words
        and not _listed(ground.claim[one.found.end() : other.found.start()])
    ]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    text = ground.claim
    return (
        text[: one.found.start()]
        + other.found[0]
        + text[one.found.end() : other.found.start()]
        + one.found[0]
        + (text[other.found.end() :])
    )


def amounts(text: str) -> Iterator[_Amount]:
    """The numbers of a text that count or measure something."""
    for found in _NUMBER.finditer(text):
        after, before = text[found.end() :], text[: found.start()]
        bare = _bare(found[1])
        year = not found[2] and not found[3] and _YEAR.fullmatch(found[1]) and not re.search(r"[£$€]$", before)
        if not year and bare and not _NO_AMOUNT_AFTER.match(after) and not _NO_AMOUNT_BEFORE.search(before):
            yield _Amount(found, bare, found[2] or found[3] or "")


def every_value(text: str) -> set[float]:
    """The values that a text may be read to hold, days, years and percentages included."""
    values = {
        _bare(found[1]) * _SCALES.get((found[2] or found[3] or "").lower(), 1.0) for found in _NUMBER.finditer(text)
    }
    values |= {
        float(digits.replace(",", "")) for digits in re.findall(r"\d[\d,]*(?:\.\d+)?", text) if digits[-1] != ","
    }
    return values | {1.0 for _ in re.finditer(r"\b(?:one|once|an?)\b", text)}


def _changed(ground: Ground, chance: random.Random, sizes: Sizes) -> str | None:
    found = list(amounts(ground.claim))
    taken = every_value(ground.said)
    for amount in chance.sample(found, len(found)):
        for value in sizes(amount):
            if value not in taken and _is_wrong(amount, value) and (written := _written(amount, value)):
                return replaced(ground.claim, amount.found, written)
    return None


def _is_wrong(amount: _Amount, value: float) -> bool:
    """Whether the new value makes the sentence wrong, and not only less exact."""
    if _MORE.search(amount.before):
        return value > amount.value * (1 + _NEAR)
    if _LESS.search(amount.before):
        return value < amount.value * (1 - _NEAR)
    hedged = _HEDGED.search(amount.before) or (amount.value >= 5 * _ROUND and amount.value % _ROUND == 0)
    same_size = amount.value / 20 <= value <= amount.value * 20
    return same_size and (not hedged or abs(value - amount.value) > _NEAR * max(value, amount.value))


def _written(amount: _Amount, value: float) -> str | None:
    """The value as the sentence writes numbers: words where it has words, its scale kept; None where that is odd."""
    bare = value / _SCALES.get(amount.scale.lower(), 1.0)
    tail = amount.found[0][len(amount.found[1]) :]
    if amount.in_words:
        word = _word(bare)
        return (word.capitalize() if amount.found[0][0].isupper() else word) + tail if word else None
    if bare != round(bare, max(_places(amount), 0)) or bare < 0.1:
        return None
    parted = "," if "," in amount.found[1] or bare >= _PARTED_FROM else ""
    return f"{bare:{parted}.{_places(amount)}f}{tail}"


def _word(value: float) -> str | None:
    if not value.is_integer() or not 2 <= value <= _LARGEST_WORD:
        return None
    tens, ones = divmod(int(value), 10)
    if value < len(_ONES):
        return _ONES[int(value)]
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def _bare(written: str) -> float:
    if written[0].isdigit():
        return float(written.replace(",", ""))
    tens, _, ones = written.lower().partition("-")
    if tens in _ONES:
        return float(_ONES.index(tens))
    return float((_TENS.index(tens) + 2) * 10 + (_ONES.index(ones) if ones else 0))


def _places(amount: _Amount) -> int:
    return len(amount.found[1].partition(".")[2])


def _listed(between: str) -> bool:
    """Whether two numbers belong to one list or range, so that their order may mean nothing."""
    words = re.findall(r"[^\W\d]+", between)
    alternatives = len(words) < 5 and not {"and", "or", "to"}.isdisjoint(words)
    return bool(_LISTED.fullmatch(between)) or len(words) < 3 or alternatives

"""Finds the numbers of a sentence, in digits and in words. Dates, years and ordinals are not numbers here.

Knows nothing of articles, nor of what becomes of a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
MONTHS = """January February March April May June July August September October November December""".split()
_MONTH = "|".join([*MONTHS, "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec"])
_SMALL = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_DIGITS = re.compile(
    r"(?<![\w,./:–-])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w:/]|[.,]\d)"
    rf"(?P<scale>\s(?:{'|'.join(_SCALES)})\b)?"
)
_WORDS = re.compile(
    rf"\b(?<!-)(?P<words>(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[1:10])})|{_SMALL}))\b(?!-)"
    rf"(?P<scale>\s(?:{'|'.join(_SCALES)})\b)?",
    re.IGNORECASE,
)
_BESIDE_MONTH = (re.compile(rf"\b(?:{_MONTH})\.?\s$"), re.compile(rf"\s(?:of\s)?(?:{_MONTH})\b"))
_YEAR = re.compile(r"1\d{3}|20\d\d")
_CLOCK = re.compile(r"\s?[ap]\.?\s?m\b|\s?o[’']clock", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `text[start:end]`: how it is written without its scale ("million"), the scale, and its value."""

    start: int
    end: int
    written: str
    scale: str
    value: float

    @property
    def in_digits(self) -> bool:
        """Whether it is written in digits."""
        return self.written[0].isdigit()

    @property
    def bare(self) -> float:
        """Its value without the scale."""
        return read_number(self.written)


def find_figures(text: str) -> tuple[Figure, ...]:
    """The numbers in order. "One" is none: it is a pronoun more often."""
    found = [*_found(text, _DIGITS, "digits"), *_found(text, _WORDS, "words")]
    return tuple(sorted((one for one in found if not _other_thing(text, one)), key=lambda one: one.start))


def read_number(written: str) -> float:
    """The value of one number as it is written, without a scale."""
    if written[0].isdigit():
        return float(written.replace(",", ""))
    first, _, second = written.lower().partition("-")
    return _small(first) + (_small(second) if second else 0)


def write_number(value: float, like: str) -> str:
    """The number in the manner of another: in words below a hundred, with as many decimals, with commas."""
    if not like[0].isdigit():
        words = in_words(round(value))
        return words.capitalize() if like[0].isupper() else words
    places = len(like.partition(".")[2])
    return f"{value:,.{places}f}" if value >= 10_000 or "," in like else f"{value:.{places}f}"


def in_words(value: int) -> str:
    """A whole number in words; in digits from a hundred on."""
    if value < len(_ONES):
        return _ONES[value]
    if value > 99:
        return f"{value:,}"
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")


def _small(word: str) -> float:
    return float(_ONES.index(word)) if word in _ONES else 10.0 * (_TENS.index(word) + 2)


def _found(text: str, pattern: re.Pattern[str], group: str) -> Iterator[Figure]:
    for match in pattern.finditer(text):
        written, scale = match[group], (match["scale"] or "").strip().lower()
        yield Figure(match.start(), match.end(), written, scale, read_number(written) * _SCALES.get(scale, 1))


def _other_thing(text: str, figure: Figure) -> bool:
    """Whether it is a year, a day of a month, a time of day, or the word "one"."""
    before, after = text[: figure.start], text[figure.end :]
    if figure.written.lower() == "one" and not figure.scale:
        return True
    year = _YEAR.fullmatch(figure.written) and not figure.scale and before[-1:] not in ("£", "$", "€")
    of_month = _BESIDE_MONTH[0].search(before[-12:]) or _BESIDE_MONTH[1].match(after)
    return bool(year or of_month or _CLOCK.match(after))

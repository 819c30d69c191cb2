"""Numbers that are written in words: the only file that imports text_to_num.

English and German. Knows nothing of figures or units.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from text_to_num import find_numbers

from assistant.support.tokens import Token

_GERMAN = frozenset(
    "der die das und ist nicht ein eine einen einem von mit für im am den dem wurde sind auf uhr".split()
)
_ENGLISH = frozenset("the of and is a an in to was were for by with on at".split())
# "ein Haus" counts nothing, and neither does "am" or "im": text_to_num reads the article as a 1.
_GERMAN_ARTICLES = frozenset("ein eine einen einem einer eines".split())
_NUMBER_WORDS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
    hundreds thousands millions billions first second third fourth fifth sixth seventh eighth ninth tenth eleventh
    twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth
    fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth millionth thirds fourths fifths sixths
    sevenths eighths ninths tenths""".split()
)
_MAGNITUDES = frozenset("hundred thousand million billion trillion".split())
DENOMINATORS = {
    word: number
    for number, words in {
        2: "half halves halfs",
        3: "third thirds drittel",
        4: "quarter quarters viertel",
        5: "fifth fifths fünftel",
        6: "sixth sixths",
        7: "seventh sevenths",
        8: "eighth eighths achtel",
        9: "ninth ninths",
        10: "tenth tenths zehntel",
    }.items()
    for word in words.split()
}
"""What a fraction's second word divides by."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A number in words: the tokens `first` to `last` (exclusive)."""

    value: Fraction
    first: int
    last: int
    is_ordinal: bool


class _Heard:
    """A token as text_to_num asks for it."""

    def __init__(self, token: Token, begins: bool) -> None:
        self._token = token
        self._begins = begins

    def text(self) -> str:
        """Its word."""
        return self._token.plain

    def nt_separated(self, previous: "_Heard") -> bool:
        """Whether a number before it has ended."""
        return self._begins

    def not_a_number_part(self) -> bool:
        """Figures are read elsewhere."""
        return self._token.is_figure


@lru_cache(maxsize=4096)
def language_of(tokens: tuple[Token, ...]) -> Literal["en", "de"]:
    """German where its small words outnumber the English ones, else English."""
    words = [token.text.lower() for token in tokens]
    german = sum(word in _GERMAN for word in words)
    return "de" if german > sum(word in _ENGLISH for word in words) else "en"


def worded_numbers(tokens: tuple[Token, ...]) -> dict[int, Worded]:
    """The numbers in words by their first token; years too, "nineteen eighty-four"."""
    language = language_of(tokens)
    if language == "en" and not any(token.plain in _NUMBER_WORDS for token in tokens):
        return {}  # a fifth of the time that the library takes to say so
    found: list[Worded] = []
    heard = [_Heard(token, _begins(tokens, place)) for place, token in enumerate(tokens)]
    for one in find_numbers(heard, language, 0):
        if one.end - one.start == 1 and tokens[one.start].text.lower() in _GERMAN_ARTICLES:
            continue
        worded = Worded(Fraction(str(one.value)), one.start, one.end, one.is_ordinal)
        if found and (year := _year(found[-1], worded)):
            found[-1] = year
        else:
            found.append(worded)
    return {one.first: one for one in found}


def _begins(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number begins here that the library would add to the one before: "one hundred and two hundred"."""
    return place >= 1 and tokens[place - 1].plain == "and" and _plain_at(tokens, place + 1) in _MAGNITUDES


def _plain_at(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].plain if place < len(tokens) else ""


def _year(century: Worded, rest: Worded) -> Worded | None:
    """Puts "nineteen" and "eighty-four" together."""
    adjacent = century.last == rest.first and not century.is_ordinal and not rest.is_ordinal
    if adjacent and 10 <= century.value <= 20 and 10 <= rest.value <= 99:
        return Worded(century.value * 100 + rest.value, century.first, rest.last, False)
    return None

"""The value of the number that begins at a token: figures, words, fractions, magnitudes.

Knows nothing of units, hedges, or of what is counted.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.support.number_words import DENOMINATORS, Worded
from assistant.support.tokens import Token
from assistant.support.units import MAGNITUDES, SHORT_MAGNITUDES, UNIT_OF

_GERMAN_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_HALF_OF = frozenset("of a an the its their his her all my our".split()) | MAGNITUDES.keys()
_VAGUE = {
    "dozens": Fraction(24), "scores": Fraction(40), "hundreds": Fraction(100), "thousands": Fraction(1000),
    "millions": Fraction(10**6), "billions": Fraction(10**9), "dutzende": Fraction(24), "hunderte": Fraction(100),
    "tausende": Fraction(1000),
}  # fmt: skip
_TIMES = {"twice": Fraction(2), "thrice": Fraction(3), "couple": Fraction(2), "trio": Fraction(3)}
_FOLD = {
    word: Fraction(number)
    for number, words in {
        "2": "twofold double doubled doubles doubling",
        "3": "threefold triple tripled triples tripling",
        "4": "fourfold quadruple quadrupled quadrupling",
        "5": "fivefold",
        "10": "tenfold",
        "1/2": "halve halved halves halving",
    }.items()
    for word in words.split()
}
_SHORTENED = ("mio", "mrd")
_WHOLES = frozenset((*range(2, 11), 20, 100, 1000))
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value that ends before the token `last`; `step` is its last telling place.

    The first of `values` is the likeliest. A `loose` one is no count: "doubled".
    """

    values: tuple[Fraction, ...]
    step: Fraction
    last: int
    ordinal: bool = False
    share: bool = False
    vague: bool = False
    loose: bool = False

    def times(self, factor: Fraction, last: int) -> "Parsed":
        """The same number of dozens, thousands, and so on."""
        return replace(
            self, values=tuple(v * factor for v in self.values), step=self.step * abs(factor), last=last, share=False
        )


def parse_at(tokens: Sequence[Token], place: int, worded: Mapping[int, Worded]) -> Parsed | None:
    """The number that begins at this token, with its magnitude, None where none does."""
    parsed = _base(tokens, place, worded)
    if parsed is None or parsed.ordinal or parsed.vague:
        return parsed
    if ratio := _ratio(tokens, parsed, worded):
        return ratio
    if not parsed.share and _plain(tokens, parsed.last, "and", ("a", "an"), "half"):
        parsed = replace(parsed, values=(parsed.values[0] + Fraction(1, 2),), step=Fraction(1, 2), last=parsed.last + 3)
    if parsed.share and _plain(tokens, parsed.last, ("a", "an"), tuple(MAGNITUDES)):
        parsed = replace(parsed, last=parsed.last + 1)
    elif parsed.share and _plain(tokens, parsed.last, "of", ("a", "an"), tuple(MAGNITUDES)):
        parsed = replace(parsed, last=parsed.last + 2)
    return _magnified(tokens, parsed)


def _ratio(tokens: Sequence[Token], parsed: Parsed, worded: Mapping[int, Worded]) -> Parsed | None:
    """Reads "three in four" and "3 out of 4" as three quarters; not "two in five days"."""
    out_of = _plain(tokens, parsed.last, "out", "of")
    if not out_of and not _plain(tokens, parsed.last, "in"):
        return None
    place = parsed.last + (2 if out_of else 1)
    whole = _base(tokens, place, worded) if place < len(tokens) else None
    if whole is None or whole.ordinal or whole.values[0] not in _WHOLES or not 0 < parsed.values[0] < whole.values[0]:
        return None
    if _plain(tokens, whole.last, tuple(UNIT_OF)):
        return None
    return Parsed((parsed.values[0] / whole.values[0],), Fraction(1, 100), whole.last, share=True)


def _base(tokens: Sequence[Token], place: int, worded: Mapping[int, Worded]) -> Parsed | None:
    token = tokens[place]
    if token.is_figure:
        return _figure(tokens, place)
    if token.plain in _VAGUE:
        return Parsed((_VAGUE[token.plain],), Fraction(1), place + 1, vague=True)
    if (fraction := _fraction(tokens, place, worded)) is not None:
        return fraction
    if one := worded.get(place):
        return Parsed((one.value,), _step(one.value), one.last, ordinal=one.is_ordinal)
    if token.plain in _TIMES:
        return Parsed((_TIMES[token.plain],), Fraction(1), place + 1)
    if token.plain in _FOLD:
        return Parsed((_FOLD[token.plain],), Fraction(1), place + 1, loose=True)
    if token.plain in ("dozen", "dutzend"):
        return Parsed((Fraction(12),), Fraction(1), place + 1)
    part = _part_sign(token)
    return Parsed((part,), Fraction(1, 100), place + 1, share=True) if part else None


def _part_sign(token: Token) -> Fraction:
    """The value of ½ and its like, 0 of any other sign."""
    value = unicodedata.numeric(token.text, 0) if len(token.text) == 1 else 0
    return Fraction(value).limit_denominator(1000) if 0 < value < 1 else Fraction(0)


def _figure(tokens: Sequence[Token], place: int) -> Parsed:
    text = tokens[place].text
    values = figure_values(text)
    decimals = len(text) - 1 - max(text.rfind("."), text.rfind(",")) if values[0].denominator > 1 else 0
    step = _step(values[0]) if values[0].denominator == 1 else Fraction(1, 10**decimals)
    parsed = Parsed(values, step, place + 1)
    if _joined(tokens, place + 1) and tokens[place + 1].plain in _ORDINAL_ENDINGS:
        return replace(parsed, last=place + 2, ordinal=True)
    if _joined(tokens, place + 1) and (part := _part_sign(tokens[place + 1])):
        return Parsed((values[0] + part,), Fraction(1, 4), place + 2)
    return _slashed(tokens, place, parsed)


def _slashed(tokens: Sequence[Token], place: int, parsed: Parsed) -> Parsed:
    """Reads "2/3" as two thirds."""
    if not (_joined(tokens, place + 1) and tokens[place + 1].text == "/" and _joined(tokens, place + 2)):
        return parsed
    below = figure_values(tokens[place + 2].text)[0] if tokens[place + 2].is_figure else Fraction(0)
    if not 0 < parsed.values[0] < below <= 10:
        return parsed
    return Parsed((parsed.values[0] / below,), Fraction(1, 100), place + 3, share=True)


def figure_values(text: str) -> tuple[Fraction, ...]:
    """What a figure may mean, the likelier first: "11.000" is eleven, or eleven thousand to a German."""
    bare = re.sub(r"[ \u00a0\u202f'’]", "", text)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare):
        return (Fraction(bare.replace(",", "")),)
    english = Fraction(bare.replace(",", ".")) if bare.count(".") + bare.count(",") <= 1 else None
    if _GERMAN_GROUPS.fullmatch(bare):
        german = Fraction(bare.replace(".", "").replace(",", "."))
        return (german,) if english is None else (english, german)
    return (english or Fraction(0),)


def _fraction(tokens: Sequence[Token], place: int, worded: Mapping[int, Worded]) -> Parsed | None:
    """Reads "half of", "a third", "two-thirds", "three quarters"."""
    if tokens[place].plain in ("half", "halb", "halfte"):
        return _half(tokens, place)
    above = worded.get(place)
    after = above.last if above and not above.is_ordinal else place + 1
    if above is None and tokens[place].plain not in ("a", "an"):
        return None
    if after < len(tokens) and tokens[after].text == "-":
        after += 1
    if after >= len(tokens) or tokens[after].plain not in DENOMINATORS:
        return None
    value = above.value if above else Fraction(1)
    below = DENOMINATORS[tokens[after].plain]
    if (above and above.is_ordinal) or value >= below or (value == 1 and not _ends_share(tokens, after + 1)):
        return None
    return Parsed((value / below,), Fraction(1, 100), after + 1, share=True)


def _ends_share(tokens: Sequence[Token], place: int) -> bool:
    """Whether "a third" is a part here, "of" something or at an end, and no third man."""
    return place >= len(tokens) or tokens[place].plain == "of" or not tokens[place].is_word


def _half(tokens: Sequence[Token], place: int) -> Parsed | None:
    """Half of something; not a first half, and not half past six."""
    before = tokens[place - 1].plain if place else ""
    halves = _plain(tokens, place + 1, tuple(_HALF_OF)) or before == "by"
    is_part = before in ("first", "second", "other", "latter", "better", "third")
    return Parsed((Fraction(1, 2),), Fraction(1, 100), place + 1, share=True) if halves and not is_part else None


def _magnified(tokens: Sequence[Token], parsed: Parsed) -> Parsed:
    """With the magnitudes behind it, "12 million", "2 dozen", "11k"; "5m" may be five million."""
    while parsed.last < len(tokens):
        word = tokens[parsed.last].plain
        if factor := MAGNITUDES.get(word):
            parsed = parsed.times(factor, parsed.last + 1)
        elif (factor := SHORT_MAGNITUDES.get(word)) and _joined(tokens, parsed.last) and word != "m":
            parsed = parsed.times(factor, parsed.last + 1)
        else:
            break
        if word in _SHORTENED and _plain(tokens, parsed.last, "."):
            parsed = replace(parsed, last=parsed.last + 1) if parsed.last + 1 < len(tokens) else parsed
    return parsed


def _step(value: Fraction) -> Fraction:
    """The place of the last digit that is no zero: 1,000 of 11,000."""
    whole, step = int(value), 1
    while whole and whole % 10 == 0:
        whole, step = whole // 10, step * 10
    return Fraction(step)


def _joined(tokens: Sequence[Token], place: int) -> bool:
    """Whether nothing stands between this token and the one before it."""
    return 0 < place < len(tokens) and tokens[place - 1].end == tokens[place].start


def _plain(tokens: Sequence[Token], place: int, *wanted: str | tuple[str, ...]) -> bool:
    """Whether these words follow one another from here."""
    if place + len(wanted) > len(tokens):
        return False
    pairs = zip(tokens[place : place + len(wanted)], wanted, strict=True)
    return all(token.plain == one if isinstance(one, str) else token.plain in one for token, one in pairs)

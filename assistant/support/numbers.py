"""The numbers of a sentence, in figures and in words, with their units.

English, and German as far as its figures and words go. Knows nothing of dates or names, nor of when two numbers agree.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from assistant.support.hedges import hedge_of
from assistant.support.number import Number, Reading
from assistant.support.number_parsing import Parsed, parse_at
from assistant.support.number_words import worded_numbers
from assistant.support.tokens import Token, tokens_of
from assistant.support.units import (
    CURRENCY_BEFORE,
    LONG_UNITS,
    PERCENT,
    SHORT_UNITS,
    UNIT_OF,
    is_money,
)

_BETWEEN = frozenset(("to", "and", "or", "bis", "und", "-", "–", "—", ","))
_LONGEST_UNIT = max(len(words) for words in LONG_UNITS)


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number of a text, in order."""
    tokens = tokens_of(text)
    worded = worded_numbers(tokens)
    found: list[Number] = []
    places: list[tuple[int, int]] = []
    place = 0
    while place < len(tokens):
        parsed = parse_at(tokens, place, worded)
        if parsed is None:
            place += 1
            continue
        number, last = _number(text, tokens, place, parsed)
        found.append(number)
        places.append((place, last))
        place = last
    return tuple(_with_pairs(tokens, _sharing_units(tokens, found, places), places))


def _number(text: str, tokens: Sequence[Token], place: int, parsed: Parsed) -> tuple[Number, int]:
    """The number with its unit, and the token that it ends before."""
    currency, first = _currency_before(tokens, place)
    if _is_negative(tokens, first):
        parsed, first = parsed.times(Fraction(-1), parsed.last), first - 1
    readings, last = _readings(tokens, parsed, currency)
    start, end = tokens[first].start, tokens[last - 1].end
    spelled_m = tokens[last - 1].plain == "m"
    number = Number(
        words=text[start:end],
        start=start,
        end=end,
        readings=readings,
        step=parsed.step * 10**6 if spelled_m else parsed.step,
        hedge="vague" if parsed.vague else hedge_of(text, start, end),
        ordinal=parsed.ordinal,
        share=parsed.share,
        loose=parsed.loose,
        label=_label(tokens, last if parsed.ordinal else first - 1),
    )
    return number, last


def _is_negative(tokens: Sequence[Token], first: int) -> bool:
    """Whether "minus" or a minus sign stands before a number, and no dash between two words."""
    if first and tokens[first - 1].plain == "minus":
        return True
    if not first or tokens[first - 1].text not in "-\u2212–" or tokens[first - 1].end != tokens[first].start:
        return False
    return first == 1 or tokens[first - 2].end < tokens[first - 1].start


def _label(tokens: Sequence[Token], place: int) -> str:
    """The word at this place in plain letters, "" where there is none."""
    return tokens[place].plain if 0 <= place < len(tokens) and tokens[place].is_word else ""


def _currency_before(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """The currency in front of a number and the token where it begins; "" for none."""
    if place >= 2 and (unit := CURRENCY_BEFORE.get((tokens[place - 2].plain, tokens[place - 1].plain))):
        return unit, place - 2
    if place >= 1 and (unit := CURRENCY_BEFORE.get(tokens[place - 1].plain)):
        return unit, place - 1
    return "", place


def _readings(tokens: Sequence[Token], parsed: Parsed, currency: str) -> tuple[tuple[Reading, ...], int]:
    """What the number may mean with the unit that follows it, and the token that it ends before."""
    last = parsed.last
    if last < len(tokens) and tokens[last].plain == "m" and tokens[last].start == tokens[last - 1].end:
        millions = tuple(Reading(value * 10**6, currency) for value in parsed.values)
        return millions + (() if currency else (Reading(parsed.values[0], "m"),)), last + 1
    unit, after = _unit_at(tokens, last)
    if currency and not is_money(unit):
        unit, after = currency, last
    readings = tuple(Reading(value, unit or currency) for value in parsed.values)
    if parsed.share and not unit:
        readings += (Reading(parsed.values[0] * 100, PERCENT),)
    if unit == "GBP" and not currency:
        readings += (Reading(parsed.values[0], "pound"),)
    return readings, after


def _unit_at(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """The unit that stands at this token, a hyphen before it passed, and the token after it; "" where none does."""
    first = place + 1 if place < len(tokens) and tokens[place].text == "-" else place
    for length in range(_LONGEST_UNIT, 1, -1):
        words = tuple(token.plain for token in tokens[first : first + length])
        if unit := LONG_UNITS.get(words):
            return unit, first + len(words)
    if first >= len(tokens):
        return "", place
    if unit := UNIT_OF.get(tokens[first].plain):
        return unit, first + 1
    joined = first == place and tokens[first - 1].end == tokens[first].start
    if joined and tokens[first - 1].is_figure and (unit := SHORT_UNITS.get(tokens[first].plain)):
        return unit, first + 1
    return "", place


def _sharing_units(
    tokens: Sequence[Token], numbers: Sequence[Number], places: Sequence[tuple[int, int]]
) -> list[Number]:
    """In "5, 6 and 7 per cent" and "10 to 12 km" the first ones take the last one's unit."""
    shared = list(numbers)
    for at in range(len(shared) - 2, -1, -1):
        between = tokens[places[at][1] : places[at + 1][0]]
        own, following = shared[at].readings[0], shared[at + 1].readings[0]
        joined = bool(between) and all(token.plain in _BETWEEN for token in between)
        if joined and not own.unit and following.unit and not shared[at].ordinal:
            extra = (Reading(own.value, following.unit), *_magnified(own, following))
            shared[at] = replace(shared[at], readings=(*extra, *shared[at].readings))
        elif joined and not own.unit and _magnified(own, following):
            shared[at] = replace(shared[at], readings=(*shared[at].readings, *_magnified(own, following)))
    return shared


def _magnified(own: Reading, following: Reading) -> tuple[Reading, ...]:
    """That "10 to 12 million" begins at 10 million."""
    magnitude = next((10**power for power in (12, 9, 6, 3) if following.value >= 10**power), 1)
    return (Reading(own.value * magnitude, following.unit),) if magnitude > 1 and own.value < 1000 else ()


def _with_pairs(tokens: Sequence[Token], numbers: Sequence[Number], places: Sequence[tuple[int, int]]) -> list[Number]:
    """Both numbers of "3-1" know of each other."""
    paired = list(numbers)
    for at in range(len(paired) - 1):
        dash = tokens[places[at][1] : places[at + 1][0]]
        if len(dash) == 1 and dash[0].text in "-–:" and _touches(paired[at], dash[0], paired[at + 1]):
            pair: tuple[Fraction, Fraction] = (paired[at].value, paired[at + 1].value)
            paired[at], paired[at + 1] = replace(paired[at], pair=pair), replace(paired[at + 1], pair=pair)
    return paired


def _touches(one: Number, dash: Token, other: Number) -> bool:
    return one.end == dash.start and dash.end == other.start

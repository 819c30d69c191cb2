"""Numbers made wrong, in the ways that people and language models get them wrong.

A new number stands nowhere in the cited articles, except one that was taken from another sentence about other things.
"""

import random
import re
from collections.abc import Iterator

from benchmarks.labelled.two.ground import Ground, words_of
from benchmarks.labelled.two.reading_figures import Figure, find_figures, in_words, write_number
from benchmarks.labelled.two.swap import Swap, put

_LOOSE = re.compile(
    r"(?:about|around|roughly|some|approximately|nearly|almost|circa|c\.|estimated|close to|just)\s[£$€]?$"
)
_AT_LEAST = re.compile(r"(?:more than|over|at least|above|minimum of|exceed\w*|greater than)\s[£$€]?$")
_AT_MOST = re.compile(r"(?:less than|fewer than|under|up to|at most|below|within|maximum of)\s[£$€]?$")
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b(?:\sof)?)")
_COUNTED = re.compile(r"\s(?!\w*(?:ss|us|is)\b)([a-z]{3,}s|people|children|men|women)\b")
_MEASURES = frozenset(
    """years months weeks days hours minutes seconds times metres meters feet miles kilometres kilometers centimetres
    millimetres inches tonnes tons pounds euros dollars degrees acres hectares litres gallons points marks pence
    cents grams kilograms yards knots watts volts percents was is has as this pages""".split()
)
_UNITS = {
    "miles": "kilometres",
    "kilometres": "miles",
    "kilometers": "miles",
    "metres": "feet",
    "meters": "feet",
    "feet": "metres",
    "centimetres": "metres",
    "millimetres": "centimetres",
    "inches": "feet",
    "minutes": "hours",
    "hours": "days",
    "days": "weeks",
    "weeks": "months",
    "months": "years",
    "years": "months",
    "tonnes": "kilograms",
    "tons": "kilograms",
    "pounds": "dollars",
    "euros": "pounds",
    "dollars": "euros",
    "hectares": "square miles",
    "acres": "square miles",
    "litres": "gallons",
    "pence": "pounds",
    "seconds": "minutes",
}
_UNIT = re.compile(r"[\s-](" + "|".join(_UNITS) + r")\b")
_CLOCK = re.compile(r"\b(\d{1,2})([.:]\d\d)?(\s?)([ap])(\.?m\b\.?)")
_SCALES = {"thousand": "million", "million": "billion", "billion": "million", "hundred": "thousand"}
_SPARE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "hundred": 1e2}
_FRACTIONS = {
    "two-thirds": "one-third",
    "two thirds": "one third",
    "a third": "two-thirds",
    "one-third": "two-thirds",
    "three-quarters": "a quarter",
    "three quarters": "a quarter",
    "a quarter": "three-quarters",
    "half of": "a tenth of",
    "half the": "a tenth of the",
    "half a": "a quarter of a",
    "twice": "five times",
    "a dozen": "three dozen",
    "doubled": "tripled",
    "a fifth": "two-fifths",
    "hundreds": "thousands",
    "thousands": "hundreds",
    "millions": "thousands",
    "dozens": "hundreds",
    "single": "second",
    "first": "third",
    "second": "fifth",
}
_FRACTION = re.compile(rf"\b({'|'.join(_FRACTIONS)})\b(?! (?:past|time|hand|half|name|world|century|aid|language))")


def number_swaps(text: str, ground: Ground, chance: random.Random) -> Iterator[Swap]:
    """Every way to make one number of the sentence wrong."""
    for figure in find_figures(text):
        yield from _other_values(text, figure, ground, chance)
        yield from _other_measures(text, figure, ground)
        yield from _of_another_sentence(text, figure, ground, chance)
    yield from _clock_swaps(text, ground, chance)
    for match in _FRACTION.finditer(text):
        if not ground.evidence_says(_FRACTIONS[match[1]]):
            yield put("words", text, match.start(1), match.end(1), _FRACTIONS[match[1]])


def _other_values(text: str, figure: Figure, ground: Ground, chance: random.Random) -> Iterator[Swap]:
    written_end = figure.start + len(figure.written)
    for rule, value in _values(text, figure, chance):
        unsaid = value * _SPARE.get(figure.scale, 1) not in ground.values
        if unsaid and value != figure.bare and not ground.says(write_number(value, figure.written)):
            yield put(rule, text, figure.start, written_end, write_number(value, figure.written))
    if figure.scale in _SCALES:
        yield put("magnitude", text, written_end, figure.end, f" {_SCALES[figure.scale]}")
    other = in_words(round(figure.bare) + 10) if figure.in_digits else str(round(figure.bare) + 10)
    if figure.bare == int(figure.bare) < 90 and figure.bare + 10 not in ground.values and not _hedged(text, figure):
        yield put("words and digits", text, figure.start, written_end, other)


def _values(text: str, figure: Figure, chance: random.Random) -> Iterator[tuple[str, float]]:
    """Rules with wrong values; beside "about" and "more than" so far off that no reader calls them right."""
    value, before = figure.bare, text[: figure.start]
    yield "magnitude", value * 10
    if value >= 20 and value % 10 == 0 and not _AT_LEAST.search(before):
        yield "magnitude", value / 10
    if _LOOSE.search(before) or _AT_LEAST.search(before):
        yield "beyond about", _whole(value * chance.choice((1.5, 1.7, 2.4)), figure)
    elif _AT_MOST.search(before):
        yield "beyond about", _whole(value * chance.choice((0.4, 0.6)), figure)
    else:
        yield "a little off", _little_off(figure, chance)
        yield from _transposed(figure)
        if re.search(r"(?:between|from)\s\S+\s(?:and|to)\s[£$€]?$|\d\s?(?:–|-|to)\s?[£$€]?$", before):
            yield "range", _whole(value * 1.5 + 1, figure)


def _whole(value: float, figure: Figure) -> float:
    return round(value, len(figure.written.partition(".")[2]) if figure.in_digits else 0)


def _little_off(figure: Figure, chance: random.Random) -> float:
    places = len(figure.written.partition(".")[2]) if figure.in_digits else 0
    step: float = 10**-places * (10.0 ** max(0, len(str(int(figure.bare))) - 2) if not places else 1)
    return abs(round(figure.bare + chance.choice((-2, -1, 1, 2, 3)) * step, places)) or figure.bare + step


def _transposed(figure: Figure) -> Iterator[tuple[str, float]]:
    digits = figure.written.replace(",", "")
    for place in range(len(digits) - 1):
        pair = digits[place : place + 2]
        if pair.isdigit() and pair[0] != pair[1] and not (place == 0 and pair[1] == "0"):
            yield "transposed", float(digits[:place] + pair[::-1] + digits[place + 2 :])


def _hedged(text: str, figure: Figure) -> bool:
    before = text[: figure.start]
    return bool(_LOOSE.search(before) or _AT_LEAST.search(before) or _AT_MOST.search(before))


def _other_measures(text: str, figure: Figure, ground: Ground) -> Iterator[Swap]:
    """A percentage as a count, a count as a percentage, another unit."""
    if match := _PERCENT.match(text, figure.end):
        yield put("percent", text, figure.end, match.end(), "" if not match[0].endswith("of") else " of")
    elif (match := _COUNTED.match(text, figure.end)) and match[1] not in _MEASURES and 1 < figure.value <= 100:
        if not text[: figure.start].rstrip().endswith(("the", "its", "his", "her", "their", "of")):
            yield put("percent", text, figure.end, match.start(1), " per cent of the ")
    if match := _UNIT.match(text, figure.end):
        if not ground.says(f"{figure.written} {_UNITS[match[1]]}"):
            yield put("unit", text, match.start(1), match.end(1), _UNITS[match[1]])


def _of_another_sentence(text: str, figure: Figure, ground: Ground, chance: random.Random) -> Iterator[Swap]:
    """A number that the article gives of something else, in the same manner."""
    evidence, noun = ground.evidence, _noun(text, figure)
    others = [
        other.written
        for sentence in ground.sentences
        if sentence not in evidence
        for other in find_figures(sentence)
        if other.in_digits == figure.in_digits and other.scale == figure.scale and _noun(sentence, other) != noun
    ]
    near = [one for one in dict.fromkeys(others) if _fits(one, figure) and not ground.evidence_says(one)]
    new = [one for one in near if not ground.says(f"{one} {noun}")]
    if new and noun and not _hedged(text, figure):
        yield put("of another sentence", text, figure.start, figure.start + len(figure.written), chance.choice(new))


def _noun(text: str, figure: Figure) -> str:
    return next(iter(words_of(text[figure.end : figure.end + 40])), "")


def _fits(written: str, figure: Figure) -> bool:
    return written != figure.written and ("." in written) == ("." in figure.written)


def _clock_swaps(text: str, ground: Ground, chance: random.Random) -> Iterator[Swap]:
    for match in _CLOCK.finditer(text):
        hour, minutes, space, half, rest = match.groups("")
        other = f"{(int(hour) + chance.choice((1, 2, 3))) % 12 or 12}{minutes}{space}{half}{rest}"
        turned = f"{hour}{minutes}{space}{'p' if half == 'a' else 'a'}{rest}"
        for rule, words in (("clock", other), ("clock", turned)):
            if not ground.says(words):
                yield put(rule, text, match.start(), match.end(), words)

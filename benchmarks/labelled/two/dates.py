"""Dates made wrong: by a day or a week, another month, year or weekday, "after" for "before", the day of publication.

A new date stands nowhere in the cited articles. A change beside "since", "by" or "after" goes the way that makes the
sentence say more, never the way that leaves it true.
"""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.labelled.two.ground import Ground
from benchmarks.labelled.two.reading_figures import MONTHS
from benchmarks.labelled.two.swap import Swap, put

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH = "|".join(MONTHS)
_DAY_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}})(?P<nth>st|nd|rd|th)?\s(?P<month>{_MONTH})\b")
_MONTH_DAY = re.compile(rf"\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?P<nth>st|nd|rd|th)?\b(?!\d|:)")
_MONTH_NAME = re.compile(rf"\b({_MONTH})\b")
_MAY = re.compile(r"(?:in|on|of|since|until|by|\d)\s$")  # "May" and "March" are verbs too
_YEAR = re.compile(r"(?<![\d,.£$€-])\b(1[1-9]\d\d|20\d\d)\b(?![\d,.]\d|\s(?:people|metres|feet|miles|men|units|km))")
_DECADE = re.compile(r"\b(1\d\d|20\d)0(['’]?s)\b")
_CENTURY = re.compile(r"\b(\d{1,2})(st|nd|rd|th)([\s-])(century|centuries)\b")
_CENTURY_WORDS = "fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth \
seventeenth eighteenth nineteenth twentieth".split()
_WORDED = re.compile(rf"\b({'|'.join(_CENTURY_WORDS)})(?=[\s-]centur)", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b")
_SEASONS = {"spring": "autumn", "summer": "winter", "autumn": "spring", "winter": "summer", "fall": "spring"}
_SEASON = re.compile(
    r"(?<=\b(?:in|of)\s)(?:the\s)?(spring|summer|autumn|winter|fall)\b|(?<=\b(?:last|this|next)\s)(summer|winter|autumn|spring)\b"
)
_RELATIVE = {
    "yesterday": "a month ago", "tomorrow": "yesterday", "last week": "next week", "next week": "last week",
    "last month": "next month", "next month": "last month", "last year": "next year", "next year": "last year",
    "the following day": "the day before", "the next day": "the day before", "the day before": "the day after",
    "earlier": "later", "later": "earlier", "a year later": "ten years later", "the same day": "a week later",
}  # fmt: skip
_RELATIVES = re.compile(rf"\b({'|'.join(sorted(_RELATIVE, key=len, reverse=True))})\b(?!\s(?:than|known|became))")
_EARLIER = re.compile(r"\b(?:since|by|before|as early as|no later than)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_LATER = re.compile(r"\b(?:until|till|after|through|as late as)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_LOOSE = re.compile(r"\b(?:about|around|circa|c\.|early|late|mid|some time)[\s-](?:AD\s)?$", re.IGNORECASE)
_SIDE = re.compile(r"(?<!\w )\b(Before|After)\b|(?<=\s)(before|after)\b(?!\s(?:all|that|it|long|by)\b)")
_NAMED = re.compile(r"\b(?:named|look\w*|taken?|took|year|day|one|time|called|soon|ever|modell?ed|sought)\s$")


def date_swaps(text: str, ground: Ground, chance: random.Random) -> Iterator[Swap]:
    """Every way to make one date of the sentence wrong."""
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            yield from _other_days(text, match, ground, chance)
    yield from _other_months(text, ground, chance)
    yield from _other_years(text, ground, chance)
    yield from _other_weekdays(text, ground, chance)
    yield from _looser_dates(text, ground)
    yield from _other_side(text, ground)


def _way(text: str, place: int, chance: random.Random) -> int:
    """Whether a change goes back (-1) or on (1)."""
    before = text[:place]
    return -1 if _EARLIER.search(before) else 1 if _LATER.search(before) else chance.choice((-1, 1))


def _other_days(text: str, match: re.Match[str], ground: Ground, chance: random.Random) -> Iterator[Swap]:
    """A day or a week off, the day of publication, two digits exchanged."""
    day, month = int(match["day"]), MONTHS.index(match["month"]) + 1
    year = next(iter(re.findall(r"\b(?:1\d|20)\d\d\b", text[match.end() : match.end() + 7])), "2001")
    try:
        right = date(int(year), month, day)
    except ValueError:
        return
    way = _way(text, match.start(), chance)
    wrong = [("a day off", right + timedelta(way)), ("a week off", right + timedelta(7 * way))]
    wrong += [("day of publication", one.replace(year=right.year)) for one in ground.days if one.day < 29]
    if 10 < day < 29 and 0 < int(match["day"][::-1]) < 29:
        wrong.append(("days transposed", right.replace(day=int(match["day"][::-1]))))
    for rule, other in wrong:
        if other != right and (rule == "day of publication" or not _said(other, ground)):
            yield put(rule, text, match.start(), match.end(), _written(other, match))


def _said(day: date, ground: Ground) -> bool:
    month = MONTHS[day.month - 1]
    return any(ground.says(f"{one} {other}") for one, other in ((day.day, month), (month, day.day)))


def _written(day: date, like: re.Match[str]) -> str:
    month, number = MONTHS[day.month - 1], f"{day.day}{_nth(day.day) if like['nth'] else ''}"
    return f"{month} {number}" if like["month"] == like[0].split()[0] else f"{number} {month}"


def _nth(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _other_months(text: str, ground: Ground, chance: random.Random) -> Iterator[Swap]:
    for match in _MONTH_NAME.finditer(text):
        if match[1] in ("May", "March") and not _MAY.search(text[: match.start()]):
            continue
        step = _way(text, match.start(), chance) * chance.choice((1, 1, 2, 5))
        other = MONTHS[(MONTHS.index(match[1]) + step) % 12]
        if not ground.says(other):
            yield put("month", text, match.start(), match.end(), other)


def _other_years(text: str, ground: Ground, chance: random.Random) -> Iterator[Swap]:
    """Off by a year or by ten, the last digits exchanged; beside "about" and "early", by thirty."""
    for match in _YEAR.finditer(text):
        year, way = int(match[1]), _way(text, match.start(), chance)
        steps = [("loose year", 30)] if _LOOSE.search(text[: match.start()]) else [("year", 1), ("decade", 10)]
        wrong = [(rule, year + way * step) for rule, step in steps]
        turned = int(match[1][:2] + match[1][:1:-1])
        if turned != year and steps[0][0] == "year" and (turned - year) * way > 0:
            wrong.append(("year transposed", turned))
        for rule, other in wrong:
            if not ground.says(str(other)):
                yield put(rule, text, match.start(), match.end(), str(other))


def _other_weekdays(text: str, ground: Ground, chance: random.Random) -> Iterator[Swap]:
    for match in _WEEKDAY.finditer(text):
        number = _WEEKDAYS.index(match[1])
        wrong = [("weekday", (number + step) % 7) for step in chance.sample(range(1, 7), 3)]
        wrong += [("day of publication", day.weekday()) for day in ground.days]
        for rule, other in wrong:
            if other != number and not ground.evidence_says(_WEEKDAYS[other]):
                yield put(rule, text, match.start(), match.end(), _WEEKDAYS[other])


def _looser_dates(text: str, ground: Ground) -> Iterator[Swap]:
    """Decades, centuries, seasons, and days counted from another."""
    for match in _DECADE.finditer(text):
        other = f"{int(match[1]) - 2}0{match[2]}"
        if not ground.says(other):
            yield put("decade", text, match.start(), match.end(), other)
    for match in _CENTURY.finditer(text):
        number = int(match[1]) + (-2 if int(match[1]) > 3 else 2)
        other = f"{number}{_nth(number)}{match[3]}{match[4]}"
        if not ground.says(other):
            yield put("century", text, match.start(), match.end(), other)
    for match in _WORDED.finditer(text):
        other = _CENTURY_WORDS[(_CENTURY_WORDS.index(match[1].lower()) + 14) % 16]
        if not ground.says(f"{other} century"):
            yield put("century", text, match.start(), match.end(), other)
    for match in _SEASON.finditer(text):
        place = 1 if match[1] else 2
        yield put("season", text, match.start(place), match.end(place), _SEASONS[match[place]])
    for match in _RELATIVES.finditer(text):
        yield put("relative", text, match.start(), match.end(), _RELATIVE[match[1]])


def _other_side(text: str, ground: Ground) -> Iterator[Swap]:
    """Turn "before" into "after" and the other way round, where something that happened or a date follows."""
    for match in _SIDE.finditer(text):
        word = match[0]
        if _NAMED.search(text[: match.start()].lower()):
            continue
        other = {"before": "after", "after": "before", "Before": "After", "After": "Before"}[word]
        if not ground.evidence_says(f"{other} {' '.join(text[match.end() :].split()[:2])}"):
            yield put("before and after", text, match.start(), match.end(), other)

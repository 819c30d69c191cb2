"""Dates as sources write them, read into a Publication.

Knows nothing of files or articles. Never guesses: what is ambiguous, relative, incomplete or in the future is None.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from corpus.article import Publication
from corpus.zones import offset_of

LONGEST_DATE = 100
"""Characters; a longer string is prose, not a date."""

EARLIEST_YEAR = 1600
"""The first printed newspaper is of 1605 (Relation, Strasbourg); smaller years are unset fields or other calendars."""

CLOCK_LEEWAY = timedelta(days=1)
"""How far past `today` a date may lie: the day has begun further east, or a clock is wrong."""

_LABEL = re.compile(r"^(?:first )?(?:published|posted|date)(?: on| at)?\s*:?\s+", re.IGNORECASE)
_COMPACT = re.compile(r"^(\d{8}T\d{2})(\d{2})(\d{2})")
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_ZONE = r"(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]{1,5}"
_CLOCK = re.compile(
    r"(?:(?<=\d)T|\b)(?P<hour>\d{1,2})(?:(?P<mark>[:h.])(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    rf"\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*(?P<zone>{_ZONE})(?=[\s,]|$))?",
    re.IGNORECASE,
)
_CONNECTORS = re.compile(r"(?:^|\s)(?:at|um|kl\.?)(?=\s|$)|[|•·]", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"^(\d{4})([-/.]?)(\d{2})\2(\d{2})$")
_ALL_NUMBERS = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$")
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAY_FIRST = re.compile(rf"^{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+([a-z]{{3,9}})\.?,?[\s-]+(\d{{4}}|\d{{2}})$")
_MONTH_FIRST = re.compile(rf"^{_WEEKDAY}([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = frozenset(
    "january february march april may june july august september october november december sept".split()
) | frozenset(_MONTHS)


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of day as written: `past_midnight` counts seconds, so that 24:00 and :60 are the next day or minute."""

    past_midnight: int
    zone: str | None


def parse_date(text: str, *, today: date | None = None) -> Publication | None:
    """When something was published, read from the string its source gave.

    Reads ISO 8601, RFC 2822, dates with the month spelled out (English here, other languages through dateparser) and
    numbers whose order is certain. A time with a zone gives an instant in that zone. A date alone, and a time whose
    zone is not told, give the bare day as written: the instant is not known, and the writer's day is the better truth.
    Ambiguous (03/04/2023), relative ("yesterday"), incomplete ("March 2023") and impossible dates are None, and so is
    a day after `today` (the UTC day of now where not given; a day's leeway) or before EARLIEST_YEAR.
    """
    original = " ".join(text.split())
    if not 0 < len(original) <= LONGEST_DATE:
        return None
    plain = _REMARK.sub("", _LABEL.sub("", _ascii_digits(original)))
    when = _instant_or_day(_COMPACT.sub(r"\1:\2:\3", plain))
    latest = (today or datetime.now(UTC).date()) + CLOCK_LEEWAY
    if when is None or not _is_plausible(when, latest):
        return None
    return Publication(when, original)


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c, c)) if c.isdecimal() else c for c in text)


def _instant_or_day(text: str) -> datetime | date | None:
    clock_at = _find_clock(text)
    if clock_at is None:
        return _day(text)
    clock = _clock(clock_at)
    rest = f"{text[: clock_at.start()]} {text[clock_at.end() :]}"
    day = _day(rest, short_year=clock is not None and clock.zone is not None)
    if clock is None or day is None:
        return None
    return _at(day, clock)


def _find_clock(text: str) -> re.Match[str] | None:
    """The first time of day: 9:30, 9h30, 9 am, and 9.30 am; without am or pm, 9.30 is the start of a date."""
    return next((m for m in _CLOCK.finditer(text) if m["half"] or m["mark"] in (":", "h", "H")), None)


def _clock(found: re.Match[str]) -> _Clock | None:
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = (found["half"] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    past_midnight = hour * 3600 + minute * 60 + second
    if minute > 59 or second > 60 or past_midnight > 24 * 3600:
        return None
    return _Clock(past_midnight, found["zone"])


def _at(day: date, clock: _Clock) -> datetime | date | None:
    """The instant in its zone, or the bare day where the zone is missing or not known; None outside the calendar."""
    if day.year < EARLIEST_YEAR or day.year == date.max.year:
        return None
    written = datetime(day.year, day.month, day.day) + timedelta(seconds=clock.past_midnight)
    offset = offset_of(clock.zone, written) if clock.zone else None
    return day if offset is None else written.replace(tzinfo=timezone(offset))


def _day(text: str, *, short_year: bool = False) -> date | None:
    """The calendar day that the whole of `text` names; `short_year` allows RFC 2822's years of two digits."""
    plain = " ".join(_CONNECTORS.sub(" ", text).split()).strip(" ,;-\u2013\u2014")
    if found := _YEAR_FIRST.match(plain):
        return _calendar(int(found[1]), int(found[3]), int(found[4]))
    if found := _ALL_NUMBERS.match(plain):
        return _day_from_numbers(int(found[1]), int(found[3]), int(found[4]), dotted=found[2] == ".")
    lower = plain.lower()
    if found := _DAY_FIRST.match(lower):
        if found[2] in _MONTH_NAMES and (short_year or len(found[3]) == 4):
            return _calendar(_full_year(found[3]), _month(found[2]), int(found[1]))
    if (found := _MONTH_FIRST.match(lower)) and found[1] in _MONTH_NAMES:
        return _calendar(int(found[3]), _month(found[1]), int(found[2]))
    return _day_in_any_language(plain)


def _day_from_numbers(first: int, second: int, year: int, *, dotted: bool) -> date | None:
    """Day and month by what they can be: 22/11 is a day first, 11/22 a month; dots are day first by convention."""
    if dotted or first > 12 or first == second:
        return _calendar(year, second, first)
    if second > 12:
        return _calendar(year, first, second)
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _full_year(digits: str) -> int:
    """RFC 2822 section 4.3: 00 to 49 are of this century, 50 to 99 of the last."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_in_any_language(text: str) -> date | None:
    """Months in other languages. Letters and a year of four digits must be there: dateparser guesses without."""
    if not re.search(r"\d{4}", text) or not any(c.isalpha() for c in text):
        return None
    import dateparser  # heavy, and needed by few articles

    settings = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        found = dateparser.parse(text, settings=settings)
    except (ValueError, OverflowError):  # numbers outside the calendar
        return None
    return found.date() if found else None


def _is_plausible(when: datetime | date, latest: date) -> bool:
    if when == datetime(1970, 1, 1, tzinfo=UTC):  # zero seconds: what a program writes for "not set"
        return False
    day = when.date() if isinstance(when, datetime) else when
    return day.year >= EARLIEST_YEAR and day <= latest

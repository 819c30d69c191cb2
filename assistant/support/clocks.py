"""Times of the day in a sentence: "6 p.m.", "18:00", "half past six", "noon".

English, and German "18 Uhr". Knows nothing of dates.
"""

import re
from collections.abc import Iterator

from assistant.support.date_words import SMALL_NUMBERS, any_of
from assistant.support.moment import Moment

_HOUR_WORD = any_of({word: number for word, number in SMALL_NUMBERS.items() if word not in ("a", "an")})
CLOCK = re.compile(
    r"\b(?:"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2})(?![:.]?\d)"
    r"|(?P<uhr>\d{1,2})(?:[.:](?P<uhr_minute>\d{2}))?\s*Uhr\b"
    rf"|(?P<oclock>\d{{1,2}}|{_HOUR_WORD})\s+o['’]clock"
    rf"|(?:(?P<past>half|quarter)\s+(?P<side>past|to)\s+(?P<past_hour>\d{{1,2}}|{_HOUR_WORD})\b)"
    r"|(?P<named>noon|midday|midnight)\b)",
    re.IGNORECASE,
)
CLOCK_WORDS = frozenset("o'clock clock half quarter noon midday midnight".split())
"""One of these stands in a time of the day that has no figure."""
_LOOSE = re.compile(
    r"\b(?:about|around|shortly (?:before|after)|just (?:before|after)|roughly|by|circa|nearly)\s*$", re.I
)
_DAY = 24 * 60


def clock(text: str, match: re.Match[str]) -> Iterator[Moment]:
    """The time that CLOCK matched, if there is such a time."""
    minutes, half_known = _minutes(match)
    if 0 <= minutes <= _DAY:
        loose = _LOOSE.search(text, max(0, match.start() - 20), match.start()) is not None
        place = match[0].strip(), match.start(), match.end()
        yield Moment(*place, clock=minutes % _DAY, half_known=half_known, loose=loose)


def _minutes(match: re.Match[str]) -> tuple[int, bool]:
    """Minutes after midnight, and whether the half of the day is known; -1 for what is no time."""
    if match["named"]:
        return (0 if match["named"].lower() == "midnight" else _DAY // 2), True
    if match["past"]:
        off = (30 if match["past"].lower() == "half" else 15) * (1 if match["side"].lower() == "past" else -1)
        return _hour(match["past_hour"]) * 60 + off, False
    if match["oclock"]:
        return _hour(match["oclock"]) * 60, False
    if match["hour"]:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        evening = 12 if match["half"].lower() == "p" else 0
        return (hour % 12 + evening) * 60 + minute if 1 <= hour <= 12 and minute < 60 else -1, True
    hour, minute = int(match["hour24"] or match["uhr"]), int(match["minute24"] or match["uhr_minute"] or 0)
    return hour * 60 + minute if minute < 60 else -1, match["uhr"] is not None or not 1 <= hour <= 12


def _hour(written: str) -> int:
    return int(written) if written.isdecimal() else SMALL_NUMBERS[written.lower()]

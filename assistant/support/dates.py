"""The dates of a sentence, as exact or as vague as it tells them.

English, and German as far as its months and days go. Knows nothing of the day that "yesterday" counts from, nor of
when two dates agree.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.support.clocks import CLOCK, CLOCK_WORDS, clock
from assistant.support.date_words import (
    DAYS,
    DECADES,
    HOURS,
    MONTHS,
    QUARTERS,
    SEASONS,
    SMALL_NUMBERS,
    WEEKDAYS,
    any_of,
)
from assistant.support.moment import Moment, Shift, Unit
from assistant.support.tokens import plain, tokens_of

Read = Callable[[str, re.Match[str]], Iterator[Moment]]

_MONTH = rf"(?P<month>(?:{any_of(MONTHS)})\b)(?:\.(?=,?\s+\d))?"
_WEEKDAY = rf"(?:(?P<weekday>{any_of(WEEKDAYS)})\.?,?\s+(?:the\s+|den\s+)?)?"
_DAY = rf"(?P<day>\d{{1,2}}(?!\d)|(?:{any_of(DAYS)})\b)(?:st\b|nd\b|rd\b|th\b|\.(?=\s))?"
_SECOND_DAY = r"(?:\s*(?:and|to|or|und|bis|-|–|—|/|&)\s*(?P<second>\d{1,2})(?!\d)(?:st\b|nd\b|rd\b|th\b|\.(?=\s))?)?"
_LAST_DAY = _SECOND_DAY.removesuffix(")?") + rf"(?!\s+(?:of\s+)?(?:{any_of(MONTHS)})\b))?"
_YEAR = r"(?P<year>1\d{3}|20\d{2})(?!\d|,\d{3}|\.\d)"
_PART = r"(?:(?P<part>early|mid|late|beginning of|middle of|end of)[\s-]+(?:the\s+)?)?"
_UNITS: dict[str, Unit] = {
    "day": "day", "week": "week", "month": "month", "year": "year", "tag": "day", "woche": "week", "monat": "month",
    "jahr": "year",
}  # fmt: skip
_NAMED_DAYS = {
    "yesterday": -1, "the day before yesterday": -2, "tomorrow": 1,
    "gestern": -1, "vorgestern": -2, "morgen": 1,
}  # fmt: skip
_PARTS = {"beginning of": "early", "middle of": "mid", "end of": "late"}


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a date: looked for where the text has one of the words that it `needs`."""

    pattern: re.Pattern[str]
    read: Read
    needs: frozenset[str]


_FIGURES = frozenset("0")  # stands for any
_MONTHS, _WEEKDAYS = frozenset(map(plain, MONTHS)), frozenset(map(plain, WEEKDAYS))


def _forms() -> tuple[_Form, ...]:
    """What is looked for, what tells more before what tells less."""
    small, flags = any_of(SMALL_NUMBERS), re.IGNORECASE
    long = "January|February|April|June|July|August|September|October|November|December"
    lead = "in|of|by|since|until|till|last|next|this|during|from|im|seit|and|to"
    written: tuple[tuple[str, Read, frozenset[str]], ...] = (
        (r"\b(?P<year>\d{4})-(?P<month_number>\d{2})-(?P<day>\d{2})\b", _numeric, _FIGURES),
        (r"\b(?P<day>\d{1,2})[./](?P<month_number>\d{1,2})[./](?P<year>\d{4})\b", _numeric, _FIGURES),
        (rf"\b{_WEEKDAY}{_DAY}{_SECOND_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?", _spelled, _MONTHS),
        (rf"\b{_WEEKDAY}{_MONTH}\s+(?:the\s+)?{_DAY}{_LAST_DAY}(?:,?\s+{_YEAR})?", _spelled, _MONTHS),
        (rf"\b{_PART}{_MONTH},?\s+(?:of\s+)?{_YEAR}", _spelled, _MONTHS),
        (rf"\b(?:(?P<nth>first|second|third|fourth|final|\d)(?:st|nd|rd|th)?\s+quarter|Q(?P<q>[1-4]))\b"
         rf"(?:\s+(?:of\s+)?(?:the\s+)?{_YEAR})?", _quarter, frozenset(("quarter", "q"))),
        (rf"\b(?:(?P<lead>in|the|of|this|last|next|by|since)\s+)?{_PART}(?P<season>{any_of(SEASONS)})\b"
         rf"(?:\s+(?:of\s+)?{_YEAR})?", _season, frozenset(SEASONS)),
        (rf"(?:\b{_PART})?(?:(?P<year>1\d{{2}}0|20\d0)['’]?s\b|['’](?P<short>\d0)s\b)", _decade, _FIGURES),
        (rf"\bthe\s+{_PART}(?P<decade>{any_of(DECADES)})\b", _decade, frozenset(DECADES)),
        (r"\b(?P<first>1\d{3}|20\d{2})\s*[-–/]\s*(?P<last>\d{4}|\d{2})(?!\d)", _years, _FIGURES),
        (rf"(?<![\d.,$£€-])\b{_PART}{_YEAR}\b(?!\s*(?:%|per cent|percent|people\b|men\b|women\b|homes\b))",
         _year, _FIGURES),
        (rf"\b(?P<lead>last|next|this|every|each|on)?\s*\b(?P<weekday>{any_of(WEEKDAYS)})s?\b", _weekday, _WEEKDAYS),
        (rf"\b(?P<part>early|mid|late)[\s-]+{_MONTH}", _month, _MONTHS),
        (rf"\b{_PART}(?P<month>{long})\b", _month, _MONTHS),
        (rf"\b(?P<lead>{lead})\s+{_PART}{_MONTH}", _month, _MONTHS),
        (r"\b(?P<lead>last|this|next|previous|coming)\s+(?P<unit>week|month|year)\b", _shifted, frozenset(_UNITS)),
        (rf"\b(?P<number>\d{{1,3}}|{small})\s+(?P<unit>day|week|month|year)s?\s+ago\b", _ago, frozenset(("ago",))),
        (rf"\bvor\s+(?P<number>\d{{1,3}}|{small})\s+(?P<unit>tag|woche|monat|jahr)e?n?\b", _ago, frozenset(("vor",))),
        (rf"(?<!good )\b(?P<hours>{any_of(HOURS)})\b", _hours, frozenset(HOURS)),
        (rf"\b(?P<named>{any_of(_NAMED_DAYS)})\b", _named_day, frozenset(name.split()[-1] for name in _NAMED_DAYS)),
    )  # fmt: skip
    forms = tuple(_Form(re.compile(pattern, flags), read, needs) for pattern, read, needs in written)
    return (*forms, _Form(CLOCK, clock, _FIGURES | CLOCK_WORDS))


@lru_cache(maxsize=4096)
def dates_in(text: str) -> tuple[Moment, ...]:
    """Every date and time of the day in a text, in order; a range gives both its ends."""
    found: list[Moment] = []
    taken = [False] * len(text)
    words = {"0" if token.is_figure else token.plain.removesuffix("'s") for token in tokens_of(text)}
    words |= {word.removesuffix("s") for word in words}
    for form in _FORMS:
        for match in form.pattern.finditer(text) if form.needs & words else ():
            if any(taken[match.start() : match.end()]):
                continue
            moments = list(form.read(text, match))
            for moment in moments:
                taken[moment.start : moment.end] = [True] * (moment.end - moment.start)
            found += moments
    return tuple(sorted(found, key=lambda moment: moment.start))


def _at(match: re.Match[str], first: str | int = 0) -> Moment:
    """The bare place of a match; from the group `first` on, where words before it are none of the date's."""
    start = match.start(first) if first and match[first] else match.start()
    words = match.string[start : match.end()]
    return Moment(words.strip(), start + len(words) - len(words.lstrip()), match.end())


def _part(match: re.Match[str]) -> str | None:
    written = match["part"].lower() if match["part"] else None
    return _PARTS.get(written, written) if written else None


def _numeric(text: str, match: re.Match[str]) -> Iterator[Moment]:
    day, month = int(match["day"]), int(match["month_number"])
    if month > 12:
        day, month = month, day
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield replace(_at(match), year=int(match["year"]), month=month, day=day)


def _spelled(text: str, match: re.Match[str]) -> Iterator[Moment]:
    """A month with a day, a year or both; capitals tell "May" from "may"."""
    if not match["month"][0].isupper():
        return
    told = match.groupdict()
    moment = replace(
        _at(match),
        month=MONTHS[match["month"].lower()],
        year=int(match["year"]) if match["year"] else None,
        part=_part(match) if "part" in told else None,
        weekday=WEEKDAYS[told["weekday"].lower()] if told.get("weekday") else None,
    )
    days = [_day_number(told[one]) for one in ("day", "second") if told.get(one)]
    if len(days) == 2 and days[0] > days[1]:  # the first is another month's: "September 12 and 6 October"
        moment, days = (
            replace(moment, words=text[match.start("second") : match.end()], start=match.start("second")),
            days[1:],
        )
    if all(1 <= day <= 31 for day in days):
        yield from [replace(moment, day=day) for day in days] or [moment]


def _day_number(written: str) -> int:
    return int(written) if written.isdecimal() else DAYS[written.lower()]


def _quarter(text: str, match: re.Match[str]) -> Iterator[Moment]:
    number = int(match["q"]) if match["q"] else QUARTERS.get(match["nth"].lower(), 0)
    if number:
        yield replace(_at(match), period=f"Q{number}", year=int(match["year"]) if match["year"] else None)


def _season(text: str, match: re.Match[str]) -> Iterator[Moment]:
    lead = (match["lead"] or "").lower()
    if match["year"] or lead in ("this", "last", "next") or (lead and match["season"].lower() != "fall"):
        moment = replace(_at(match, "season"), period=SEASONS[match["season"].lower()], part=_part(match))
        yield replace(moment, year=int(match["year"]) if match["year"] else None)


def _decade(text: str, match: re.Match[str]) -> Iterator[Moment]:
    told = match.groupdict()
    if told.get("year"):
        decade = int(told["year"])
    else:
        tens = int(told["short"]) if told.get("short") else DECADES[told["decade"].lower()]
        decade = (1900 if tens >= 20 else 2000) + tens
    yield replace(_at(match), decade=decade, part=_part(match))


def _years(text: str, match: re.Match[str]) -> Iterator[Moment]:
    """Reads "1914–1918" and "2012-13"."""
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    if first <= last <= first + 200:
        yield replace(_at(match), year=first)
        yield replace(_at(match), year=last)


def _year(text: str, match: re.Match[str]) -> Iterator[Moment]:
    yield replace(_at(match), year=int(match["year"]), part=_part(match))


def _weekday(text: str, match: re.Match[str]) -> Iterator[Moment]:
    word, lead = match["weekday"], (match["lead"] or "").lower()
    if word[0].isupper() and (len(word) > 5 or lead):
        yield replace(_at(match, "weekday"), weekday=WEEKDAYS[word.lower()], ahead=lead == "next")


def _month(text: str, match: re.Match[str]) -> Iterator[Moment]:
    if match["month"][0].isupper():
        yield replace(_at(match, "month"), month=MONTHS[match["month"].lower()], part=_part(match))


def _shifted(text: str, match: re.Match[str]) -> Iterator[Moment]:
    by = {"last": -1, "previous": -1, "this": 0}.get(match["lead"].lower(), 1)
    yield replace(_at(match), shift=Shift(_UNITS[match["unit"].lower()], by))


def _ago(text: str, match: re.Match[str]) -> Iterator[Moment]:
    number = match["number"].lower()
    by = int(number) if number.isdecimal() else SMALL_NUMBERS[number]
    yield replace(_at(match), shift=Shift(_UNITS[match["unit"].lower()], -by))


def _hours(text: str, match: re.Match[str]) -> Iterator[Moment]:
    """A part of the day, in small letters alone: "Saturday Night Live" is a name."""
    if match["hours"].islower():
        yield replace(_at(match), hours=HOURS[match["hours"].lower()])
        if text[: match.start()].lower().endswith("last "):
            yield replace(_at(match), shift=Shift("day", -1))


def _named_day(text: str, match: re.Match[str]) -> Iterator[Moment]:
    named = match["named"]
    if named != "Morgen":  # good, or the morning
        yield replace(_at(match), shift=Shift("day", _NAMED_DAYS[named.lower()]))


_FORMS = _forms()

"""When evidence states a date: at least as exactly, with its "Friday" and "yesterday" counted from the day it appeared.

A date that is more exact than the evidence is not stated by it; one that is less exact is. Knows nothing of numbers.
"""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.support.date_words import HOURS_FROM_TO, SEASON_MONTHS
from assistant.support.moment import Moment, Shift

_LOOSE_MINUTES = 20
_PART_MONTHS = {"early": range(1, 6), "mid": range(4, 10), "late": range(8, 13)}
_PART_DAYS = {"early": range(1, 13), "mid": range(9, 23), "late": range(19, 32)}


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of one text of the evidence, which appeared on the day `published`, None where not known."""

    moments: tuple[Moment, ...]
    published: date | None = None


class KnownDates:
    """The dates of some evidence, with all that they may mean."""

    def __init__(self, texts: Sequence[Dated], day: date | None) -> None:
        """`day` is when the sentence that is held to them was written, None where not known."""
        self._published = {one.published for one in texts if one.published}
        self._days: set[date | None] = {*self._published, day}
        self._meanings = [(m, meant) for one in texts for m in one.moments for meant in _meanings(m, one.published)]
        self._vague = list(self._without_place(texts))

    def stating(self, said: Moment) -> list[Moment]:
        """The moments that state what was said."""
        wanted = self._wanted(said)
        return [moment for moment, meant in self._meanings if any(_states(meant, one) for one in wanted)]

    def implies(self, said: Moment) -> bool:
        """Whether it follows from several moments together, or from the month of publication."""
        return any(_states(one, want) for one in self._vague for want in self._wanted(said))

    def is_publication(self, said: Moment) -> bool:
        """Whether it is the day on which one of the texts appeared."""
        days = (_on(Moment("", 0, 0), day) for day in self._published)
        return any(_states(day, want) for day in days for want in self._wanted(said))

    def _wanted(self, said: Moment) -> list[Moment]:
        return [meant for day in self._days for meant in _meanings(said, day)]

    def _without_place(self, texts: Sequence[Dated]) -> Iterator[Moment]:
        """A day whose year another moment tells, and the month in which the evidence appeared."""
        years = {meant.year for _, meant in self._meanings if meant.year is not None}
        for _, meant in self._meanings:
            if meant.year is None and meant.month:
                yield from (replace(meant, year=year) for year in years)
        yield from (Moment("", 0, 0, year=day.year, month=day.month) for one in texts if (day := one.published))


def _meanings(moment: Moment, day: date | None) -> Iterator[Moment]:
    """The moment as written, and the calendar days that it may mean in a text of this day."""
    yield moment
    if day is None:
        return
    if moment.shift is not None:
        yield _shifted(moment, moment.shift, day)
    elif moment.weekday is not None and moment.day is None:
        back = (day.weekday() - moment.weekday) % 7
        for off in (-back, 7 - back) if not moment.ahead else (7 - back,):
            yield _on(moment, day + timedelta(days=off))
    elif moment.month is not None and moment.year is None:
        yield replace(moment, year=_nearest_year(moment.month, moment.day or 15, day))
    elif moment.period is not None and moment.year is None:
        yield replace(moment, year=day.year)


def _shifted(moment: Moment, shift: Shift, day: date) -> Moment:
    if shift.unit == "day":
        return _on(moment, day + timedelta(days=shift.by))
    if shift.unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift.by)
        return replace(moment, week=monday)
    if shift.unit == "year":
        return replace(moment, year=day.year + shift.by, shift=None)
    months = day.year * 12 + day.month - 1 + shift.by
    return replace(moment, year=months // 12, month=months % 12 + 1, shift=None)


def _on(moment: Moment, day: date) -> Moment:
    return replace(moment, year=day.year, month=day.month, day=day.day, weekday=day.weekday(), shift=None)


def _nearest_year(month: int, day: int, near: date) -> int:
    """The year in which this day of the calendar comes nearest to another."""
    last = calendar.monthrange(2024, month)[1]
    return min(
        (near.year - 1, near.year, near.year + 1),
        key=lambda year: abs((date(year, month, min(day, last, 28)) - near).days),
    )


def _states(known: Moment, said: Moment) -> bool:
    """Whether all that is said is known."""
    if said.clock is not None:
        return _same_clock(known, said)
    if said.hours is not None:
        return _same_hours(known, said.hours)
    if said.shift is not None:
        return known.shift == said.shift or _in_week(known, said)
    if said.decade is not None:
        year = known.decade if known.decade is not None else known.year
        return year is not None and year // 10 * 10 == said.decade and _parts_agree(known, said)
    return (
        said.year in (None, known.year)
        and said.month in (None, known.month)
        and said.day in (None, known.day)
        and said.weekday in (None, _weekday_of(known))
        and (said.period is None or _in_period(known, said.period))
        and _parts_agree(known, said)
    )


def _weekday_of(known: Moment) -> int | None:
    if known.weekday is not None or None in (known.year, known.month, known.day):
        return known.weekday
    try:
        return date(known.year or 1, known.month or 1, known.day or 1).weekday()
    except ValueError:  # 31 June
        return None


def _in_period(known: Moment, period: str) -> bool:
    if known.period is not None or known.month is None:
        return known.period == period
    months = SEASON_MONTHS.get(period) or range(int(period[1]) * 3 - 2, int(period[1]) * 3 + 1)
    return known.month in months


def _parts_agree(known: Moment, said: Moment) -> bool:
    """That "early" is not "late"; what says neither may be either."""
    if said.part is None or known.part == said.part:
        return True
    if known.part is not None:
        return False
    if said.month is not None:
        return known.day is None or known.day in _PART_DAYS[said.part]
    return known.month is None or known.month in _PART_MONTHS[said.part]


def _in_week(known: Moment, said: Moment) -> bool:
    """Whether a day is one of the week that is meant."""
    if said.week is None or known.year is None or known.month is None or known.day is None:
        return False
    try:
        return 0 <= (date(known.year, known.month, known.day) - said.week).days < 7
    except ValueError:  # 31 June
        return False


def _same_hours(known: Moment, hours: str) -> bool:
    """Whether it is that part of the day; evening and night run into one another."""
    if known.hours is not None:
        return known.hours == hours or {known.hours, hours} == {"evening", "night"}
    first, last = HOURS_FROM_TO[hours]
    return known.clock is not None and any(first * 60 <= known.clock + day <= last * 60 for day in (0, 24 * 60))


def _same_clock(known: Moment, said: Moment) -> bool:
    if known.clock is None or said.clock is None:
        return False
    apart = abs(known.clock - said.clock)
    if not (known.half_known and said.half_known):
        apart = min(apart % 720, 720 - apart % 720)
    return apart <= (_LOOSE_MINUTES if said.loose else 0)

"""A date or a time of the day as a text states it, as far as it says.

Knows nothing of how it is read or compared.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Shift:
    """So many days, weeks, months or years from the day of writing: "last month" is -1 month."""

    unit: Unit
    by: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What stands at `text[start:end]`; every field that the text does not tell is None.

    `weekday` counts from Monday, 0; `part` is "early", "mid" or "late"; `period` a quarter ("Q3") or season; `decade`
    its first year; `clock` minutes after midnight, of which `half_known` is false for "6:30" that may be of the
    evening; `loose` is a clock with an "about" or "shortly after"; `hours` is "morning", "night" and so on. `week` is
    the Monday of "last week", once the day of writing is known. `ahead` is "next Friday" and what will be.
    """

    words: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    period: str | None = None
    decade: int | None = None
    clock: int | None = None
    half_known: bool = True
    loose: bool = False
    hours: str | None = None
    shift: Shift | None = None
    week: date | None = None
    ahead: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it tells a year and no more."""
        return self.year is not None and self.month is None and self.period is None and self.part is None

    @property
    def is_clock(self) -> bool:
        """Whether it is a time of the day."""
        return self.clock is not None or self.hours is not None

    def is_part_of(self, other: "Moment") -> bool:
        """Whether the other tells all of it and more: "1972" beside "16 June 1972"."""
        own = [(self.year, other.year), (self.month, other.month), (self.day, other.day), (self.weekday, other.weekday)]
        told = [(mine, theirs) for mine, theirs in own if mine is not None]
        return bool(told) and not self.is_clock and all(mine == theirs for mine, theirs in told)

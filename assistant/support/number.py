"""A number as a text states it: its value, its unit, and how exactly it is meant.

Knows nothing of how it is read or compared.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Hedge = Literal["exact", "about", "nearly", "under", "over", "least", "most", "vague"]
"""How a number is meant. "Nearly" and "under" lie below it, "over" above; "least" and "most" include it; a "vague"
one is any from `value` to ten times that ("hundreds")."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what is written: "5m" is five metres, or five million of something."""

    value: Fraction
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `text[start:end]`, with its unit; `step` is the place it may be rounded to: 1,000 of "11,000".

    `share` is one that was written as a fraction of something. `label` is the word that it numbers, of "season 3" and
    "third season". A `loose` one is no count: "doubled". `pair` holds both numbers of a score.
    """

    words: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    step: Fraction
    hedge: Hedge = "exact"
    ordinal: bool = False
    share: bool = False
    label: str = ""
    loose: bool = False
    pair: tuple[Fraction, Fraction] | None = None

    @property
    def value(self) -> Fraction:
        """What it most likely means."""
        return self.readings[0].value

"""The kinds of things that stand in front of an article, or in its place.

Knows nothing of pages or of what they say.
"""

import re
from enum import Enum, auto


class Wall(Enum):
    """What a sentence or a heading belongs to that is no article's; the order is that of belief, where several fit."""

    BLOCKED = auto()
    ERROR = auto()
    JAVASCRIPT = auto()
    LOGIN = auto()
    CONSENT = auto()
    PAYWALL = auto()


def one_of(patterns: str) -> re.Pattern[str]:
    """A pattern that matches what any line of `patterns` does, in any case."""
    lines = (line.strip() for line in patterns.splitlines())
    return re.compile("|".join(f"(?:{line})" for line in lines if line), re.IGNORECASE)

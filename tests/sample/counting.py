"""Rules about how many of something there are; each yields a sentence for what breaks it."""

from collections import Counter
from collections.abc import Iterable, Iterator


def doubled(values: Iterable[str]) -> list[str]:
    """The values that come more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def at_least(what: str, found: int, fewest: int) -> Iterator[str]:
    """There are no fewer than promised."""
    if found < fewest:
        yield f"{found} {what}; at least {fewest} are promised"


def none_missing(what: str, wanted: Iterable[str], found: set[str]) -> Iterator[str]:
    """Everything wanted was found."""
    if missing := set(wanted) - found:
        yield f"{what} without {sorted(missing)}"

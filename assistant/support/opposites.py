"""Words that say the opposite of each other, from `opposites.txt`.

For English. Knows nothing of sentences.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from assistant.support.words import stem

Stems = frozenset[str]


@cache
def sides() -> tuple[tuple[Stems, Stems], ...]:
    """Stems of words that mean the like, and those that mean the opposite; each pair stands here in both orders."""
    return tuple(_read())


@cache
def with_opposites() -> Stems:
    """Every stem that has an opposite."""
    return frozenset(one for side, _ in sides() for one in side)


def opposites_of(wanted: str) -> Stems:
    """The stems that say the opposite of this one; none where none is known."""
    return frozenset(one for side, other in sides() if wanted in side for one in other)


def _read() -> Iterator[tuple[Stems, Stems]]:
    lines = files("assistant.support").joinpath("opposites.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            one, other = (frozenset(stem(word) for word in side.split()) for side in line.split(" / "))
            yield one, other
            yield other, one

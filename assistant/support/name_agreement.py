"""When evidence has a name, in full or in part, in another form, as an acronym or as a demonym.

A surname stands for a full name, never the other way round: a first name that the evidence lacks is a fault, and so is
one of another person. Knows nothing of numbers or dates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.support.common_words import CONNECTORS
from assistant.support.dictionary import is_common
from assistant.support.names import Name, names_in, part_of
from assistant.support.places import LONGEST_NAME, countries_of, countries_ruled_from
from assistant.support.tokens import tokens_of

_ENDINGS = frozenset("n an ian ean ish ese er ers ite i ic y ia land a o e ist ism".split()) | {""}
_STEM = 4  # letters that a place and its demonym share: "Ital-y" and "Ital-ian"
_KINDS = frozenset("party inc ltd plc llc corp corporation company co group ag gmbh".split())
"""What a name is often told without: the Labour Party is Labour."""


@dataclass(frozen=True, slots=True)
class Known:
    """The names of one text: its `words` in order, the `runs` of its names, and the countries that it speaks of."""

    words: tuple[str, ...]
    runs: tuple[tuple[str, ...], ...]
    countries: frozenset[str]
    initials: frozenset[str]


@lru_cache(maxsize=4096)
def known_in(text: str) -> Known:
    """The names of a text as evidence; in lower case too, for "Northern Lights" may stand as "northern lights"."""
    tokens = tokens_of(text)
    words = tuple(part_of(token) for token in tokens if (token.is_word or token.is_figure))
    names = names_in(text)
    runs = tuple(name.parts for name in names)
    telling = tuple(word for word in words if word not in CONNECTORS)
    return Known(telling, runs, frozenset(_countries_in(words)), frozenset(_initials(names, text)))


def _countries_in(words: Sequence[str]) -> Iterator[str]:
    for first in range(len(words)):
        for length in range(1, min(LONGEST_NAME, len(words) - first) + 1):
            name = tuple(words[first : first + length])
            yield from countries_of(name) | countries_ruled_from(name)


def _initials(names: Sequence[Name], text: str) -> Iterator[str]:
    """The acronyms that a text spells out: with its small words, and without them; over an "and" too."""
    for place, name in enumerate(names):
        own, told = _letters(name)
        yield from (own, told)
        following = names[place + 1] if place + 1 < len(names) else None
        if following and text[name.end : following.start].strip() in ("and", "for", "&", "on", "in"):
            yield own + _letters(following)[0]


def _letters(name: Name) -> tuple[str, str]:
    """The first letters of the parts of a name, and of all its words."""
    words = [word for word in name.words.replace("-", " ").split() if word[0].isalnum()]
    return "".join(part[0] for part in name.parts), "".join(word[0].lower() for word in words)


def is_known(name: Name, evidence: Sequence[Known]) -> bool:
    """Whether the evidence has the name, in one piece or as two that stand there by themselves.

    A common word at the end of a long name, or before an "of", may stand anywhere: "Grocery Games Season" where there
    is a "season 1", and the "Government of India" where India has a "government".
    """
    parts = name.parts
    if supports(parts, evidence) or supports(_without_initials(parts), evidence):
        return True
    if len(parts) > 1 and parts[-1] in _KINDS and supports(parts[:-1], evidence):
        return True
    if len(parts) > 2 and is_common(parts[-1]) and supports(parts[:-1], evidence):
        return _has_word(parts[-1], evidence)
    if len(parts) == 2 and " of " in name.words and is_common(parts[0]) and _has_word(parts[0], evidence):
        return supports(parts[1:], evidence)
    return any(
        _stands_alone(parts[:at], evidence) and (_stands_alone(parts[at:], evidence)) for at in range(1, len(parts))
    )


def spelled_out(name: Name, sentence: str) -> bool:
    """Whether it is an acronym in brackets right behind the words that it is short for: that states nothing."""
    before = sentence[: name.start].rstrip()
    if len(name.parts) != 1 or not name.words.isupper() or not before.endswith("("):
        return False
    words = [token.plain for token in tokens_of(before) if token.is_word]
    telling = [word for word in words if word not in CONNECTORS and word != "and"]
    letters = name.parts[0]
    return any("".join(word[0] for word in kind[-len(letters) :]) == letters for kind in (words, telling))


def _has_word(word: str, evidence: Sequence[Known]) -> bool:
    return any(word in known.words for known in evidence)


def _without_initials(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if len(part) > 1 or part.isdecimal())


@lru_cache(maxsize=32768)
def same_name(one: Name, other: Name) -> bool:
    """Whether either may stand for the other."""
    return supports(one.parts, (known_in(other.words),)) or supports(other.parts, (known_in(one.words),))


def supports(parts: tuple[str, ...], evidence: Sequence[Known]) -> bool:
    """Whether one of the texts has this name."""
    if not parts:
        return False
    countries = countries_of(parts)
    return any(
        _follow(parts, known.words)
        or any(_in_order(parts, run) or sorted(parts) == sorted(run) for run in known.runs)
        or bool(countries & known.countries)
        or _by_initials(parts, known)
        or (len(parts) == 1 and _related(parts[0], known))
        for known in evidence
    )


def _stands_alone(parts: tuple[str, ...], evidence: Sequence[Known]) -> bool:
    """Whether this part of a name is one of its own, so that John Brown and Jane Smith do not make a John Smith."""
    if len(parts) > 1:
        return supports(parts, evidence)
    return any(
        parts in known.runs or bool(countries_of(parts) & known.countries) or _by_initials(parts, known)
        for known in evidence
    )


def _follow(parts: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the parts stand one after another in the words; a plural counts as its singular, "South East" is one."""
    if "".join(parts) in _joined(words):
        return True
    return any(
        all(_same(part, word) for part, word in zip(parts, words[first : first + len(parts)], strict=True))
        for first in range(len(words) - len(parts) + 1)
        if _same(parts[0], words[first])
    )


@lru_cache(maxsize=4096)
def _joined(words: tuple[str, ...]) -> frozenset[str]:
    """Every two and three words that follow one another, written as one."""
    return frozenset("".join(words[at : at + size]) for size in (1, 2, 3) for at in range(len(words) - size + 1))


def _in_order(parts: tuple[str, ...], run: tuple[str, ...]) -> bool:
    """Whether the run has the parts in their order: "Joe Biden" in "Joe R. Biden"."""
    rest = iter(run)
    return all(any(_same(part, other) for other in rest) for part in parts)


def _same(one: str, other: str) -> bool:
    return one == other or (len(one) > 3 and (one == other + "s" or one + "s" == other))


def _by_initials(parts: tuple[str, ...], known: Known) -> bool:
    """An acronym for what is spelled out, or the other way round."""
    if len(parts) == 1:
        return 2 <= len(parts[0]) <= 6 and parts[0] in known.initials
    initials = "".join(part[0] for part in parts)
    return len(initials) > 2 and initials in known.words


def _related(part: str, known: Known) -> bool:
    """A place and its people: "Londoner" where the evidence has "London"."""
    return len(part) >= _STEM and any(_share_stem(part, other) for run in known.runs for other in run)


def _share_stem(one: str, other: str) -> bool:
    one, other = one.removesuffix("s"), other.removesuffix("s")
    common = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= _STEM and one[common:] in _ENDINGS and other[common:] in _ENDINGS

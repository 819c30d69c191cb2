"""Names made wrong: people of a story mixed up, a speaker exchanged, a wrong first name, organisation or place.

The new name stands in no sentence of the articles that tells of the same, and never beside the old one where either
could be short for the other or hold it.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from benchmarks.labelled.two.ground import Ground, stems_of, words_of
from benchmarks.labelled.two.reading_names import CITIES, COUNTRIES, FIRST_NAMES, PEOPLES, Name, NameType, find_names
from benchmarks.labelled.two.swap import Swap, put
from corpus.article import Article

_JOINED = re.compile(r"^(?:\s(?:and|or|with|&|to|met|married|versus|v\.?|against)\s|,\s|\s?[–-]\s?|\s?\()")
_ALIAS = re.compile(r"\(|known|called|formerly|named|nickname|abbreviat|short for|alias|title|real name", re.IGNORECASE)
_RULES: Mapping[NameType, str] = {
    "person": "person of the story",
    "place": "place",
    "organisation": "organisation",
    "other": "other name",
    "people": "people",
}


def name_swaps(text: str, ground: Ground, related: Sequence[Article], chance: random.Random) -> Iterator[Swap]:
    """Every way to make one name of the sentence wrong; `related` are other articles, whose names are plausible."""
    own, here = _named(ground.text), list(find_names(text))
    elsewhere = [name for article in related for name in _named(article.text)]
    for name in here:
        type_ = _type_in(name, own)
        yield from _put(text, name, _rule(name, type_), _fitting(name, type_, own, ground), ground, chance)
        yield from _put(text, name, "from elsewhere", _fitting(name, type_, elsewhere, ground), ground, chance)
        yield from _from_lists(text, name, type_, ground, chance)
        if type_ == "person":
            yield from _wrong_first_name(text, name, ground, chance)
    yield from _exchanged(text, [name for name in here if _type_in(name, own) == "person"], ground)


def _named(text: str) -> list[Name]:
    return list({(name.text, name.type): name for name in find_names(text)}.values())


def _rule(name: Name, type_: NameType) -> str:
    return "speaker" if name.speaks else _RULES[type_]


def _type_in(name: Name, own: Sequence[Name]) -> NameType:
    """What the articles show it to be where the sentence alone does not tell."""
    if name.type in ("person", "organisation", "people"):
        return name.type
    types = [other.type for other in own if other.text.split()[-1] == name.text.split()[-1] and other.type != "other"]
    return "person" if "person" in types else name.type


def _fitting(name: Name, type_: NameType, pool: Sequence[Name], ground: Ground) -> list[str]:
    """Names of its type that are not of the claim, its evidence, nor of the same thing."""
    same = [other for other in pool if _type_in(other, pool) == type_ and (other.speaks or not name.speaks)]
    return [other.text for other in same if _another(name.text, other.text) and not ground.evidence_says(other.text)]


def _another(name: str, other: str) -> bool:
    """Whether the two share no word, nor the beginning of one ("Russia", "Russian")."""
    starts = {word[:4] for word in words_of(name)}
    many = abs(len(name.split()) - len(other.split())) > 1
    return not many and not starts & {word[:4] for word in words_of(other)}


def _put(
    text: str, name: Name, rule: str, fitting: Sequence[str], ground: Ground, chance: random.Random
) -> Iterator[Swap]:
    """The first of some, in any order, that the articles do not tell the same of."""
    about = stems_of(text[: name.start] + text[name.end :])
    for other in chance.sample(fitting, min(len(fitting), 6)):
        if not ground.told_of(other, about) and not _may_be_one(name.text, other, ground):
            yield put(rule, text, name.start, name.end, other)
            return


def _may_be_one(name: str, other: str, ground: Ground) -> bool:
    """Whether a sentence that holds both may say that they are one, or that one lies in the other."""
    both = [one for one in ground.sentences if name in one and other in one]
    return any(_ALIAS.search(one) or f"{other}, {name}" in one or f"{name}, {other}" in one for one in both)


def _from_lists(text: str, name: Name, type_: NameType, ground: Ground, chance: random.Random) -> Iterator[Swap]:
    for rule, known in (("people", PEOPLES), ("place", COUNTRIES), ("place", CITIES)):
        if name.text in known:
            others = [one for one in known if _another(name.text, one) and not ground.says(one)]
            yield put(rule, text, name.start, name.end, chance.choice(others))


def _wrong_first_name(text: str, name: Name, ground: Ground, chance: random.Random) -> Iterator[Swap]:
    """Another first name that begins alike, as a careless writer has it; no short form of the right one."""
    first, _, last = name.text.partition(" ")
    if not last or re.fullmatch(r"[A-Z]\.?", first):
        return
    alike = [one for one in FIRST_NAMES if one[0] == first[0] and one[:3] != first[:3] and not ground.says(one)]
    if alike:
        yield put("first name", text, name.start, name.start + len(first), chance.choice(alike))


def _exchanged(text: str, people: Sequence[Name], ground: Ground) -> Iterator[Swap]:
    """Two people of one sentence in each other's place, unless what is said holds both ways."""
    for one, other in pairwise(people):
        between = text[one.end : other.start]
        if _another(one.text, other.text) and not _JOINED.match(between) and len(between.split()) > 1:
            exchanged = text[: one.start] + other.text + between + one.text + text[other.end :]
            if not ground.says(other.text + between + one.text):
                yield Swap("exchanged", exchanged)

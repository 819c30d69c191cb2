"""The place that a fact takes in its sentence: the telling words around it, by which two facts are held to be rivals.

"30 dead and 12 hurt" has both numbers of "12 dead and 30 hurt", each in the other's place. For English. Knows nothing
of kinds of facts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.support.tokens import Token, tokens_of
from assistant.support.words import stem
from index.words import STOP_WORDS

_REACH = 4  # telling words to each side
_PLURALS = {"men": "man", "women": "woman", "people": "person", "children": "child", "feet": "foot", "lives": "life"}
_NEAREST = 2.0
_ENDS = frozenset((";", "while", "whereas", "but"))
_BEGINS = 3.0
"""How much likelier is a fact that begins the evidence as it begins the sentence: the subject of both."""
_STRANGER = 2.0
"""How much less alike two slots are that come after different names: what Harris won is not what Trump won."""
MARGIN = 2.0
"""By how much the place of another fact must be the likelier one; the least that kept wrongly rejected sentences rare
on the first generator's claims."""
WIDE_MARGIN = 4.0
"""The same for names, which stand in many places of a sentence."""
_CONTEXT = 1.0
"""How much less likely is a fact that stands only in what is around the evidence."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The stems of the telling words before and after a fact, the nearest first; `names` are those of the left.

    `lead` is a "from" or "to" right before it, else "". `begins` is one that nothing telling stands before.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    names: frozenset[str]
    lead: str
    begins: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact of the evidence stands: `text[start:end]`; `context` is beside the evidence itself."""

    text: str
    start: int
    end: int
    context: bool = False

    @property
    def is_aside(self) -> bool:
        """Whether it stands in brackets."""
        return self.text.count("(", 0, self.start) > self.text.count(")", 0, self.start)


@lru_cache(maxsize=8192)
def slot_of(text: str, start: int, end: int) -> Slot:
    """The slot of `text[start:end]`."""
    tokens = tokens_of(text)
    before = _telling(token for token in reversed(tokens) if token.end <= start)
    after = _telling(token for token in tokens if token.start >= end)
    names = frozenset(_stem(token) for token in before if token.text[0].isupper())
    return Slot(tuple(map(_stem, before)), tuple(map(_stem, after)), names, _lead(tokens, start), not before)


def _lead(tokens: Sequence[Token], start: int) -> str:
    last = next((token.plain for token in reversed(tokens) if token.end <= start and token.text not in "$£€"), "")
    return last if last in ("from", "to") else ""


def _telling(tokens: Iterable[Token]) -> list[Token]:
    """The next words that are no stop words, and figures, up to where something else begins."""
    found: list[Token] = []
    for token in tokens:
        if token.plain in _ENDS or len(found) == _REACH:
            break
        if token.is_figure or (token.is_word and token.plain not in STOP_WORDS):
            found.append(token)
    return found


def _stem(token: Token) -> str:
    return token.plain if token.is_figure else stem(_PLURALS.get(token.plain, token.plain))


def likeness(one: Slot, other: Slot) -> float:
    """How much two slots have in common, from 0; the words next to them count more."""
    shared = len({*one.left} & {*other.left}) + len({*one.right} & {*other.right})
    nearest = (one.left[:1] == other.left[:1] != ()) / 2 + (one.right[:1] == other.right[:1] != ())
    strangers = bool(one.names and other.names) and not one.names & other.names
    return shared + _NEAREST * nearest - (_STRANGER if strangers else 0.0)


def is_displaced(said: Place, alike: Sequence[Place], rivals: Sequence[Place], margin: float = MARGIN) -> bool:
    """Whether another fact of the evidence stands where this one was said to stand, and none that agrees with it.

    What goes from here to there never goes from there to here.
    """
    slot = slot_of(said.text, said.start, said.end)
    leads = {slot_of(place.text, place.start, place.end).lead for place in alike}
    if slot.lead and leads and not leads & {"", slot.lead}:
        return True
    # Never below 0: a rival that has nothing in common with the place is not the likelier one.
    own = max((_fit(slot, place) + _beginning(slot, place) for place in alike), default=0.0)
    own = max(own, 0.0)
    return any(_fit(slot, place) >= own + margin for place in rivals if not place.context and not place.is_aside)


def _fit(slot: Slot, place: Place) -> float:
    return likeness(slot, slot_of(place.text, place.start, place.end)) - (_CONTEXT if place.context else 0.0)


def _beginning(slot: Slot, place: Place) -> float:
    begins = slot.begins and not place.context and slot_of(place.text, place.start, place.end).begins
    return _BEGINS if begins else 0.0

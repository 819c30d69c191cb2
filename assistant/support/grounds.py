"""What a sentence rests on: the one to three sentences of the excerpts that say most of it, with who is meant in them.

Told by the words that they share, each weighing more the fewer sentences have it, and by a model that reads both.
Knows nothing of facts or negation.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.attribution import context_of
from assistant.candidates import SplitText
from assistant.drafting import DraftQuote
from assistant.support.facts import facts_of
from assistant.support.verdict import Excerpt
from assistant.support.words import around, stem, telling, words_in
from index.relevance import RelevanceModel
from index.sentences import Span

_CLOSEST = 4  # sentences by their words among which the grounds are sought
_MOST = 3
_DOUBT = 0.5  # where the closest has less of the words than this, the model reads all of them; that costs it 4 ms each
_READ_COUNTS = 0.3  # what even odds by the model count beside all the words of a sentence
_ADDS = 0.12  # share of a sentence's words that a further place must add
_TOO_COMMON = frozenset(stem(word) for word in ("say", "report", "tell", "add"))
_COMMON = 0.2  # weight of a word that every sentence has
# Sentences before a place in which names, numbers and days may stand that it takes up. With none, 1, 2 and 4 of them
# .145, .145, .139 and .139 of 339 freer sentences that are supported are rejected, .080, .075, .070 and .064 of the
# clapnq-dev claims that are tuned on; of the wrong names, numbers and days as many are caught.
_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Sentence `index` of a version, and the neighbour that says who speaks or is meant in it."""

    excerpt: Excerpt
    index: int

    @property
    def source(self) -> SplitText:
        """The version that it stands in."""
        return self.excerpt.source

    @property
    def text(self) -> str:
        """Its words."""
        return self.source.sentences[self.index].of(self.source.text)

    @property
    def context(self) -> int | None:
        """The index of the neighbour, None where it needs none."""
        return context_of(self.source.text, self.source.sentences, self.index)

    @property
    def context_text(self) -> str:
        """The words of the neighbour, "" where it needs none."""
        context = self.context
        return "" if context is None else self.source.sentences[context].of(self.source.text)

    @property
    def before(self) -> tuple[str, ...]:
        """The sentences of the excerpt that lead up to it: who and what is meant in it was named there."""
        first = max(self.index - _BEFORE, self.excerpt.first)
        return tuple(span.of(self.source.text) for span in self.source.sentences[first : self.index])

    @property
    def told(self) -> str:
        """Its words after the neighbour's."""
        return f"{self.context_text} {self.text}".strip()

    def quote(self) -> DraftQuote:
        """Its words as they stand, with the neighbour's span."""
        source, context = self.source, self.context
        beside = () if context is None else (source.sentences[context],)
        return DraftQuote(source.article_id, source.version, self.text, source.sentences[self.index], beside)


@dataclass(frozen=True, slots=True)
class Grounds:
    """The `places` that a sentence rests on, best first, at least one.

    `coverage` is the share of the sentence's words, by weight, that they have, with who is meant and the title.
    """

    places: tuple[Place, ...]
    coverage: float

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences, each with the neighbour before it that says who is meant."""
        return tuple(place.told for place in self.places)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published them, as far as that is known."""
        return tuple(dict.fromkeys(place.excerpt.outlet for place in self.places if place.excerpt.outlet))

    @property
    def read(self) -> str:
        """All of them as a model reads them together, under the title of the best one's article."""
        return _titled(self.places)


def find_grounds(sentence: str, excerpts: Sequence[Excerpt], relevance: RelevanceModel) -> Grounds | None:
    """The grounds of a sentence; None where the excerpts share no word with it."""
    wanted = telling(words_in(sentence))
    places = _places(excerpts)
    stems = [telling(words_in(place.text)) for place in places]
    weights = _weights(wanted, stems)
    shares = [_share(weights, own) for own in stems]
    best = [i for i in sorted(range(len(places)), key=lambda i: -shares[i])[:_CLOSEST] if shares[i] > 0]
    if not best:
        return None
    if shares[best[0]] < _DOUBT:
        texts = [_titled([places[i]]) for i in best]
        told = [Span(len(text) - len(places[i].told), len(text)) for i, text in zip(best, texts, strict=True)]
        read = relevance.score_parts(sentence, texts, [[one] for one in told])
        answers = {i: _READ_COUNTS * _probability(float(odds)) for i, [odds] in zip(best, read, strict=True)}
        best.sort(key=lambda i: -(shares[i] + answers[i]))
    near = _near_facts(sentence)
    chosen = _chosen(weights, [(places[i], _held(stems[i], near) | _beside(places[i])) for i in best])
    held = (telling(words_in(place.text)) | _beside(place) for place in chosen)
    return Grounds(tuple(chosen), _share(weights, set().union(*held)))


def _places(excerpts: Sequence[Excerpt]) -> list[Place]:
    """Every sentence of the excerpts once, in their order."""
    places: dict[tuple[str, int, int], Place] = {}
    for excerpt in excerpts:
        for index in range(excerpt.first, excerpt.last):
            key = (excerpt.source.article_id, excerpt.source.version, index)
            places.setdefault(key, Place(excerpt, index))
    return list(places.values())


def _weights(wanted: set[str], stems: Sequence[set[str]]) -> dict[str, float]:
    """What each wanted stem counts: the rarer, the more."""
    holding = Counter(one for own in stems for one in own & wanted)
    return {one: max(math.log((len(stems) + 1) / (holding[one] + 0.5)), _COMMON) for one in wanted}


def _share(weights: Mapping[str, float], stems: set[str]) -> float:
    """The share of the wanted stems, by weight, that stand among these."""
    total = sum(weights.values())
    return sum(weight for one, weight in weights.items() if one in stems) / total if total else 0.0


def _beside(place: Place) -> set[str]:
    """The stems of what stands around a place: who is meant in it, its title, outlet and day."""
    published = place.excerpt.published
    day = f"{published.day:%A} {published.day.day} {published.day:%B %Y}" if published else ""
    beside = (place.context_text, place.source.title, place.excerpt.outlet or "", day)
    return {one for text in beside for one in telling(words_in(text))}


def _near_facts(sentence: str) -> dict[str, frozenset[str]]:
    """The stems of the sentence's facts, each with the stems around it that are of no fact."""
    words, facts = words_in(sentence), facts_of(sentence)
    inside = [any(fact.start <= word.start < fact.end for fact in facts) for word in words]
    of_facts = {word.stem for word, is_inside in zip(words, inside, strict=True) if is_inside}
    return {
        word.stem: frozenset(around(words, number)) - of_facts - _TOO_COMMON
        for number, word in enumerate(words)
        if inside[number] and word.tells
    }


def _held(stems: set[str], near: Mapping[str, frozenset[str]]) -> set[str]:
    """The stems that a sentence holds for another: a fact only with a word that it stands beside in the other.

    For a wrong name or number stands somewhere in the article, too.
    """
    return {one for one in stems if one not in near or near[one] & stems}


def _chosen(weights: Mapping[str, float], ranked: Sequence[tuple[Place, set[str]]]) -> list[Place]:
    """The first place, and up to two more that add enough to it."""
    first, held = ranked[0]
    chosen, held = [first], set(held)
    others = list(ranked[1:])
    while others and len(chosen) < _MOST:
        place, stems = max(others, key=lambda one: _share(weights, one[1] - held))
        if _share(weights, stems - held) < _ADDS:
            break
        chosen.append(place)
        held |= stems
        others.remove((place, stems))
    return chosen


def _titled(places: Sequence[Place]) -> str:
    """The sentences as they read, with who is meant, under the title of the first one's article."""
    told = (place.told for place in sorted(places, key=_reading_order))
    return f"{places[0].source.title}. {' '.join(told)}"


def _reading_order(place: Place) -> tuple[str, int, int]:
    return place.source.article_id, place.source.version, place.index


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))

"""Claims made from the sample library: sentences of its articles said again by rule, and those that its key names.

Knows nothing of checkers. Every rule keeps the meaning, so every claim is supported by its article; which is looked
at by eye, not proved. Sentences of planted instructions, of tables and of other languages are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from assistant.evaluation.questions import plain
from benchmarks.labelled import rephrasing
from benchmarks.labelled.claim import Claim, Corrupted, GoldSentence
from benchmarks.labelled.key_claims import claims_of_key, rivals_of_key
from benchmarks.labelled.rephrasing import Rephrase
from corpus.article import Article
from index.sentences import Span, split_sentences
from tests.sample.library import Sample

_MOST_OF_A_WAY = 80  # claims made by one rule, spread over the articles; else other figures would be half of all
_FEWEST_WORDS = 6
_OPENING = "“‘\"'£"
_ALONE: Mapping[str, Rephrase] = {
    "speaker_first": rephrasing.speaker_first,
    "speaker_last": rephrasing.speaker_last,
    "other_figures": rephrasing.other_figures,
    "other_date": rephrasing.other_date,
    "first_clause": rephrasing.first_clause,
}


@dataclass(frozen=True)
class _Place:
    """One sentence of an article, and the one that follows it in the same paragraph."""

    article: Article
    span: Span
    after: Span | None

    @cached_property
    def words(self) -> str:
        return self.span.of(self.article.text)

    @cached_property
    def next_words(self) -> str:
        return self.after.of(self.article.text) if self.after else ""

    @property
    def day(self) -> str:
        published = self.article.published
        return f"{published.day.day} {published.day:%B %Y}" if published else ""


def claims_of_sample(sample: Sample) -> Iterator[Claim]:
    """The claims, rule by rule, none twice."""
    seen: set[str] = set()
    for way, claims in groupby([*_said_again(sample), *claims_of_key(sample)], key=_way):
        fresh = [claim for claim in claims if plain(claim.text) not in seen]
        different = list({plain(claim.text): claim for claim in fresh}.values())
        step = max(len(different) / _MOST_OF_A_WAY, 1) if way != "disagreement" else 1
        yield from [different[int(number * step)] for number in range(int(len(different) / step))]
        seen |= {plain(claim.text) for claim in fresh}


def rivals_of_sample(sample: Sample, claims: Sequence[Claim]) -> Iterator[Corrupted]:
    """Claims of one side of a disagreement beside the article of the other side."""
    return rivals_of_key(sample, claims)


def _way(claim: Claim) -> str:
    return claim.id.split("/")[1]


def _said_again(sample: Sample) -> Iterator[Claim]:
    places = [place for article in _readable(sample) for place in _places(article)]
    planted = {plain(one["says"]) for one in sample.key["planted"]}
    places = [place for place in places if not any(plain(place.words) in each for each in planted)]
    for way, rule in _ALONE.items():
        for place in places:
            yield from _claim(way, place, rule(place.words))
    for place in places:
        yield from _claim("reported", place, _reported(place))
    for place in places:
        if place.after:
            yield from _claim("joined", place, rephrasing.joined(place.words, place.next_words), both=True)
    for place in places:
        if place.after:
            yield from _claim("named", place, rephrasing.named(place.words, place.next_words), both=True)


def _reported(place: _Place) -> str | None:
    outlet, day = place.article.outlet, place.day
    return rephrasing.reported(place.words, outlet, day) if outlet and day else None


def _claim(way: str, place: _Place, text: str | None, *, both: bool = False) -> Iterator[Claim]:
    """The claim, where its rule gave one; `both` where the sentence after it is evidence as well."""
    if text:
        spans = (place.span, place.after) if both and place.after else (place.span,)
        evidence = tuple(GoldSentence(place.article.id, span.start, span.end) for span in spans)
        id = f"sample/{way}/{place.article.id}/{place.span.start}"
        yield Claim(id, text, evidence, (place.article.id,), "sample")


def _readable(sample: Sample) -> Iterator[Article]:
    foreign = {one["article"] for one in sample.key["languages"]}
    return (one.article for one in sample.every_article if one.name not in foreign)


def _places(article: Article) -> Iterator[_Place]:
    spans = split_sentences(article.text)
    for number, span in enumerate(spans):
        words = span.of(article.text)
        if "|" in words or (not words[0].isalpha() and words[0] not in _OPENING) or len(words.split()) < _FEWEST_WORDS:
            continue
        after = spans[number + 1] if number + 1 < len(spans) else None
        neighbours = after is not None and "\n" not in article.text[span.end : after.start]
        yield _Place(article, span, after if neighbours else None)

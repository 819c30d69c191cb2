"""Claims that the sample's key names: what somebody said, and either side of a disagreement.

Knows nothing of the rules by which other claims are made, or of checkers. A side of a disagreement is supported by its
own article and not by the other's; where a figure or name of it stands in the other as well, that is not claimed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any

from assistant.evaluation.questions import plain
from benchmarks.labelled.claim import Claim, Corrupted, GoldSentence
from benchmarks.labelled.rephrasing import lowered
from corpus.article import Article
from index.sentences import Span, split_sentences
from tests.sample.library import Sample

_FEWEST_WORDS = 5
_NEAR = 4  # sentences on either side of the words, in which their speaker is named
_OWN_VOICE = re.compile(r"\b(?:I|we|my|our|us|me|you|your|he|she|said|says)\b|['’]", re.IGNORECASE)
_REAL_STORY = "oreshnik"  # whose outlets all report what every government says
_EDGES = " “”\"‘’'.,"


def claims_of_key(sample: Sample) -> Iterator[Claim]:
    """What the key says was said by whom, then the sides of its disagreements."""
    foreign = {one["article"] for one in sample.key["languages"]}
    for number, told in enumerate(sample.key["claims"]):
        if told["article"] not in foreign:
            yield from _spoken(number, told, sample.articles[told["article"]].article)
    for number, disagreement in enumerate(sample.key["disagreements"]):
        for side, report in enumerate(disagreement["reports"]):
            if report["article"] not in foreign and disagreement["kind"] != "outcome":
                yield from _side(f"{number}-{side}", report, sample.articles[report["article"]].article)


def rivals_of_key(sample: Sample, claims: Sequence[Claim]) -> Iterator[Corrupted]:
    """Each side of a disagreement about a number, a name or a date, beside the article that reports otherwise."""
    real = {name for story in sample.key["stories"] if story["id"] == _REAL_STORY for name in story["articles"]}
    by_place = {claim.id.split("/")[2]: claim for claim in claims if claim.id.startswith("sample/disagreement/")}
    for number, disagreement in enumerate(sample.key["disagreements"]):
        for (side, own), (_, other) in permutations(enumerate(disagreement["reports"]), 2):
            claim = by_place.get(f"{number}-{side}")
            if claim and own["article"] not in (other["article"], *real):
                article = sample.articles[other["article"]].article
                if _tells(own["says"]).isdisjoint(plain(article.text).split()):
                    yield Corrupted(claim.id, "other_article", claim.text, (article.id,))


def _spoken(number: int, told: dict[str, Any], article: Article) -> Iterator[Claim]:
    """What was said with its speaker before it; nothing where the speaker is not named nearby."""
    place = _find(told["says"], article.text)
    said = told["says"].strip(_EDGES)
    if place is None or len(said.split()) < _FEWEST_WORDS or "“" in said or '"' in said:
        return
    sentences = split_sentences(article.text)
    touched = [n for n, one in enumerate(sentences) if one.start < place.end and place.start < one.end]
    last_name = told["speaker"].split()[-1]
    near = sentences[max(touched[0] - _NEAR, 0) : touched[-1] + _NEAR]
    names = [one for one in near if last_name in one.of(article.text)]
    if not names or last_name in said:
        return
    nearest = min(names, key=lambda one: abs(one.start - sentences[touched[0]].start))
    evidence = {GoldSentence(article.id, one.start, one.end) for one in (nearest, *(sentences[n] for n in touched))}
    text = _with_speaker(told["speaker"], said, quoted=_in_quotes(place, article.text))
    if text:
        yield Claim(f"sample/spoken/{number}", text, tuple(sorted(evidence)), (article.id,), "sample")


def _with_speaker(speaker: str, said: str, *, quoted: bool) -> str | None:
    """What was said, in a sentence; None where it would have to be put into the speaker's mouth."""
    if said[0].isupper() and not _OWN_VOICE.search(said) and lowered(said) != said:
        return f"According to {speaker}, {lowered(said)}."
    if not quoted:
        return None
    return f"{speaker} said: “{said}.”" if said[0].isupper() else f"{speaker} is reported as saying “{said}”."


def _side(place: str, report: dict[str, Any], article: Article) -> Iterator[Claim]:
    """The whole sentence that tells one side, as it stands in its article."""
    words = _find(report["says"], article.text)
    whole = [
        one for one in split_sentences(article.text) if words and one.start <= words.start and words.end <= one.end
    ]
    if whole and "|" not in (text := whole[0].of(article.text)) and len(text.split()) >= _FEWEST_WORDS:
        evidence = (GoldSentence(article.id, whole[0].start, whole[0].end),)
        yield Claim(f"sample/disagreement/{place}", text, evidence, (article.id,), "sample")


def _find(says: str, text: str) -> Span | None:
    """Where these words stand, whatever the kind of white space and quotes."""
    pattern = re.sub(r"(?:\\ |\s|\\\n)+", r"\\s+", re.escape(says))
    pattern = re.sub(r"[\"“”]", '["“”]', re.sub(r"['‘’]", "['‘’]", pattern))
    found = re.search(pattern, text)
    return Span(*found.span()) if found else None


def _in_quotes(place: Span, text: str) -> bool:
    before = text[text.rfind("\n", 0, place.start) + 1 : place.start]
    return before.count("“") + before.count('"') % 2 > before.count("”")


def _tells(says: str) -> set[str]:
    """The figures and names of these words, or every word of them where there are none."""
    capitals = {word.lower() for word in re.findall(r"(?<!^)\b[A-Z]\w+", says)}
    figures = set(re.findall(r"\d+", says)) | (set(plain(says).split()) & _NUMBER_WORDS)
    return figures or capitals or set(plain(says).split())


_NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred half third quarter""".split()
)

"""Answers in the articles' own words: picks the sentences that answer, keeps who said them, and puts them in order.

Needs no language model; a cross-encoder reads each candidate sentence together with the question. Knows nothing of
citations or how the answer is shown.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.attribution import context_of
from assistant.confidence import Confidence
from assistant.drafting import Draft, DraftQuote, DraftSentence
from assistant.evidence import measure
from assistant.question import Question
from index.relevance import RelevanceModel
from index.retrieving import RetrievedPassage
from index.sentences import Span, split_sentences

_READ_PASSAGES = 5
_READ_SENTENCES = 24  # what the cross-encoder reads of one question: 110 ms on 2 cores with VNNI
_MOST_SENTENCES = 4
# A sentence is left out that scores this much below the best. On 127 dated news questions 4 gave F1 .57 and 2.7
# sentences an answer, 6 gave .59 and 3.2, no bound .62 and 4.0, which reads as a list.
_WITHIN = 6.0
# What one point of a passage's fused score (0.05 for a good one) counts beside a logit of the cross-encoder.
_PASSAGE_WEIGHT = 122.0
_SAME = 0.6  # share of common words above which a second sentence only repeats the first
_FEWEST_WORDS = 4

ReadText = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class SplitText:
    """The text of one version with its sentences in order."""

    article_id: str
    version: int
    text: str
    sentences: list[Span]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that might answer: `index` counts the sentences of its version."""

    source: SplitText
    index: int
    passage_score: float

    @property
    def span(self) -> Span:
        """Where it stands in its version."""
        return self.source.sentences[self.index]

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.of(self.source.text)


@dataclass(frozen=True, slots=True)
class _Pick:
    candidate: Candidate
    score: float


class QuotingAnswerer:
    """The answerer that needs no language model."""

    def __init__(self, relevance: RelevanceModel, read_text: ReadText, confidence: Confidence) -> None:
        self._relevance = relevance
        self._read_text = read_text
        self._confidence = confidence

    def draft(self, question: Question, passages: Sequence[RetrievedPassage]) -> Draft:
        """At most four sentences, each with its quote; none where the probability of an answer is too low."""
        read = passages[:_READ_PASSAGES]
        candidates = self._candidates(read)
        logits = self._relevance.score(question.query, [candidate.text for candidate in candidates])
        relevances = [float(logit) for logit in logits]
        evidence = measure(question, read, relevances)
        probability = self._confidence.probability(evidence)
        if not candidates or not self._confidence.answers(probability):
            return Draft(evidence, probability, ())
        picks = _pick(candidates, relevances)
        return Draft(evidence, probability, tuple(_compose(_in_order(picks))))

    def _candidates(self, passages: Sequence[RetrievedPassage]) -> list[Candidate]:
        """Sentences of the passages, best passage first, none twice."""
        sources: dict[tuple[str, int], SplitText] = {}
        found: dict[tuple[str, int], Candidate] = {}
        for retrieved in passages:
            passage = retrieved.passage
            key = (passage.article_id, passage.version)
            source = sources.get(key) or sources.setdefault(key, self._split(*key))
            for index, span in enumerate(source.sentences):
                if passage.start <= span.start and span.end <= passage.end and _says_something(span.of(source.text)):
                    found.setdefault((passage.article_id, index), Candidate(source, index, retrieved.score))
        return list(found.values())[:_READ_SENTENCES]

    def _split(self, article_id: str, version: int) -> SplitText:
        text = self._read_text(article_id, version)
        return SplitText(article_id, version, text, split_sentences(text))


def _says_something(sentence: str) -> bool:
    """Not a heading of two words, and not a question: neither answers."""
    return len(sentence.split()) >= _FEWEST_WORDS and not sentence.rstrip("\"”’')").endswith("?")


def _pick(candidates: Sequence[Candidate], relevances: Sequence[float]) -> list[_Pick]:
    """The best sentences, best first, without those that repeat one or fall far behind."""
    ranked = sorted(
        (_Pick(c, r + _PASSAGE_WEIGHT * c.passage_score) for c, r in zip(candidates, relevances, strict=True)),
        key=lambda pick: -pick.score,
    )
    picks: list[_Pick] = []
    for pick in ranked:
        if len(picks) == _MOST_SENTENCES or pick.score < ranked[0].score - _WITHIN:
            break
        if not any(_repeats(pick.candidate.text, other.candidate.text) for other in picks):
            picks.append(pick)
    return picks


def _repeats(sentence: str, other: str) -> bool:
    one, two = (set(re.findall(r"\w+", text.lower())) for text in (sentence, other))
    return len(one & two) > _SAME * len(one | two)


def _in_order(picks: Sequence[_Pick]) -> list[Candidate]:
    """The best sentence first, then the rest of its article as it reads, then the next article in the same way."""
    articles: dict[str, list[Candidate]] = {}
    for pick in picks:
        articles.setdefault(pick.candidate.source.article_id, []).append(pick.candidate)
    ordered = []
    for best, *others in articles.values():
        ordered += [best, *sorted(others, key=lambda candidate: candidate.index)]
    return ordered


def _compose(candidates: Sequence[Candidate]) -> list[DraftSentence]:
    """Sentences to show; the neighbour that says who speaks is shown with its claim unless it was shown already."""
    shown: set[tuple[str, int]] = set()
    sentences: list[DraftSentence] = []
    for candidate in candidates:
        source, article_id = candidate.source, candidate.source.article_id
        if (article_id, candidate.index) in shown:
            continue
        context = context_of(source.text, source.sentences, candidate.index)
        spoken = {candidate.index} if context is None else {candidate.index, context}
        text = " ".join(source.sentences[i].of(source.text) for i in sorted(spoken) if (article_id, i) not in shown)
        beside = () if context is None else (source.sentences[context],)
        quote = DraftQuote(article_id, source.version, candidate.text, candidate.span, beside)
        sentences.append(DraftSentence(text, (quote,)))
        shown.update((article_id, i) for i in spoken)
    return sentences

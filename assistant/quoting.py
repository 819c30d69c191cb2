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
from assistant.evidence import Evidence, measure, stems, telling_stems
from assistant.question import Question
from index.relevance import RelevanceModel
from index.retrieving import RetrievedPassage
from index.sentences import Span, split_sentences

_READ_PASSAGES = 5
# What the cross-encoder reads of one question: the most promising sentences, the best of them with their neighbours,
# and the first passage whole. Of the sentences of five passages, the 12 that share most words with the question lost
# nothing against the first 24.
_READ_SENTENCES = 12
_READ_WINDOWS = 2
_READ_WHOLE = 1
_RANK_COST = 0.5  # in shared words, for each rank that a passage stands lower
_MOST_SENTENCES = 4
# Beside the best sentence, one of the same article goes along unless its logit says that it is about something else,
# and one of another article only if it answers by itself.
_SAME_ARTICLE_LOGIT = -4.0
_OTHER_ARTICLE_LOGIT = 0.0
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
    """One sentence that might answer: `index` counts the sentences of its version, `passage_rank` from 0."""

    source: SplitText
    index: int
    passage_rank: int
    passage_score: float

    @property
    def span(self) -> Span:
        """Where it stands in its version."""
        return self.source.sentences[self.index]

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.of(self.source.text)

    @property
    def window(self) -> str:
        """The sentence with the one before and the one after it."""
        near = self.source.sentences[max(self.index - 1, 0) : self.index + 2]
        return self.source.text[near[0].start : near[-1].end]


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    relevance: float

    @property
    def score(self) -> float:
        """What picks are ranked by: the sentence's own logit, and how well its passage ranked."""
        return self.relevance + _PASSAGE_WEIGHT * self.candidate.passage_score


class QuotingAnswerer:
    """The answerer that needs no language model."""

    def __init__(self, relevance: RelevanceModel, read_text: ReadText, confidence: Confidence) -> None:
        self._relevance = relevance
        self._read_text = read_text
        self._confidence = confidence

    def draft(self, question: Question, passages: Sequence[RetrievedPassage]) -> Draft:
        """At most four sentences, each with its quote; none where the probability of an answer is too low."""
        read = passages[:_READ_PASSAGES]
        candidates = _promising(question, self._candidates(read))
        relevances = self._score(question, [candidate.text for candidate in candidates])
        evidence = self._evidence(question, read, candidates, relevances)
        probability = self._confidence.probability(evidence)
        if not candidates or not self._confidence.answers(probability):
            return Draft(evidence, probability, ())
        picks = _pick(candidates, relevances)
        return Draft(evidence, probability, tuple(_compose(_in_order(picks))))

    def _evidence(
        self,
        question: Question,
        passages: Sequence[RetrievedPassage],
        candidates: Sequence[Candidate],
        relevances: Sequence[float],
    ) -> Evidence:
        """What speaks for an answer, after reading the best sentences with their neighbours and the first passage."""
        best = sorted(range(len(candidates)), key=lambda i: -relevances[i])[:_READ_WINDOWS]
        windows = [candidates[i].window for i in best]
        whole = [f"{p.passage.title}. {p.passage.text}" for p in passages[:_READ_WHOLE]]
        logits = self._score(question, [*windows, *whole])
        return measure(
            passages,
            sentence_logits=relevances,
            window_logits=logits[: len(windows)],
            passage_logits=logits[len(windows) :],
        )

    def _score(self, question: Question, texts: Sequence[str]) -> list[float]:
        return [float(logit) for logit in self._relevance.score(question.query, texts)]

    def _candidates(self, passages: Sequence[RetrievedPassage]) -> list[Candidate]:
        """Every sentence of the passages, best passage first, none twice."""
        sources: dict[tuple[str, int], SplitText] = {}
        found: dict[tuple[str, int], Candidate] = {}
        for rank, retrieved in enumerate(passages):
            passage = retrieved.passage
            key = (passage.article_id, passage.version)
            source = sources.get(key) or sources.setdefault(key, self._split(*key))
            for index, span in enumerate(source.sentences):
                if passage.start <= span.start and span.end <= passage.end and _says_something(span.of(source.text)):
                    candidate = Candidate(source, index, rank, retrieved.score)
                    found.setdefault((passage.article_id, index), candidate)
        return list(found.values())

    def _split(self, article_id: str, version: int) -> SplitText:
        text = self._read_text(article_id, version)
        return SplitText(article_id, version, text, split_sentences(text))


def _promising(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The sentences worth reading together with the question, by the telling words that they share with it."""
    wanted = telling_stems(question.query)

    def promise(candidate: Candidate) -> float:
        return len(wanted & stems(candidate.text)) - _RANK_COST * candidate.passage_rank

    return sorted(candidates, key=promise, reverse=True)[:_READ_SENTENCES]


def _says_something(sentence: str) -> bool:
    """Not a heading of two words, and not a question: neither answers."""
    return len(sentence.split()) >= _FEWEST_WORDS and not sentence.rstrip("\"”’')").endswith("?")


def _pick(candidates: Sequence[Candidate], relevances: Sequence[float]) -> list[Candidate]:
    """The best sentence, and up to three more that go with it, best first."""
    scored = [_Scored(candidate, relevance) for candidate, relevance in zip(candidates, relevances, strict=True)]
    best, *others = sorted(scored, key=lambda one: -one.score)
    picks = [best.candidate]
    for other in others:
        if len(picks) < _MOST_SENTENCES and _goes_with(other, best.candidate):
            if not any(_repeats(other.candidate.text, pick.text) for pick in picks):
                picks.append(other.candidate)
    return picks


def _goes_with(other: _Scored, best: Candidate) -> bool:
    same_article = other.candidate.source.article_id == best.source.article_id
    return other.relevance >= (_SAME_ARTICLE_LOGIT if same_article else _OTHER_ARTICLE_LOGIT)


def _repeats(sentence: str, other: str) -> bool:
    one, two = (set(re.findall(r"\w+", text.lower())) for text in (sentence, other))
    return len(one & two) > _SAME * len(one | two)


def _in_order(picks: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence first, then the rest of its article as it reads, then the next article in the same way."""
    articles: dict[str, list[Candidate]] = {}
    for pick in picks:
        articles.setdefault(pick.source.article_id, []).append(pick)
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

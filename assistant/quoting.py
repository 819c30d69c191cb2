"""Answers in the articles' own words: picks the sentences that answer, keeps who said them, and puts them in order.

Needs no language model; a cross-encoder reads each candidate sentence together with the question. Knows nothing of
citations or how the answer is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.attribution import context_of
from assistant.candidates import Candidate, ReadText, find_candidates, most_promising
from assistant.confidence import Confidence
from assistant.drafting import Draft, DraftQuote, DraftSentence, written_out
from assistant.evidence import Evidence, measure
from assistant.picking import Scored, in_order, pick, ranked
from assistant.question import Question
from index.relevance import RelevanceModel
from index.retrieving import RetrievedPassage

# What the cross-encoder reads of one question: the most promising sentences of the first passages, under their titles,
# the best of them with either neighbour, and the first passage whole. On the half of the sample that is tuned on, the
# answer stood among what was picked for .58 of the questions with 10 sentences and no titles, .64 with titles, and .68
# with 14; 12 cost 40 ms more than the first.
_READ_PASSAGES = 5
_READ_SENTENCES = 12
_READ_ALONE = 5  # of the best, to see whether they answer by themselves


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read for a question, with logits: sentences under their titles, best first, and the first passage whole.

    The best ones are read without their titles too, and the best in `pairs` with either neighbour.
    """

    passages: Sequence[RetrievedPassage]
    scored: list[Scored]
    pairs: list[Scored]
    whole: list[float]

    @property
    def evidence(self) -> Evidence:
        return measure(
            self.passages,
            sentence_logits=[one.relevance for one in self.scored],
            window_logits=[*self._best_alone, *(pair.relevance for pair in self.pairs)],
            passage_logits=self.whole,
        )

    @property
    def companions(self) -> list[Candidate]:
        """The neighbours with which the best sentence answers better than alone: what follows often holds details."""
        return [pair.candidate for pair in self.pairs if pair.relevance > max(self._best_alone)]

    @property
    def _best_alone(self) -> list[float]:
        return [one.alone for one in self.scored[:1] if one.alone is not None]


class QuotingAnswerer:
    """The answerer that needs no language model."""

    def __init__(self, relevance: RelevanceModel, read_text: ReadText, confidence: Confidence) -> None:
        self._relevance = relevance
        self._read_text = read_text
        self._confidence = confidence

    def draft(self, question: Question, passages: Sequence[RetrievedPassage]) -> Draft:
        """At most four sentences, each with its quote; none where the probability of an answer is too low."""
        reading = self._read(question, passages[:_READ_PASSAGES])
        probability = self._confidence.probability(reading.evidence)
        if not reading.scored or not self._confidence.answers(probability):
            return Draft(reading.evidence, probability, ())
        picks = in_order(pick(reading.scored, reading.companions))
        return Draft(reading.evidence, probability, tuple(_compose(picks)))

    def _read(self, question: Question, passages: Sequence[RetrievedPassage]) -> _Reading:
        promising = most_promising(question, find_candidates(passages, self._read_text), _READ_SENTENCES)
        scored = ranked(promising, self._score(question, [one.candidate.titled for one in promising]))
        neighbours = [near for step in (-1, 1) if scored and (near := scored[0].candidate.neighbour(step))]
        best = [one.candidate.text for one in scored[:_READ_ALONE]]
        windows = [_together(scored[0].candidate, near) for near in neighbours]
        whole = [f"{passage.title}. {passage.text}" for passage in (found.passage for found in passages[:1])]
        logits = self._score(question, [*best, *windows, *whole])
        alone, rest = logits[: len(best)], logits[len(best) :]
        scored[: len(best)] = [replace(one, alone=logit) for one, logit in zip(scored, alone, strict=False)]
        pairs = [Scored(near, logit) for near, logit in zip(neighbours, rest, strict=False)]
        return _Reading(passages, scored, pairs, rest[len(windows) :])

    def _score(self, question: Question, texts: Sequence[str]) -> list[float]:
        return [float(logit) for logit in self._relevance.score(question.query, texts)]


def _together(one: Candidate, other: Candidate) -> str:
    """Two neighbouring sentences as they stand."""
    first, second = sorted((one.span, other.span))
    return one.source.text[first.start : second.end]


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
        spans = tuple(source.sentences[i] for i in sorted(spoken) if (article_id, i) not in shown)
        text = written_out(source.text, spans)
        beside = () if context is None else (source.sentences[context],)
        quote = DraftQuote(article_id, source.version, candidate.text, candidate.span, beside)
        sentences.append(DraftSentence(text, (quote,), spans))
        shown.update((article_id, i) for i in spoken)
    return sentences

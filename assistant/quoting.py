"""Answers in the articles' own words: picks the sentences that answer, keeps who said them, and puts them in order.

Needs no language model; a cross-encoder reads promising sentences, in their place, together with the question. Knows
nothing of citations or how the answer is shown.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from assistant.attribution import context_of
from assistant.candidates import Candidate, ReadText, find_candidates
from assistant.confidence import Confidence, mean_odds
from assistant.corrections import with_corrections
from assistant.drafting import AnswerTask, DraftEnd, DraftQuote, DraftSentence, DraftStep, written_out
from assistant.picking import Scored, in_order, pick, ranked
from assistant.picking_of_each import pick_of_each
from assistant.promise import most_promising
from assistant.question import Question
from assistant.several import SeveralReports, several_reports
from assistant.snippets import Snippet, snippets_around
from index.nearness import WordNearness
from index.relevance import RelevanceModel
from index.retrieving import RetrievedPassage

# What the cross-encoder reads of one question: the most promising sentences of the first passages, in their snippets.
# Snippets around 12 of them held an answer, on what was kept of the sample, Wikipedia and news, for .85, .94 and .82 of
# the questions, the 12 by themselves for .81, .94 and .76, in as many tokens (634, 612 and 832; 722, 600 and 902), for
# titles are read less often. Of sentences read alone, 16 from 7 passages and 12 from 10 were no better. Around 24
# an answer stood for .93, .94 and .88, but a question would take nearly twice the time.
READ_PASSAGES = 7
PROMISING_SENTENCES = 12

# And where several reports answer together, the most promising sentences of each of the first articles. Chosen in each
# article by itself, both sides of a difference were told for 1 of 6 questions instead of 2.
READ_ARTICLES = 12
PROMISING_OF_EACH = 3


@dataclass(frozen=True, slots=True)
class Quoted:
    """`probability` that the articles answer at all, told from `log_odds`; too low a one leaves no sentence."""

    log_odds: float
    probability: float
    sentences: tuple[DraftSentence, ...]


class QuotingAnswerer:
    """The answerer that needs no language model."""

    def __init__(
        self, relevance: RelevanceModel, nearness: WordNearness, read_text: ReadText, confidence: Confidence
    ) -> None:
        self._relevance = relevance
        self._nearness = nearness
        self._read_text = read_text
        self._confidence = confidence

    def draft(self, task: AnswerTask) -> Generator[DraftStep, None, None]:
        """See `Answerer.draft`."""
        quoted = self.quote(task.question, task.passages)
        yield from quoted.sentences
        yield DraftEnd("quoting", quoted.probability)

    def quote(self, question: Question, passages: Sequence[RetrievedPassage]) -> Quoted:
        """The sentences that answer, each with its quote; none where the probability of an answer is too low.

        At most four; of a question that several reports answer together, up to eight, or twelve where they are counted,
        one report after the other. Such a question is read with what it is about.
        """
        wanted = several_reports(question.query)
        asked = replace(question, query=wanted.subject) if wanted else question
        scored = self.read(asked, passages)
        log_odds = mean_odds([one.relevance for one in scored])
        probability = self._confidence.probability(log_odds)
        if not scored or not self._confidence.answers(probability):
            return Quoted(log_odds, probability, ())
        picks = self._of_each(wanted, asked, passages, scored) if wanted else pick(scored)
        whole = with_corrections(picks, [one.candidate for one in scored])
        return Quoted(log_odds, probability, tuple(_compose(in_order(whole))))

    def read(self, question: Question, passages: Sequence[RetrievedPassage]) -> list[Scored]:
        """The sentences that are read, with the log odds that they answer, best first."""
        return self._score(question, self.snippets(question, passages))

    def snippets(self, question: Question, passages: Sequence[RetrievedPassage]) -> list[Snippet]:
        """What is read together with the question: the most promising sentences of the first passages, in place."""
        candidates = find_candidates(passages[:READ_PASSAGES], self._read_text)
        return snippets_around(most_promising(question, candidates, self._nearness, PROMISING_SENTENCES))

    def _score(self, question: Question, snippets: Sequence[Snippet]) -> list[Scored]:
        odds = self._relevance.score_parts(
            question.query, [one.text for one in snippets], [one.parts for one in snippets]
        )
        return ranked(
            Scored(sentence, float(relevance))
            for snippet, relevances in zip(snippets, odds, strict=True)
            for sentence, relevance in zip(snippet.sentences, relevances, strict=True)
            if sentence.says_something
        )

    def _of_each(
        self,
        wanted: SeveralReports,
        question: Question,
        passages: Sequence[RetrievedPassage],
        scored: Sequence[Scored],
    ) -> list[Candidate]:
        """What the articles say, one after the other; `scored` was read already, and more of each is read beside it."""
        days = {one.passage.article_id: one.passage.day for one in passages}
        read = set(list(days)[:READ_ARTICLES])
        candidates = find_candidates([one for one in passages if one.passage.article_id in read], self._read_text)
        of_each: dict[str, list[Candidate]] = {}
        for one in most_promising(question, candidates, self._nearness, len(candidates)):
            of_each.setdefault(one.source.article_id, []).append(one)
        promising = [one for here in of_each.values() for one in here[:PROMISING_OF_EACH]]
        known = {_place(one.candidate) for one in scored}
        more = self._score(question, snippets_around([one for one in promising if _place(one) not in known]))
        new = [one for one in more if _place(one.candidate) not in known]
        return pick_of_each(ranked([*scored, *new]), wanted, days)


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.source.article_id, candidate.index


def _compose(candidates: Sequence[Candidate]) -> list[DraftSentence]:
    """Sentences to show; the neighbour that says who speaks is shown with its claim unless it was shown already."""
    shown: set[tuple[str, int]] = set()
    sentences: list[DraftSentence] = []
    for candidate in candidates:
        source, article_id = candidate.source, candidate.source.article_id
        if (article_id, candidate.index) in shown:
            continue
        context = None if candidate.alone else context_of(source.text, source.sentences, candidate.index)
        spoken = {candidate.index} if context is None else {candidate.index, context}
        spans = tuple(source.sentences[i] for i in sorted(spoken) if (article_id, i) not in shown)
        text = written_out(source.text, spans)
        beside = () if context is None else (source.sentences[context],)
        quote = DraftQuote(article_id, source.version, candidate.text, candidate.span, beside)
        sentences.append(DraftSentence(text, (quote,), spans))
        shown.update((article_id, i) for i in spoken)
    return sentences

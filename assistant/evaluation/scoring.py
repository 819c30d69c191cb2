"""Figures from answers: retrieval, answers, citations, refusals, sentences, latency. Pure arithmetic.

Knows nothing of how the answers were got.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles
from typing import Any

from assistant.answer import Answer, Citation
from assistant.evaluation.questions import EvaluationQuestion, holds, words

Figures = dict[str, Any]
_COVERED = 0.8  # share of a gold sentence's words that one cited span must hold


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answer; `hidden` is the answer with the articles hidden that hold it, where it was asked.

    `verbatim` and `quotes` count the quotes of the answer that stand at their span, and all of them.
    """

    question: EvaluationQuestion
    answer: Answer
    hidden: Answer | None
    verbatim: int
    quotes: int


def retrieval_figures(asked: Sequence[Asked]) -> Figures:
    """hit@k and MRR@10 over answerable questions: the rank of the first passage that holds an accepted answer."""
    ranks = [_first_rank(one) for one in asked if one.question.answerable]
    hits = {f"hit@{k}": _mean(rank is not None and rank <= k for rank in ranks) for k in (1, 5, 10)}
    return {**hits, "mrr@10": _mean(1 / rank if rank else 0.0 for rank in ranks)}


def answer_figures(asked: Sequence[Asked]) -> Figures:
    """Precision (right / given), recall (right / answerable) and their F1; right: an accepted answer stands in it."""
    given = sum(is_given(one.answer) for one in asked)
    answerable = sum(one.question.answerable for one in asked)
    right = sum(is_given(one.answer) and holds(one.answer.answer, one.question.answers) for one in asked)
    precision, recall = _ratio(right, given), _ratio(right, answerable)
    return {"precision": precision, "recall": recall, "f1": _rounded(_harmonic(precision, recall))}


def citation_figures(asked: Sequence[Asked]) -> Figures:
    """Precision over every quote of every answer given, and over answerable questions alone; share of verbatim quotes.

    A quote is right that holds an accepted answer or whose article is relevant, so to an unanswerable question none is.
    """
    every = [(one.question, citation) for one in asked for citation in one.answer.citations]
    answerable = [(question, citation) for question, citation in every if question.answerable]
    return {
        "precision": _mean(_is_right(question, citation) for question, citation in every),
        "precision_answerable": _mean(_is_right(question, citation) for question, citation in answerable),
        "verbatim": _ratio(sum(one.verbatim for one in asked), sum(one.quotes for one in asked)),
    }


def refusal_figures(asked: Sequence[Asked]) -> Figures:
    """Refusals over every question, and over answerable ones asked again without the articles that hold the answer.

    `interval` is the 95 % interval of balanced accuracy, by the normal approximation of its two shares.
    """
    outcomes = [(one.question.answerable, not is_given(one.answer)) for one in asked]
    outcomes += [(False, not is_given(one.hidden)) for one in asked if one.hidden]
    refused_rightly = [refused for answerable, refused in outcomes if not answerable]
    refused_wrongly = [refused for answerable, refused in outcomes if answerable]
    recall = _ratio(sum(refused_rightly), len(refused_rightly))
    kept = _ratio(len(refused_wrongly) - sum(refused_wrongly), len(refused_wrongly))
    balanced = (recall + kept) / 2
    spread = 1.96 * math.sqrt(_variance(recall, len(refused_rightly)) + _variance(kept, len(refused_wrongly))) / 2
    return {
        "precision": _ratio(sum(refused_rightly), sum(refused_rightly) + sum(refused_wrongly)),
        "recall": recall,
        "balanced_accuracy": _rounded(balanced),
        "interval": [_rounded(max(0.0, balanced - spread)), _rounded(min(1.0, balanced + spread))],
    }


def sentence_figures(asked: Sequence[Asked]) -> Figures:
    """Mean share of a question's gold sentences that a cited span covers; a refusal covers none."""
    shares = [
        fmean(_is_covered(gold, one.answer.citations) for gold in one.question.sentences)
        for one in asked
        if one.question.answerable and one.question.sentences
    ]
    return {"recall": _mean(shares) if shares else None}


def latency_figures(answers: Iterable[Answer]) -> Figures:
    """p50 and p95 of the total and of each stage, in milliseconds."""
    stages: dict[str, list[float]] = {}
    for answer in answers:
        for stage, ms in answer.timings_ms.items():
            stages.setdefault(stage, []).append(ms)
    return {stage: _percentiles(values) for stage, values in stages.items()}


def is_given(answer: Answer | None) -> bool:
    """Whether something was answered at all."""
    return answer is not None and answer.outcome in ("answered", "partial")


def _first_rank(asked: Asked) -> int | None:
    for rank, passage in enumerate(asked.answer.passages[:10], 1):
        if holds(passage.text, asked.question.answers):
            return rank
    return None


def _is_right(question: EvaluationQuestion, citation: Citation) -> bool:
    return question.answerable and (citation.article_id in question.relevant or holds(citation.quote, question.answers))


def _is_covered(gold: str, citations: Sequence[Citation]) -> bool:
    wanted = Counter(words(gold))
    return any((wanted & Counter(words(citation.quote))).total() >= _COVERED * wanted.total() for citation in citations)


def _variance(share: float, count: int) -> float:
    return share * (1 - share) / count if count else 0.0


def _harmonic(one: float, two: float) -> float:
    return 2 * one * two / (one + two) if one + two else 0.0


def _ratio(part: int, whole: int) -> float:
    return _rounded(part / whole) if whole else 0.0


def _mean(values: Iterable[float]) -> float:
    listed = [float(value) for value in values]
    return _rounded(fmean(listed)) if listed else 0.0


def _rounded(value: float) -> float:
    return round(value, 4)


def _percentiles(values: Sequence[float]) -> Figures:
    if len(values) == 1:
        return {"p50": values[0], "p95": values[0]}
    cuts = quantiles(values, n=100, method="inclusive")
    return {"p50": round(cuts[49], 1), "p95": round(cuts[94], 1)}

"""What the reader learns from one question: texts to read it with, and which of them answer.

Knows nothing of how it learns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from assistant.candidates import Candidate
from assistant.promise import most_promising
from assistant.quoting import READ_PASSAGES, READ_SENTENCES, together
from benchmarks.reading_cases import Case
from index.nearness import WordNearness
from index.sentences import split_sentences

_MOST_RIGHT, _MOST_WRONG = 3, 4  # sentences of one question that are learnt from
_MOST_PAIRS = 2
_LEAST_WEIGHT = 0.3  # of a question without an answer; below it its words alone tell too surely that it has none
_LEAST_ANSWERED, _MOST_WEIGHT = 0.6, 1.3


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the texts that it is read with.

    The first `read_for_it` are the sentences that would be read, up to `alone` others that answer or nearly do; what
    follows are pairs of neighbours. `right` (n_texts,): which answer.
    """

    case: Case
    texts: list[str]
    right: NDArray[np.bool_]
    read_for_it: int
    alone: int
    weight: float = 1.0


def example(case: Case, words: WordNearness, order: np.random.Generator) -> Example:
    """Everything that may be learnt from a case."""
    promising = most_promising(case.question, case.candidates(READ_PASSAGES), words, READ_SENTENCES)
    others = list(_others(case, {one.text for one in promising}))
    pairs = list(_pairs(case, promising, order))
    right = [*case.answers([one.text for one in promising]), *(answers for _, answers in (*others, *pairs))]
    return Example(
        case,
        [*(one.titled for one in promising), *(text for text, _ in (*others, *pairs))],
        np.array(right, dtype=np.bool_),
        len(promising),
        len(promising) + len(others),
    )


def drawn(one: Example, order: np.random.Generator) -> Example:
    """Some of its texts: those that answer and those that nearly do, a few others, and a pair."""
    right, nearly = np.flatnonzero(one.right[: one.alone]), np.arange(one.read_for_it, one.alone)
    wrong = order.permutation(np.flatnonzero(~one.right[: one.read_for_it]))[:_MOST_WRONG]
    alone = [*right[:_MOST_RIGHT], *nearly[~one.right[nearly]], *wrong]
    chosen = [*alone, *order.permutation(np.arange(one.alone, len(one.texts)))[:1]]
    texts = [one.texts[index] for index in chosen]
    return replace(one, texts=texts, right=one.right[chosen], read_for_it=len(alone), alone=len(alone))


def without_answer(one: Example) -> Example:
    """The same question, and nothing that answers it."""
    wrong = np.flatnonzero(~one.right[: one.alone])
    texts = [one.texts[index] for index in wrong]
    read_for_it = int((wrong < one.read_for_it).sum())
    return replace(one, texts=texts, right=one.right[wrong], read_for_it=read_for_it, alone=len(wrong))


def weighed(examples: Sequence[Example]) -> list[Example]:
    """What questions that were written to be learnt from teach.

    Whoever writes questions without an answer writes them a little differently: words alone told them from the others
    with areas under the curve of .75 to .83, and a reader learns that first. So a question counts the less the more
    surely its words alone tell its kind, and each that has an answer comes back with the answer taken out.
    """
    chosen = []
    for one, probability in zip(examples, _told_by_words(examples), strict=True):
        answers = one.case.answerable
        weight = min(2 * float(1 - probability if answers else probability), _MOST_WEIGHT)
        if answers and one.right[: one.alone].any():
            one = replace(one, weight=max(weight, _LEAST_ANSWERED))
            chosen += [one, without_answer(one)]
        elif not answers and weight > _LEAST_WEIGHT:
            chosen.append(replace(one, weight=weight))
    return chosen


def _told_by_words(examples: Sequence[Example]) -> NDArray[np.float64]:
    """(n_examples,) how probably each has an answer, by the words of its question, as those of other groups tell."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    told: NDArray[np.float64] = cross_val_predict(
        make_pipeline(words, LogisticRegression(C=3, class_weight="balanced")),
        [one.case.question.query for one in examples],
        [one.case.answerable for one in examples],
        groups=[one.case.group for one in examples],
        cv=GroupKFold(5),
        method="predict_proba",
    )[:, 1]
    return told


def _pairs(case: Case, promising: Sequence[Candidate], order: np.random.Generator) -> Iterator[tuple[str, bool]]:
    """Some sentences with a neighbour: pairs that hold an answer, and pairs that hold none."""
    neighbours = [(one, near) for one in promising for step in (-1, 1) if (near := one.neighbour(step))]
    first, second = (case.answers([pair[side].text for pair in neighbours]) for side in (0, 1))
    for wanted in (True, False):
        for index in order.permutation(np.flatnonzero((first | second) == wanted))[:_MOST_PAIRS]:
            yield together(*neighbours[index]), wanted


def _others(case: Case, read: set[str]) -> Iterator[tuple[str, bool]]:
    """What was not promising though it answers, and what a careless one would quote, each under its title."""
    titles = {(one.passage.article_id, one.passage.version): one.passage.title for one in case.passages}
    for version, text in case.texts.items():
        sentences = [span.of(text) for span in split_sentences(text)]
        for sentence, answers in zip(sentences, case.answers(sentences), strict=True):
            if sentence not in read and (answers or (case.near and case.near in sentence)):
                yield f"{titles[version]}. {sentence}", bool(answers)

"""What the reader learns from one question: snippets to read it with, and which of their sentences answer.

Knows nothing of how it learns.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from assistant.candidates import Candidate
from assistant.promise import most_promising
from assistant.quoting import PROMISING_SENTENCES, READ_PASSAGES
from assistant.snippets import Snippet, snippets_around
from benchmarks.reading_cases import Case
from index.nearness import WordNearness

_MOST_RIGHT = 2  # snippets of one question that are learnt from and hold an answer
_OTHERS, _OTHERS_OF_NONE = 2, 3  # beside those; and of a question that has no answer
_MOST = 7  # when nearly all are learnt from
_LEAST_WEIGHT = 0.3  # of a question without an answer; below it its words alone tell too surely that it has none
_LEAST_ANSWERED, _MOST_WEIGHT = 0.6, 1.3


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the snippets that it is read with, and which of their sentences answer.

    The first `read_for_it` snippets are those that would be read; one that holds the answer may follow. `right` is, for
    each snippet, (n_sentences,).
    """

    case: Case
    snippets: list[Snippet]
    right: list[NDArray[np.bool_]]
    read_for_it: int
    weight: float = 1.0


def example(case: Case, words: WordNearness) -> Example:
    """Everything that may be learnt from a case."""
    candidates = case.candidates(READ_PASSAGES)
    snippets = snippets_around(most_promising(case.question, candidates, words, PROMISING_SENTENCES))
    right = [_right(case, one) for one in snippets]
    missed = [] if any(one.any() for one in right) else _missed(case, snippets)
    return Example(case, [*snippets, *missed], [*right, *(_right(case, one) for one in missed)], len(snippets))


def drawn(one: Example, order: np.random.Generator) -> Example:
    """Some of its snippets: those that answer, one that nearly does, and a few others."""
    right, near, rest = _sorted(one)
    others = _OTHERS if one.case.answerable else _OTHERS_OF_NONE
    return _of(one, [*right, *[*near, *order.permutation(rest).tolist()][:others]])


def all_but_few(one: Example) -> Example:
    """Nearly all of its snippets, as many as are read of most questions: those that answer before the others."""
    right, near, rest = _sorted(one)
    return _of(one, [*right, *near, *rest][:_MOST])


def teaches(one: Example) -> bool:
    """Whether something is read for it, and the answer among it where there is one."""
    return bool(one.snippets) and one.case.answerable == any(of.any() for of in one.right)


def weighed(examples: Sequence[Example]) -> list[Example]:
    """What questions that were written to be learnt from teach.

    Whoever writes questions without an answer writes them a little differently: words alone told them from the others
    with areas under the curve of .75 to .83, and a reader learns that first. So a question counts the less the more
    surely its words alone tell its kind.
    """
    chosen = []
    for one, probability in zip(examples, _told_by_words(examples), strict=True):
        answers = one.case.answerable
        weight = min(2 * float(1 - probability if answers else probability), _MOST_WEIGHT)
        if answers:
            chosen.append(replace(one, weight=max(weight, _LEAST_ANSWERED)))
        elif weight > _LEAST_WEIGHT:
            chosen.append(replace(one, weight=weight))
    return chosen


def _sorted(one: Example) -> tuple[list[int], list[int], list[int]]:
    """Those of its snippets that answer, two at most, one that nearly does, and the others."""
    right = [index for index, of in enumerate(one.right) if of.any()]
    near = [index for index, snippet in enumerate(one.snippets) if index not in right and _is_near(one.case, snippet)]
    rest = [index for index in range(len(one.snippets)) if index not in (*right, *near)]
    return right[:_MOST_RIGHT], near[:1], rest


def _of(one: Example, chosen: Sequence[int]) -> Example:
    return replace(
        one,
        snippets=[one.snippets[index] for index in chosen],
        right=[one.right[index] for index in chosen],
        read_for_it=len(chosen),
    )


def _right(case: Case, snippet: Snippet) -> NDArray[np.bool_]:
    return case.answers([one.text for one in snippet.sentences])


def _is_near(case: Case, snippet: Snippet) -> bool:
    """It holds what a careless reader would quote."""
    return bool(case.near) and any(str(case.near) in one.text for one in snippet.sentences)


def _missed(case: Case, snippets: Sequence[Snippet]) -> list[Snippet]:
    """What answers though it did not look promising, in an article that did."""
    for known in {one.sentences[0].source.article_id: one.sentences[0] for one in snippets}.values():
        texts = [span.of(known.source.text) for span in known.source.sentences]
        if (answers := case.answers(texts)).any():
            return snippets_around([Candidate(known.source, int(np.argmax(answers)), known.passage_rank)])
    return []


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

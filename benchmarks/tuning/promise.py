"""Fits what makes a sentence worth reading: `python -m benchmarks.tuning.promise DATA`.

Writes `assistant/promise.json`. DATA holds clapnq-dev and news-dev. Fitted on the questions that the reader learns
from; how often an answer is among the first sentences is printed of those that are kept from it.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.promise import FEATURES, Numbers, measure_promise
from assistant.quoting import READ_PASSAGES
from benchmarks.reading_cases import asked, cases
from index.nearness import MiniLMNearness

PROMISE = Path(__file__).parents[2] / "assistant" / "promise.json"
_C = 0.1  # of the logistic regression; not tuned
_SHOWN = (8, 10, 12, 16)

Measured = tuple[Numbers, NDArray[np.bool_]]
"""The features of one question's candidates, and which of them answer."""


def main() -> int:
    """Fit, say how well it fits, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    nearness = MiniLMNearness()
    learnt: list[Measured] = []
    fitted_on: list[str] = []
    of_kept: dict[str, list[Measured]] = {}
    for of in asked(parser.parse_args().data):
        groups = of.kept
        fitted_on.append(of.name)
        for case in cases(of):
            candidates = case.candidates(READ_PASSAGES)
            answers = case.answers([one.text for one in candidates])
            if answers.any():
                measured = measure_promise(case.question, candidates, nearness), answers
                (of_kept.setdefault(of.name, []) if case.group in groups else learnt).append(measured)
    weights = _fitted(learnt)
    for name, found in of_kept.items():
        shares = {first: round(_share(found, weights, first), 3) for first in _SHOWN}
        print(f"{name}: of {len(found)} questions an answer is among the first {shares}")
    fields = {
        "fitted_by": "python -m benchmarks.tuning.promise",
        "fitted_on": fitted_on,
        "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)},
    }
    PROMISE.write_text(json.dumps(fields, indent=2) + "\n", encoding="utf-8")
    return 0


def _fitted(found: Sequence[Measured]) -> Numbers:
    """(n_features,). Each question weighs the same; what answers is raised to a third of the weight of all."""
    features = np.concatenate([features for features, _ in found])
    answers = np.concatenate([answers for _, answers in found])
    share = np.concatenate([np.full(len(answers), 1 / len(answers)) for _, answers in found])
    share = np.where(answers, share * len(answers) / answers.sum() / 2, share)
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=_C, max_iter=500)
    model.fit(scaler.transform(features), answers, sample_weight=share * len(share) / share.sum())
    weights: Numbers = model.coef_[0] / scaler.scale_
    return weights


def _share(found: Sequence[Measured], weights: Numbers, first: int) -> float:
    """Of the questions that have an answer among the first so many sentences."""
    ordered = ((answers, np.argsort(-(features @ weights), kind="stable")) for features, answers in found)
    return float(np.mean([answers[order[:first]].any() for answers, order in ordered]))


if __name__ == "__main__":
    sys.exit(main())

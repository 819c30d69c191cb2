"""Fits the probability that the articles answer: `python -m benchmarks.calibrate DATA`.

Writes `assistant/confidence.json`. DATA holds clapnq-dev and news-dev. Of the halves that are not reported on, those
groups are taken that were kept from the reader (`Asked.kept`): what it says of what it has learnt is too good. Each
question that one fact answers is used twice, the second time with the articles hidden that hold it.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.preprocessing import StandardScaler

from assistant.confidence import Confidence
from assistant.evidence import MEASURES, Evidence
from assistant.quoting import QuotingAnswerer
from benchmarks.reading_cases import Case, asked, cases
from index.nearness import MiniLMNearness
from index.relevance import CrossEncoder

# Balanced accuracy is much the same from .4 to .6 on what is fitted (.739, .750, .757), so what a reader would not want
# refused decides: at .6 one of five questions about the article that this began with is.
THRESHOLD = 0.5
SHOWN_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
UNFITTED = Confidence((0.0,) * len(MEASURES), 0.0, 1.1)
CONFIDENCE = Path(__file__).parent.parent / "assistant" / "confidence.json"


def main() -> int:
    """Fit, say how well it fits, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    encoder, nearness = CrossEncoder(), MiniLMNearness()
    found: dict[str, list[tuple[Evidence, bool]]] = {}
    for of in (one for one in asked(parser.parse_args().data) if one.is_reported):
        mine = [case for case in cases(of) if case.group in of.kept]
        found[of.name] = [(_evidence(case, encoder, nearness), case.answerable) for case in mine]
        print(f"{of.name}: {len(mine)} cases, {sum(case.answerable for case in mine)} of them answerable", flush=True)
    CONFIDENCE.write_text(json.dumps(_fitted(found), indent=2) + "\n", encoding="utf-8")
    return 0


def _evidence(case: Case, encoder: CrossEncoder, nearness: MiniLMNearness) -> Evidence:
    return QuotingAnswerer(encoder, nearness, case.text, UNFITTED).quote(case.question, case.passages).evidence


def _fitted(found: dict[str, list[tuple[Evidence, bool]]]) -> dict[str, object]:
    """Coefficients for the raw measures. Each collection weighs the same, and both classes, as in balanced accuracy."""
    every = [one for cases in found.values() for one in cases]
    measures = np.array([evidence.values() for evidence, _ in every])
    answerable = np.array([answers for _, answers in every])
    share = np.concatenate([np.full(len(cases), len(every) / len(cases) / len(found)) for cases in found.values()])
    scaler = StandardScaler().fit(measures)
    model = LogisticRegression(C=0.3, class_weight="balanced")
    model.fit(scaler.transform(measures), answerable, sample_weight=share)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    probability = model.predict_proba(scaler.transform(measures))[:, 1]
    accuracy = {float(t): balanced_accuracy_score(answerable, probability >= t) for t in SHOWN_THRESHOLDS}
    print("Balanced accuracy by threshold:", {t: round(float(value), 3) for t, value in accuracy.items()})
    fit = {
        "cases": len(every),
        "auc": round(float(roc_auc_score(answerable, probability)), 4),
        "balanced_accuracy": round(float(accuracy[THRESHOLD]), 4),
    }
    print(f"On what it was fitted on: {fit}")
    return {
        "fitted_by": "make calibrate",
        "fitted_on": [f"{name}, what was kept" for name in found],
        "fit": fit,
        "weights": {name: round(float(weight), 6) for name, weight in zip(MEASURES, weights, strict=True)},
        "intercept": round(intercept, 6),
        "threshold": THRESHOLD,
    }


if __name__ == "__main__":
    sys.exit(main())

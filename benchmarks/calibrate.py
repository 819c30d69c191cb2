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

from assistant.confidence import Confidence
from assistant.quoting import QuotingAnswerer
from benchmarks.reading_cases import Case, asked, cases
from index.nearness import MiniLMNearness
from index.relevance import CrossEncoder

# With it balanced accuracy and F1 together were best: 1.515 on average of what was kept of the three collections and of
# two of stories (.4: 1.510; .5: 1.484, where balanced accuracy is .004 better and F1 .034 worse).
THRESHOLD = 0.45
SHOWN_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
UNFITTED = Confidence(0.0, 0.0, 1.1)
CONFIDENCE = Path(__file__).parent.parent / "assistant" / "confidence.json"


def main() -> int:
    """Fit, say how well it fits, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    encoder, nearness = CrossEncoder(), MiniLMNearness()
    found: dict[str, list[tuple[float, bool]]] = {}
    for of in (one for one in asked(parser.parse_args().data) if one.is_reported):
        mine = [(_log_odds(case, encoder, nearness), case.answerable) for case in cases(of.of_kept())]
        print(f"{of.name}: {len(mine)} cases, {sum(answers for _, answers in mine)} of them answerable", flush=True)
        found[of.name] = mine
    CONFIDENCE.write_text(json.dumps(_fitted(found), indent=2) + "\n", encoding="utf-8")
    return 0


def _log_odds(case: Case, encoder: CrossEncoder, nearness: MiniLMNearness) -> float:
    return QuotingAnswerer(encoder, nearness, case.text, UNFITTED).quote(case.question, case.passages).log_odds


def _fitted(found: dict[str, list[tuple[float, bool]]]) -> dict[str, object]:
    """The curve. Each collection weighs the same, and both classes, as in balanced accuracy."""
    every = [one for cases in found.values() for one in cases]
    odds, answerable = np.array([[odds] for odds, _ in every]), np.array([answers for _, answers in every])
    share = np.concatenate([np.full(len(cases), len(every) / len(cases) / len(found)) for cases in found.values()])
    model = LogisticRegression(class_weight="balanced").fit(odds, answerable, sample_weight=share)
    probability = model.predict_proba(odds)[:, 1]
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
        "slope": round(float(model.coef_[0][0]), 6),
        "intercept": round(float(model.intercept_[0]), 6),
        "threshold": THRESHOLD,
    }


if __name__ == "__main__":
    sys.exit(main())

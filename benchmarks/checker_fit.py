"""Fits the probability that grounds mean what a sentence says, and writes it into the package.

On the articles that were kept from the layers that read both (`benchmarks/tuning/support.py`): what those say of
sentences that they learnt is too good. Knows nothing of how it is reported.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from assistant.support.grounds import find_grounds
from assistant.support.meaning import MEASURES, load_support_head
from benchmarks.checker_cases import Case
from index.relevance import CrossEncoder

# Beside the other checks, of what was written about the kept articles, at .05, .1, .2 and .3: .51, .51, .50 and .48 of
# the supported sentences are accepted and .71, .74, .79 and .81 of the false ones caught; of 87 claims .94, .91, .88
# and .88 are accepted. Of what the scripted liars of the tests say, .1 lets more pass.
THRESHOLD = 0.2
SUPPORT = Path(__file__).parent.parent / "assistant" / "support"
_DATA = "sentences written about articles of clapnq-dev and news-dev, and claims of clapnq-dev and the sample library"


def fit(cases: Sequence[Case], encoder: CrossEncoder) -> None:
    """Fit the probability on these cases, say how well it fits, and write `fitted.json`."""
    supporting = encoder.with_head(load_support_head())
    values, supported = [], []
    for case in cases:
        if grounds := find_grounds(case.sentence, case.excerpts, encoder):
            values.append((grounds.coverage, float(supporting.score(case.sentence, [grounds.read])[0])))
            supported.append(case.wrong is None)
    fitted_on = dict(Counter(case.wrong or "supported" for case in cases))
    fields = _fitted(np.array(values), np.array(supported)) | {"data": _DATA, "fitted_on": fitted_on}
    (SUPPORT / "fitted.json").write_text(json.dumps(fields, indent=2) + "\n", encoding="utf-8")


def _fitted(values: NDArray[np.float64], supported: NDArray[np.bool_]) -> dict[str, object]:
    """Coefficients for the raw measures, and how well they tell what is supported."""
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(class_weight="balanced").fit(scaler.transform(values), supported)
    weights = model.coef_[0] / scaler.scale_
    probability = model.predict_proba(scaler.transform(values))[:, 1]
    figures = {
        "auc": round(float(roc_auc_score(supported, probability)), 4),
        "supported_rejected": round(float((probability[supported] < THRESHOLD).mean()), 4),
        "others_caught": round(float((probability[~supported] < THRESHOLD).mean()), 4),
    }
    print(f"On what it was fitted on: {figures}")
    return {
        "fitted_by": "python -m benchmarks.checker DATA --fit",
        "fit": figures,
        "weights": {name: round(float(weight), 6) for name, weight in zip(MEASURES, weights, strict=True)},
        "intercept": round(float(model.intercept_[0] - (weights * scaler.mean_).sum()), 6),
        "threshold": THRESHOLD,
    }

"""The probability that the articles answer, from the evidence, by a logistic regression whose coefficients are a file.

`make calibrate` fits them; `confidence.json` says on what. Knows nothing of passages.
"""

import json
import math
from dataclasses import dataclass
from importlib.resources import files

from assistant.evidence import MEASURES, Evidence


@dataclass(frozen=True, slots=True)
class Confidence:
    """`weights` in the order of `MEASURES`; at or above `threshold` a question is answered, below it is refused."""

    weights: tuple[float, ...]
    intercept: float
    threshold: float

    def probability(self, evidence: Evidence) -> float:
        """0 to 1."""
        logit = self.intercept + sum(w * v for w, v in zip(self.weights, evidence.values(), strict=True))
        return 1 / (1 + math.exp(-logit))

    def answers(self, probability: float) -> bool:
        """Whether this is enough to answer."""
        return probability >= self.threshold


def load_confidence() -> Confidence:
    """The coefficients that ship with the program."""
    fitted = json.loads(files("assistant").joinpath("confidence.json").read_text(encoding="utf-8"))
    weights = tuple(float(fitted["weights"][name]) for name in MEASURES)
    return Confidence(weights, float(fitted["intercept"]), float(fitted["threshold"]))

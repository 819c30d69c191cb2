"""The probability that the articles answer, told from the odds of what was read by a logistic curve.

`make calibrate` fits the curve; `confidence.json` says on what. Knows nothing of passages or models.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from index.relevance import NO_ODDS


@dataclass(frozen=True, slots=True)
class Confidence:
    """The curve; at or above `threshold` a question is answered, below it is refused."""

    slope: float
    intercept: float
    threshold: float

    def probability(self, log_odds: float) -> float:
        """0 to 1, of the log of the mean odds of what was read."""
        return 1 / (1 + math.exp(-(self.intercept + self.slope * log_odds)))

    def answers(self, probability: float) -> bool:
        """Whether this is enough to answer."""
        return probability >= self.threshold


def mean_odds(relevances: Sequence[float]) -> float:
    """The log of the mean odds of the sentences that were read, by the log odds of each; none have the lowest.

    The mean and not the sum, for of one short article fewer are read, and their sum is lower whatever they say. Over
    what was kept of the sample, Wikipedia, news and two collections of stories it told answerable questions from others
    with areas under the curve of .756, .961, .810, .790 and .748, the sum with .756, .962, .804, .789 and .747, the
    best odds alone with .742, .963, .799, .783 and .742. The best cosine of a passage added nothing to the sum.
    Beside the mean, over four of these (.843 on average), the best cosines of sentences by bge-small made it .849, and
    token by token nearness by ColBERT .839; whether a sentence has a number, a name or a day where one is asked for
    made it .815 over all five (.816 without).
    """
    return float(np.logaddexp.reduce(relevances) - math.log(len(relevances))) if relevances else NO_ODDS


def load_confidence() -> Confidence:
    """The curve that ships with the program."""
    fitted = json.loads(files("assistant").joinpath("confidence.json").read_text(encoding="utf-8"))
    return Confidence(float(fitted["slope"]), float(fitted["intercept"]), float(fitted["threshold"]))

"""How strongly what was read speaks to a question: the measures that the probability of an answer comes from.

Pure arithmetic over scores. Knows nothing of models or thresholds.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from index.relevance import NO_ODDS


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measures of one question over what was read for it; each grows with the chance that it answers.

    `relevance` is the best log odds of a sentence, read in its place. Left out: the best cosine of a passage, and the
    log of all summed odds in the place of the best ones. Over what was kept of the sample, Wikipedia, news and stories
    the best odds have areas under the curve of .745, .963, .799 and .734, the sum .759, .962, .804 and .742, and the
    cosine adds nothing to either. On the halves that are reported, sum and cosine together refused better (balanced
    accuracy .735, .870, .749 and .707; .693, .857, .732 and .710 as it is), but in a library of one article cosines are
    low, and a question that it answers was refused.
    """

    relevance: float

    def values(self) -> tuple[float, ...]:
        """The measures in the order of `MEASURES`."""
        return astuple(self)


MEASURES = tuple(field.name for field in fields(Evidence))


def measure(relevances: Sequence[float]) -> Evidence:
    """The evidence of sentences by their log odds; none is the weakest."""
    return Evidence(relevance=max(relevances, default=NO_ODDS))

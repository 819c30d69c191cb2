"""How strongly what was read speaks to a question: the measures that the probability of an answer comes from.

Pure arithmetic over scores. Knows nothing of models or thresholds.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from index.relevance import NO_ODDS


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measures of one question over what was read for it; each grows with the chance that it answers.

    `relevance` is the best log odds of a sentence, read in its place. Measured beside it and left out: the best cosine
    of a passage (over what was kept of the sample, Wikipedia, news and stories the areas under the curve were .743,
    .944, .796 and .730 with it, .745, .963, .799 and .734 without), and the log of all summed odds (.759, .962, .804
    and .742, but many weak sentences add up in it).
    """

    relevance: float

    def values(self) -> tuple[float, ...]:
        """The measures in the order of `MEASURES`."""
        return astuple(self)


MEASURES = tuple(field.name for field in fields(Evidence))


def measure(relevances: Sequence[float]) -> Evidence:
    """The evidence of sentences by their log odds; none is the weakest."""
    return Evidence(relevance=max(relevances, default=NO_ODDS))

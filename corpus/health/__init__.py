"""Whether what a web page gave is an article: found are walls, error pages, empty shells and garbled text.

Knows nothing of fetching; what a reader is told about it stands in each Health.
"""

from corpus.health.judging import Health, Problem, judge

__all__ = ["Health", "Problem", "judge"]

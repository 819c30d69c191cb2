"""Whether a sentence tells when something was published, so that its date may be that of an article.

For English. Knows nothing of dates.
"""

import re

_PUBLISHES = re.compile(
    r"\b(?:report(?:s|ed|ing)?|publish(?:es|ed)?|wrote|writes|written|article|edition|issue|printed|posted|according to"
    r"|said|says|told)\b",
    re.IGNORECASE,
)


def tells_of_publishing(sentence: str, start: int, reach: int = 60) -> bool:
    """Whether such a word stands at most `reach` characters before `start`."""
    return _PUBLISHES.search(sentence, max(0, start - reach), start) is not None

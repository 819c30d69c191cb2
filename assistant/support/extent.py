"""Whether a sentence says of all, or of none, what its evidence says of some.

For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Sequence

from assistant.support.words import telling, words_in

_ALL = re.compile(
    r"(?<!at )(?<!in )(?<!after )(?<!above )(?<!first of )(?<!over )(?<![\w’'-])"
    r"(?:all(?!-)|every|everyone|everybody|everything|each|none|nobody|entire|entirely|always|never)\b(?!-)"
    r"(?!\s(?:year|day|week|month|night|morning|other|time|over|but)\b)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?<![\w’'-])(?:all|any|every\w*|each|none|nobody|no|not|n[’']t|never|nothing|entire\w*|whole\w*|total\w*|always|"
    r"complete\w*|full\w*|both|only|ever|throughout|across|per|regularly|routinely|universal\w*|unanimous\w*)(?![\w-])"
    r"|n[’']t\b|\b100\b",
    re.IGNORECASE,
)


def widened(sentence: str, evidence: Sequence[str]) -> str | None:
    """The word of the sentence that says it of all or none, as no evidence does; None where there is none."""
    match = _ALL.search(sentence)
    if match is None:
        return None
    counted = next((word.stem for word in words_in(sentence) if word.start >= match.end() and word.tells), "")
    of_these = [text for text in evidence if counted in telling(words_in(text))]
    return None if any(_WHOLE.search(text) for text in of_these or evidence) else match[0]

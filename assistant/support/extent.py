"""Whether a sentence says of all, or of none, what its evidence says of some.

For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Sequence

from assistant.support.words import likest, telling, words_in

_ALL = re.compile(
    r"(?<!at )(?<!in )(?<!after )(?<!above )(?<!first of )(?<!over )(?<![\w’'-])"
    r"(?:all(?!-)|every|everyone|everybody|everything|each|none|nobody|entire|entirely|always|never)\b(?!-)"
    r"(?!\s(?:year|day|week|month|night|morning|other|time|over|but)\b)",
    re.IGNORECASE,
)
_MOST = re.compile(r"^Most\s(?:of\b|[a-z]+s\b)|\bmost of\b")
_MANY = re.compile(
    r"\b(?:most|mostly|majority|mainly|largely|chiefly|per cent|percent|all|nearly|almost)\b|%", re.IGNORECASE
)
_ONLY = re.compile(
    r"\b(?:only|just|sole|solely|alone|exclusively|merely|nothing but|no other|but one)\b", re.IGNORECASE
)
_WHOLE = re.compile(
    r"(?<![\w’'-])(?:all|any|every\w*|each|none|nobody|no|not|n[’']t|never|nothing|entire\w*|whole\w*|total\w*|always|"
    r"complete\w*|full\w*|both|only|ever|throughout|across|per|regularly|routinely|universal\w*|unanimous\w*)(?![\w-])"
    r"|n[’']t\b|\b100\b",
    re.IGNORECASE,
)


def widened(sentence: str, evidence: Sequence[str]) -> str | None:
    """The word of the sentence that says it of all or none, as no evidence does; None where there is none."""
    if re.search(r"\bonly\b", sentence) and not _ONLY.search(likest(telling(words_in(sentence)), evidence)):
        return "only"
    for wide, known in ((_ALL, _WHOLE), (_MOST, _MANY)):
        if (match := wide.search(sentence)) and not _is_told(sentence, match, evidence, known):
            return match[0]
    return None


def _is_told(sentence: str, match: re.Match[str], evidence: Sequence[str], known: re.Pattern[str]) -> bool:
    """Whether the evidence on the same things says it as widely."""
    counted = next((word.stem for word in words_in(sentence) if word.start >= match.end() and word.tells), "")
    of_these = [text for text in evidence if counted in telling(words_in(text))]
    return any(known.search(text) for text in of_these or evidence)

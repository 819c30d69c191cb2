"""Whether a body without a name, such as "the board", said what a sentence has it say.

For English news prose. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Sequence

from assistant.support.speaking import speakers
from assistant.support.words import likest, stem, telling, words_in

_SAYING = (
    r"(?:said|says|told|adds|added|stated|states|claimed|claims|announced|warned|warns|argued|insisted|insists|reported|"
    r"confirmed|denied|denies|admitted|promised|expects|agreed)"
)
_BODY = re.compile(rf"\b[Tt]he\s+(?:[\w’'-]+\s+){{0,2}}?(?P<body>[a-z]{{4,}})\s+(?:also\s+|has\s+|had\s+)?{_SAYING}\b")
_BY_BODY = re.compile(
    rf"\b{_SAYING}\s+the\s+(?:[\w’'-]+\s+){{0,2}}?[a-z]{{4,}}\b|\bthe\s+(?:[\w’'-]+\s+){{0,2}}?[a-z]{{4,}}\s+{_SAYING}"
)


def said_by_no_body(sentence: str, evidence: Sequence[str]) -> str | None:
    """The body that the sentence has speak, if the likest evidence has others speak and does not name it, or None."""
    match = _BODY.match(sentence)
    if match is None:
        return None
    said = telling(words_in(sentence[match.end() :]))
    nearest = likest(said, evidence)
    spoken = speakers(nearest) or _BY_BODY.search(nearest)
    return match["body"] if spoken and stem(match["body"]) not in telling(words_in(nearest)) else None

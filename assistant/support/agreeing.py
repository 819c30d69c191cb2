"""Whether a sentence has two say what, by its evidence, only one of them says.

For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Sequence

from assistant.support.words import telling, words_in

_SAYING = (
    r"(?:agree[sd]?|sa(?:y|id)|(?:claim|confirm|report|insist|warn|expect|admit|accept)(?:ed)?|admitted|believed?|"
    r"h[eo]ld)"
)
_SIDES = r"(?:Both|All|The two|Two)\s+(?:of the\s+)?(?:sides|parties|camps)"
_TOGETHER = re.compile(
    rf"^(?:Both\s+)?(?P<one>[^,;:]{{2,80}}?)\s+and\s+(?P<other>[^,;:]{{2,80}}?)\s+(?:both\s+|have\s+)?{_SAYING}\s+"
    r"(?:that\s+|on\s+)?(?P<said>.+)$"
)
_ALL = re.compile(rf"^(?P<all>{_SIDES})\s+(?:have\s+)?{_SAYING}\b(?P<said>.+)$", re.IGNORECASE)
_ONE_VOICE = re.compile(r"\b(?:both|all|agree\w*|either|jointly|unanimous\w*|consensus)\b", re.IGNORECASE)
_HALF = 0.5  # share of what is said that a text must have to say it


def said_by_one(sentence: str, evidence: Sequence[str]) -> str | None:
    """The one of two speakers of whom no text says it, or who are all said to agree; None where each says so."""
    match = _ALL.match(sentence) or _TOGETHER.match(sentence)
    if match is None:
        return None
    said = telling(words_in(match["said"]))
    saying = [text for text in evidence if len(said & telling(words_in(text))) >= _HALF * len(said)]
    if match.re is _ALL:
        return None if any(_ONE_VOICE.search(text) for text in saying) else match["all"]
    for party in (match["one"], match["other"]):
        named = telling(words_in(party))
        if not any(named & telling(words_in(text)) for text in saying):
            return party
    return None

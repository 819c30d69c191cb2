"""Who is meant where an article says only "she" or "Mr Mortlake": what stands further up in it.

For English news prose, as told by `assistant.attribution` for the nearest neighbour. Knows nothing of what is judged.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.candidates import SplitText
from assistant.support.speaking import speakers

_REACH = 8  # sentences back for the last who spoke
_WITHOUT_NAME = re.compile(r"[\"“”]|``|''|\b(?:he|she|they)\b", re.IGNORECASE)


def last_speaker(source: SplitText, index: int) -> str | None:
    """The name of who spoke last before a sentence that has a quotation or a pronoun but names no speaker itself."""
    sentence = source.sentences[index].of(source.text)
    if speakers(sentence) or not _WITHOUT_NAME.search(sentence):
        return None
    for other in range(index - 1, max(index - _REACH, 0) - 1, -1):
        if names := speakers(source.sentences[other].of(source.text)):
            return names[-1]
    return None


def since_speaker(source: SplitText, index: int) -> str:
    """What stands from the last who spoke to a sentence that names no speaker: whoever is named there may be meant."""
    if last_speaker(source, index) is None:
        return ""
    said = next(i for i in range(index - 1, -1, -1) if speakers(source.sentences[i].of(source.text)))
    return source.text[source.sentences[said].start : source.sentences[index].start].strip()


def full_names(names: Sequence[str], told: str, article: str) -> Iterator[str]:
    """Those names that the article has in full, and what is told of it by their last word: "Mr Mortlake"."""
    for name in names:
        words = name.split()
        if len(words) > 1 and name not in told and re.search(rf"\b{re.escape(words[-1])}\b", told) and name in article:
            yield name

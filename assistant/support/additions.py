"""Whether a part of a sentence says something of which its evidence has no word: a true sentence with an invented tail.

For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.support.certainty import is_past
from assistant.support.words import parted, telling, words_in

_JOINT = re.compile(
    r"[;:—–]|,\s|\s(?:and|but|because|while|since|although|though|provided|so that|which|who|where|when|after|before|"
    r"until|unless|despite|by|with|for)\s",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\s(?:and|but|because|since|after|so|while|although|until)\s"
    r"(?=(?:the|an?|his|her|its|their|he|she|it|they|[A-Z][a-z]+)\s)([^,;]+)"
)
_FEWEST = 2  # telling words of a part that can be told to be foreign; names and numbers have checks of their own
_PLAIN = re.compile(r"(?:[a-z][a-z’'-]*[a-z])")


def added(sentence: str, evidence: Sequence[str]) -> str | None:
    """A part of which not one telling word stands in the evidence, or that something was done which does not.

    None where there is none.
    """
    known = {stem for text in evidence for stem in telling(words_in(text))}
    for part in parted(sentence, _JOINT):
        stems = {word.stem for word in words_in(part) if word.tells and _PLAIN.fullmatch(part, word.start, word.end)}
        if len(stems) >= _FEWEST and not telling(words_in(part)) & known:
            return part.strip(" ,;:—–.")
    return next((part for part in _clauses(sentence) if _tells_another_deed(part, known)), None)


def _clauses(sentence: str) -> Iterator[str]:
    return (match[1].strip(" .") for match in _CLAUSE.finditer(sentence))


def _tells_another_deed(part: str, known: set[str]) -> bool:
    """Whether no verb of it is known, nor more than half of its words."""
    words = words_in(part)
    deeds = [word.stem for number, word in enumerate(words) if word.tells and is_past(words, number)]
    return bool(deeds) and not known & {*deeds} and len(telling(words) & known) * 2 <= len(telling(words))

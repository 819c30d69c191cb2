"""Whether a word is a common one of English: the only file that imports english_words.

The list is Webster's Second International (public domain), in which names alone have capitals. Knows nothing of
sentences.
"""

from functools import cache

from english_words import get_english_words_set

_ENDINGS = (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("s", ""), ("ed", ""), ("ed", "e"))
_SHORTEST = 6
"""Letters of a word whose ending is taken off: "Paris" is no two of a kind."""


@cache
def _words() -> frozenset[str]:
    """Read once, in 80 ms."""
    return frozenset(word for word in get_english_words_set(["web2"]) if word.islower())


def is_common(word: str) -> bool:
    """Whether a plain word stands in the dictionary with a small letter, alone or with an ending."""
    words = _words()
    if word in words:
        return True
    return len(word) >= _SHORTEST and any(
        word.endswith(end) and word.removesuffix(end) + put in words for end, put in _ENDINGS
    )

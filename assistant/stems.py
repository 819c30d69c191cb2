"""Words as they are compared: their first letters, by which two forms of one word count as one.

Knows nothing of questions or articles.
"""

from index.words import STOP_WORDS, words_of

_STEM = 5  # letters that decide whether two words count as one


def telling_stems(query: str) -> set[str]:
    """The stems of a query's words that are no stop words."""
    return {word[:_STEM] for word in words_of(query) if word not in STOP_WORDS}


def stems(text: str) -> set[str]:
    """The first letters of every word, by which two words count as one."""
    return {word[:_STEM] for word in words_of(text)}

"""What a model says is left open, held to the question: a reader is shown no other words of a model's own.

Nothing in the articles can prove that they do not say something, so what is left open is not judged as a sentence is.
It must be a part of the question instead, told in the question's words, without markup, and without a name, number or
date of its own. Knows nothing of models or passages.
"""

from collections.abc import Sequence

from assistant.support.facts import facts_of
from assistant.support.foreign import foreign_words
from index.words import STOP_WORDS, words_of

_OWN_WORDS = 0.5  # of the telling words of a part, at most: "the cost of repairs" for "what will they cost to repair?"
_STEM = 5  # letters that two forms of a word share
_LONGEST = 200  # characters


def parts_of(question: str, left_open: Sequence[str]) -> tuple[str, ...]:
    """Those that are parts of the question; the question itself where others were named and none of them is one."""
    parts = tuple(part for part in left_open if _is_part(question, part))
    return parts or ((question,) if left_open else ())


def _is_part(question: str, part: str) -> bool:
    if len(part) > _LONGEST or not part.isprintable() or foreign_words(part) or _own_facts(question, part):
        return False
    telling = _stems(part)
    own = telling - _stems(question)
    return bool(telling) and len(own) <= _OWN_WORDS * len(telling)


def _own_facts(question: str, part: str) -> bool:
    """Whether it states anything with a word that the question lacks: each word whole, for a stem is no name."""
    stated = {word for fact in facts_of(part) for word in words_of(fact.words)}
    return not stated <= {*words_of(question), *STOP_WORDS}


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in words_of(text) if word not in STOP_WORDS}

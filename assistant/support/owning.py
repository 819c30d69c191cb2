"""Whether a sentence gives to one person what its evidence gives to another: whose number it is, whose day.

For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Sequence

from assistant.support.dates import dates_in
from assistant.support.numbers import numbers_in
from assistant.support.words import plain_words

_PERSON = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.? )?[A-Z][a-zà-ÿ’'-]+(?: [A-Z][a-zà-ÿ’'-]+)+|"
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.? [A-Z][\w’'-]+"
)
_SEVERAL = re.compile(r"[;:—–]|,\s(?!(?:on|in|at)\s)|\s(?:and|but|while|who|which|when|after|before|than|that|as)\s")


def owned_by_another(sentence: str, texts: Sequence[str]) -> str | None:
    """The number or day of a plain sentence about one person that only a text about others has; None where none has.

    A sentence of several parts is left alone: they may be about several people.
    """
    people = _PERSON.findall(sentence)
    if len(people) != 1 or _SEVERAL.search(sentence.rstrip(" .")):
        return None
    name = people[0].split()[-1]
    facts = [one.words for one in dates_in(sentence)] + [one.words for one in numbers_in(sentence)]
    for fact in facts:
        having = [text for text in texts if plain_words(fact) <= plain_words(text)]
        if having and all(_is_of_others(text, name) for text in having) and any(name in text for text in texts):
            return fact
    return None


def _is_of_others(text: str, name: str) -> bool:
    return name not in text and bool(_PERSON.search(text))

"""Whether a sentence names as doer somebody who, by its evidence, did not do it.

"Pupils left out page 17" has a doer of its own where the article only says that page 17 was left out.

For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.support.certainty import is_past
from assistant.support.voice import deeds_in
from assistant.support.words import stem, telling, words_in

# Behind these another clause begins, whose subject is its own.
_CLAUSE = re.compile(
    r"[,;:—–(]|\b(?:and|but|or|that|which|who|when|where|while|because|as|if|after|before|since|to)\b", re.I
)
_ANYBODY = frozenset("peopl person someon somebodi".split())
_TELLING_OF = frozenset(map(stem, "report say tell write state describe call name mention quote".split()))
_LEAST = 2  # telling words of what it was done to, that both have


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done (the stem of a verb) to whom, by whom, none where that is not told; `told` is all of the text."""

    verb: str
    to: frozenset[str]
    doers: frozenset[str]
    told: frozenset[str]


def other_doer(sentence: str, evidence: Sequence[str], around: Sequence[str] = ()) -> str | None:
    """The verb for which the sentence names a doer that the evidence does not; None where there is none.

    Where the evidence names another, one of whom neither the rest of it nor what stands `around` has all words may be
    the same by another name.
    """
    known = [done for text in evidence for done in _suffered(text)]
    told = frozenset(one for text in (*evidence, *around) for one in telling(words_in(text)))
    for done in (*_suffered(sentence), *_acted(sentence)):
        least = max(min(_LEAST, len(done.to)), 1)
        same = [one for one in known if one.verb == done.verb and len(one.to & done.to) >= least]
        is_named = done.verb not in _TELLING_OF and bool(done.doers - _ANYBODY)
        if is_named and same and all(_is_another(done.doers, one, told) for one in same):
            return next(word.plain for word in words_in(sentence) if word.stem == done.verb)
    return None


def _is_another(doers: frozenset[str], one: _Done, told: frozenset[str]) -> bool:
    if one.doers:
        return not doers & one.doers and doers <= told
    return not doers & one.told


def _suffered(text: str) -> Iterator[_Done]:
    """What was done to something that stands before the verb: "page 17 was left out", "is owned by 212 farms"."""
    words = words_in(text)
    for deed in deeds_in(text):
        if deed.is_passive:
            to = telling(word for word in words if word.end <= deed.word.start)
            yield _Done(deed.word.stem, frozenset(to), deed.doers, frozenset(telling(words)))


def _acted(text: str) -> Iterator[_Done]:
    """What somebody did to what stands behind the verb; who, within the clause."""
    words = words_in(text)
    at = {word.start: number for number, word in enumerate(words)}
    for deed in deeds_in(text):
        verb = deed.word
        if not deed.is_passive and is_past(words, at[verb.start]):
            start = max((match.end() for match in _CLAUSE.finditer(text, 0, verb.start)), default=0)
            doers = telling(word for word in words if start <= word.start < verb.start)
            yield _Done(verb.stem, deed.after, frozenset(doers), frozenset(telling(words)))

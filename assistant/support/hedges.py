"""How exactly a number is meant, by the words around it.

English and German. Knows nothing of values.
"""

import re

from assistant.support.number import Hedge

_BEFORE: tuple[tuple[Hedge, str], ...] = (
    ("least", "at least|no fewer than|no less than|not less than|a minimum of|mindestens|wenigstens"),
    ("most", "up to|at most|no more than|not more than|a maximum of|as many as|as much as|bis zu|höchstens|maximal"),
    ("under", "less than|fewer than|lower than|colder than|younger than|under|below|short of|weniger als|unter"),
    ("nearly", "nearly|almost|close to|just under|just below|approaching|not quite|knapp|fast|beinahe"),
    (
        "over",
        "more than|over|above|greater than|higher than|in excess of|upwards of"
        "|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp?(?:s|ed|ing)|beyond|mehr als|über"
        "|longer than|older than|warmer than|taller than",
    ),
    (
        "about",
        "about|around|roughly|approximately|approx|some|circa|ca?|an estimated|estimated|or so|in the region of|etwa"
        "|rund|ungefähr|zirka|near|~|≈",
    ),
)
_AT_END = re.compile(
    r"(?:^|(?<=[\s(—–-]))(?:"
    + "|".join(rf"(?P<{hedge}>{words})" for hedge, words in _BEFORE)
    + r")\.?\s*(?:an?)?\s*[$£€]?\s*$",
    re.IGNORECASE,
)
_AFTER: tuple[tuple[Hedge, re.Pattern[str]], ...] = (
    ("least", re.compile(r"\s*(?:\+|-?plus\b|or (?:more|over|older)\b|\w+ or (?:more|longer|over|older)\b)", re.I)),
    ("most", re.compile(r"\s*(?:or (?:less|fewer|under|younger)\b|\w+ or (?:less|fewer|under|younger)\b)", re.I)),
    ("about", re.compile(r"\s*(?:-odd\b|or so\b|\w+ or so\b)", re.I)),
)
_REACH = 32  # characters before a number in which a hedge stands


def hedge_of(text: str, start: int, end: int) -> Hedge:
    """What the words before and after `text[start:end]` make of the number that stands there."""
    if found := _AT_END.search(text, max(0, start - _REACH), start):
        return next(hedge for hedge, _ in _BEFORE if found[hedge])
    return next((hedge for hedge, after in _AFTER if after.match(text, end)), "exact")

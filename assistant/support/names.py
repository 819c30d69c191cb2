"""The names of a sentence: people, places, organisations, products, by their capitals.

For English; German capitals tell little, so there only names of several words are taken. Knows nothing of when two
names agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.support.common_words import CONNECTORS, DAYS_AND_MONTHS, SPEAKING, TITLES, looks_common
from assistant.support.dictionary import is_common
from assistant.support.number_words import language_of
from assistant.support.places import countries_of
from assistant.support.tokens import Token, tokens_of
from index.words import STOP_WORDS

_ROMAN = {
    word: str(number)
    for number, words in enumerate(
        "i ii,two iii,three iv,four five vi,six vii viii ix ten xi xii xiii xiv xv xvi".split(), 1
    )
    for word in words.split(",")
}
_SAME = {"saint": "st", "mount": "mt", "fort": "ft"}
_I = frozenset(("i'm", "i've", "i'd", "i'll"))
_OPENS_SENTENCE = frozenset("\"“‘'«„(:•*…—–")


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words at `text[start:end]`; `parts` are its plain words, without titles and connectors.

    `opens` is one whose first word begins the sentence, where every word has a capital; `doubtful` one that is a word
    of the dictionary besides.
    """

    words: str
    start: int
    end: int
    parts: tuple[str, ...]
    opens: bool
    doubtful: bool = False


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[Name, ...]:
    """Every name of a text, in order, without the days and months; the doubtful ones too."""
    tokens = tokens_of(text)
    names: list[Name] = []
    place = 0
    while place < len(tokens):
        last = _run_end(tokens, place)
        if last > place and (name := _name(text, tokens, place, last)):
            names.append(name)
        place = max(last, place + 1)
    return tuple(names)


def _run_end(tokens: Sequence[Token], place: int) -> int:
    """The token that a run of capitals from here ends before; `place` itself where none begins."""
    last = place
    at = place
    while at < len(tokens):
        if _is_capital(tokens, at):
            at += 1
            last = at
            if _is_possessive(tokens[at - 1]):
                break
        elif last > place and _is_glued(tokens, at):
            at += 1
            last = at
        elif last > place and (tokens[at].plain in CONNECTORS or _joins(tokens, at)):
            at += 1
        else:
            break
    return last


def _is_capital(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if not token.text[0].isupper() or token.plain in _I:
        return False
    if len(token.text) == 1:
        return _is_initial(tokens, at) or token.plain not in STOP_WORDS or _is_first(tokens, at)
    is_stop = token.plain.removesuffix("'s") in STOP_WORDS  # "It's"
    return not is_stop or (token.text.isupper() and not _opens(tokens, at))


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is the letter of "J." or "Ulysses S."."""
    return len(tokens[at].text) == 1 and at + 1 < len(tokens) and tokens[at + 1].text == "."


def _is_first(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is the "I" of "World War I"."""
    return tokens[at].text == "I" and at > 0 and tokens[at - 1].text[0].isupper() and tokens[at - 1].is_word


def _is_possessive(token: Token) -> bool:
    return token.plain.endswith(("'s", "s'"))


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether this is the figure of "PlayStation3" or "F-16"."""
    return tokens[at].is_figure and tokens[at - 1].end == tokens[at].start and tokens[at - 1].text not in "/&."


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """A hyphen inside a word, or the point of an initial."""
    token, before = tokens[at], tokens[at - 1]
    touching = before.end == token.start
    initial = token.text == "." and touching and (len(before.text) == 1 or before.plain in TITLES | {"st", "jr", "mt"})
    return (token.text in "-/&" and touching) or token.text == "&" or initial


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence begins at this token, so that its capital tells nothing."""
    if at == 0 or tokens[at - 1].text in _OPENS_SENTENCE:
        return True
    return tokens[at - 1].text in ".!?" and not (at > 1 and _is_initial(tokens, at - 2))


def _name(text: str, tokens: tuple[Token, ...], first: int, last: int) -> Name | None:
    """The name between these tokens with all that is none cut off its ends; None where nothing is left."""
    while first < last and _is_no_name(tokens, first, last):
        first += 1
    while last > first and (tokens[last - 1].plain in DAYS_AND_MONTHS or not tokens[last - 1].text[0].isalnum()):
        last -= 1
    parts = tuple(part_of(token) for token in tokens[first:last] if _tells(token))
    if not parts or parts == ("1",) or (len(parts) == 1 and _is_german_noun(tokens, first)):
        return None
    start, end = tokens[first].start, tokens[last - 1].end
    end -= 2 if tokens[last - 1].plain.endswith("'s") else 0
    doubtful = len(parts) == 1 and _is_doubtful(tokens, first)
    return Name(text[start:end], start, end, parts, _opens(tokens, first), doubtful)


def _is_german_noun(tokens: tuple[Token, ...], first: int) -> bool:
    return tokens[first].text[1:].islower() and language_of(tokens) == "de"


def _is_doubtful(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether the capital may be the sentence's: "Water", but not "Baker said", "Turkey" or "Baker's"."""
    token = tokens[first]
    if not (_opens(tokens, first) and token.text[1:].islower()) or _is_possessive(token):
        return False
    speaks = first + 1 < len(tokens) and tokens[first + 1].plain in SPEAKING
    return not speaks and is_common(token.plain) and not countries_of((token.plain,))


def _tells(token: Token) -> bool:
    return token.is_figure or (token.is_word and token.plain not in CONNECTORS and token.plain not in TITLES)


def _is_no_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    token = tokens[first]
    if token.plain in DAYS_AND_MONTHS or token.plain in CONNECTORS or not token.is_word:
        return True
    if token.plain in TITLES:
        return True
    return _opens(tokens, first) and token.text[1:].islower() and looks_common(token.plain)


def part_of(token: Token) -> str:
    """The plain word by which names agree: without the possessive, "II" and "Two" as "2"."""
    word = token.plain
    word = word.removesuffix("'s") if word.endswith("'s") else word.removesuffix("'")
    if "." in word:
        word = word.replace(".", "")
    return _ROMAN.get(word) or _SAME.get(word, word)

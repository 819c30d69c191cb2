"""Where sentences begin and end in a text, as exact character spans.

Knows nothing of tokens, passages or articles. Works on English and on scripts that end sentences with 。！？; other
languages with Latin punctuation fare well except for their own abbreviations.
"""

import re
from dataclasses import dataclass

_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen gov sen rep rev hon st mt ft jr sr capt col lt maj sgt cmdr adm pres supt insp
    vs etc no nos vol fig al ca approx dept est ext inc ltd co corp bros plc univ assn
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa
    tenn tex va vt wash wis wyo e.g i.e a.m p.m cf op cit""".split()
)
# An abbreviation with inner points ("U.S.", "a.m.") ends the sentence only before a word that rarely follows it in one.
_STARTERS = frozenset(
    """the a an he she it they we i you this that these those in on at but and as for if when while after before
    his her its their there however meanwhile under since according some many most several""".split()
)
# Possessive, and tried once a run: a text of nothing but points would take quadratic time otherwise.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|[。！？]+[」』”’）]*|\n+")
_LAST_WORD = re.compile(r"(\w[\w.\-'’]*)$")
_LONGEST_LAST_WORD = 40  # characters looked back for it: far above any abbreviation, and a sentence may be a book
_NEXT_WORD = re.compile(r"\s+[\"'“‘«(\[]*(\w+)?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that this span covers."""
        return text[self.start : self.end]


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences in order, without the white space around them; together they hold every other character.

    A line break always ends a sentence, so headings, list items and table rows stand alone. Empty text gives [].
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() > start and _ends_sentence(text, start, match):
            _append_stripped(spans, text, start, match.end())
            start = match.end()
    _append_stripped(spans, text, start, len(text))
    return spans


def _append_stripped(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        spans.append(Span(start + left, start + right))


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] == "\n" or mark[0] in "。！？":
        return True
    following = _NEXT_WORD.match(text, match.end())
    word = (following.group(1) or "") if following else ""
    if word[:1].islower():
        return False
    before = text[max(start, match.start() - _LONGEST_LAST_WORD) : match.start()]
    return mark[0] != "." or mark.startswith("..") or _point_ends(before, word)


def _point_ends(before: str, next_word: str) -> bool:
    """Whether a single point after `before` ends the sentence, rather than an abbreviation or an initial."""
    last = _LAST_WORD.search(before)
    if last is None:
        return True
    word = last.group(1).lower()
    if "." in word and not word[-1].isdigit():
        return next_word.lower() in _STARTERS or not next_word
    if word in _ABBREVIATIONS:
        return False
    initial = len(word) == 1 and word.isalpha() and before[-1].isupper()
    return not initial or next_word.lower() in _STARTERS

"""The words of a text with the house style of its outlet taken away, so that copies of one text have the same words.

Knows nothing of articles or of likeness: text in, words out.
"""

import re
import unicodedata
from dataclasses import dataclass

_MOST_CHARACTERS = 400_000
"""A longer text is known by its beginning, some 65,000 words: a copy shows there, and its cost has an end."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:([ ,.'’])\d{3}(?:\1\d{3})*)(?!\d)")
_NO_DIGIT = re.compile(r"\D")
_MARK_INSIDE = re.compile(r"(?<=\d)[,:](?=\d)")
_AFTER_FIGURE = re.compile(r"(?<=\d)\s*(per ?cent|pct|pc|million|mln|mn|billion|bln|bn|thousand|[ap]\.? ?m)\b\.?")
_SHORT_FORMS = {
    **dict.fromkeys(("per cent", "percent", "pct", "pc"), ""),  # the sign is no word, so neither is its name
    **dict.fromkeys(("million", "mln", "mn"), "m"),
    **dict.fromkeys(("billion", "bln", "bn"), "bn"),
    "thousand": "k",
}
_FIGURES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FIGURE_OF = {word: str(number) for number, word in enumerate(_FIGURES, 1)}  # beyond twelve all houses write digits
_FIGURE = re.compile(rf"\b(?:{'|'.join(_FIGURES)})\b")

# Thai, Lao, Myanmar, Khmer, kana, Han: no spaces between words, so each character stands for itself.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"\d+(?:\.\d+)*|[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+")
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_CHARACTERS_A_WORD = 2
"""Of Japanese and Chinese text, about; it makes a run of three words as telling as in a language with spaces."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The tokens of a text in order: its words, or its characters where the script puts no spaces between words."""

    tokens: tuple[str, ...]
    tokens_a_word: int

    @property
    def words(self) -> int:
        """How long the text is, in words (two characters count as one where there are no spaces)."""
        return len(self.tokens) // self.tokens_a_word

    def runs(self, words: int) -> list[tuple[str, ...]]:
        """Every run of so many words, in order, repeated ones too; one run of all of it where the text is shorter."""
        size = words * self.tokens_a_word
        return [self.tokens[start : start + size] for start in range(max(len(self.tokens) - size + 1, 1))]


def wording(text: str) -> Wording:
    """The words of `text` without case, accents, punctuation, quotes and the ways to write a figure.

    "£3.4 million", "£3.4m" and "3,4 Mn" are the same, and so are "11,000" and "11000", "2.04am" and "2:04 a.m.",
    "7 per cent" and "7%", "nine" and "9". Words that stand for figures are known in English; elsewhere they differ, and
    a copy is known by all its other words. A figure that was changed is another word.
    """
    plain = _plain(text[:_MOST_CHARACTERS])
    tokens = _TOKEN.findall(plain)
    mostly_unspaced = len(_UNSPACED_CHARACTER.findall(plain)) * 2 > len(tokens)
    tokens_a_word = _CHARACTERS_A_WORD if mostly_unspaced else 1
    return Wording(tuple(tokens), tokens_a_word)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text))).casefold()
    text = _FIGURE.sub(lambda found: _FIGURE_OF[found[0]], text)
    text = _THOUSANDS.sub(lambda found: _NO_DIGIT.sub("", found[0]), text)
    return _AFTER_FIGURE.sub(_short_form, _MARK_INSIDE.sub(".", text))


def _short_form(found: re.Match[str]) -> str:
    written = found[1]
    return " " + _SHORT_FORMS.get(written, written.replace(".", "").replace(" ", ""))

"""A sentence cut into words, figures and marks, each with its place.

For English and German. Knows nothing of what they state.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_FIGURE = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"  # 11,000 and 1,234.5
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)"  # 11.000 and 1.234,5, as Germans write
    r"|\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?![\d.,]*\d)"
    r"|\d+(?:[.,]\d+)?"
)
_TOKEN = re.compile(rf"(?P<figure>{_FIGURE})|(?:[^\W\d_]\.){{2,}}|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure or a single mark: `text[start:end]`; `plain` is in lower case and without accents."""

    text: str
    plain: str
    start: int
    end: int
    is_figure: bool

    @property
    def is_word(self) -> bool:
        """Whether it has letters."""
        return self.text[0].isalpha()


@lru_cache(maxsize=4096)
def tokens_of(text: str) -> tuple[Token, ...]:
    """All that is no white space, in order; remembered, for a sentence is held against the same articles many times."""
    return tuple(
        Token(match[0], plain(match[0]), match.start(), match.end(), match["figure"] is not None)
        for match in _TOKEN.finditer(text)
    )


def plain(text: str) -> str:
    """In lower case, without accents, and with straight apostrophes."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ß", "ss").replace("ø", "o"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()

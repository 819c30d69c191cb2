"""The lines of printed pages put together again as paragraphs.

Knows nothing of PDF: lines of text in, paragraphs out.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

SHORT_LINE = 0.75
"""Of the width of the page's lines: the last line of a paragraph is mostly shorter, a full line hardly ever is."""

HEADING_LINE = 0.55
"""A line this short ends its paragraph even without a full stop: it is a heading or stands alone."""

_PAGE_NUMBER = re.compile(r"(?:page |seite |p\. ?)?\d{1,4}(?: ?(?:/|of|von|-) ?\d{1,4})?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:…][\"\u201d\u2019')\]]*$")
_LIST_ITEM = re.compile(r"(?:[\u2022\u25aa\u25cf\u25cb\u2023\u2013*-]|\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010]$")
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "ft", "st"), strict=True))


def paragraphs(pages: Sequence[str]) -> str:
    """The text of pages (lines as printed) as paragraphs parted by blank lines.

    Page numbers and lines repeated at the top or bottom of most pages go; words broken at line ends are joined, with
    their hyphen where the document writes the word with one elsewhere; a paragraph may run over a page's end.
    """
    lines_of_pages = [page.translate(_LIGATURES).splitlines() for page in pages]
    lines_of_pages = [[" ".join(line.split()) for line in lines] for lines in lines_of_pages]
    hyphenated = _hyphenated_words(lines_of_pages)
    done: list[str] = []
    for lines in _without_running_lines(lines_of_pages):
        _add_page(done, lines, hyphenated)
    return "\n\n".join(done)


def _add_page(done: list[str], lines: Sequence[str], hyphenated: frozenset[str]) -> None:
    """Append the paragraphs of one page to those before it; its first line may carry on the last of them."""
    width = _width(lines)
    for before, line in zip([None, *lines], lines, strict=False):
        if not line:
            continue
        if done and _continues(before, line, done[-1], width):
            done[-1] = _join(done[-1], line, hyphenated)
        else:
            done.append(line)


def _hyphenated_words(pages: Iterable[Sequence[str]]) -> frozenset[str]:
    """The words that the document writes with a hyphen inside a line, in lower case: well-known."""
    words = (word for lines in pages for line in lines for word in re.findall(r"[^\W\d_]+-[^\W\d_]+", line))
    return frozenset(word.lower() for word in words)


def _without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers, headers and footers. A line that is all its page has is no header."""
    edges = Counter(_numberless(line) for lines in pages for line in {*lines[:1], *lines[-1:]})
    often = max(3, len(pages) // 2)
    return [[line for at, line in enumerate(lines) if not _is_running(at, lines, edges, often)] for lines in pages]


def _is_running(at: int, lines: Sequence[str], edges: Counter[str], often: int) -> bool:
    if at not in (0, len(lines) - 1) or len(lines) == 1:
        return False
    return bool(_PAGE_NUMBER.fullmatch(lines[at])) or edges[_numberless(lines[at])] >= often


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _width(lines: Sequence[str]) -> int:
    """How many characters a full line has: nine lines of ten are no longer."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[math.ceil(0.9 * (len(lengths) - 1))] if lengths else 0


def _continues(before: str | None, line: str, paragraph: str, width: int) -> bool:
    """Whether `line` carries on `paragraph`, whose last line is `before` (None: it was on the page before)."""
    if before == "" or _LIST_ITEM.match(line):
        return False
    ended = bool(_SENTENCE_END.search(paragraph))
    if before is None:
        return not ended and line[:1].islower()
    if _BROKEN_WORD.search(paragraph) and line[:1].islower():
        return True
    if len(before) < HEADING_LINE * width:
        return not ended and line[:1].islower()
    return not (ended and len(before) < SHORT_LINE * width)


def _join(paragraph: str, line: str, hyphenated: frozenset[str]) -> str:
    broken = _BROKEN_WORD.search(paragraph)
    if not broken or not line[:1].islower():
        return f"{paragraph} {line}"
    rest = re.match(r"[^\W\d_]*", line)
    whole = f"{broken[1]}-{rest[0] if rest else ''}".lower()
    return paragraph + line if whole in hyphenated else paragraph[:-1] + line

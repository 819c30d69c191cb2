"""The text of an article as HTML, whole or around some words, with those words marked.

Knows nothing of panels and citations. Positions count code points of the article's text, as everywhere.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

AROUND_CHARACTERS = 900
"""How much stands before and after the marked words: about a screen, so that a quote is seen in its context."""

MOST_CHARACTERS = 300_000
"""A browser lays out this much in well under a second; a book is cut here."""

_PARAGRAPH = re.compile(r"\S(?:.*?)(?=\n\s*\n|\s*\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a text that is shown; `whole` where that is all of it."""

    start: int
    end: int
    whole: bool


def around(text: str, spans: Sequence[Span], margin: int = AROUND_CHARACTERS) -> Excerpt:
    """The whole paragraphs that hold the spans, and those within `margin` characters of them."""
    wanted_from = max(0, min(start for start, _ in spans) - margin)
    wanted_to = min(len(text), max(end for _, end in spans) + margin)
    start = text.rfind("\n\n", 0, wanted_from) + 2 if "\n\n" in text[:wanted_from] else 0
    found = text.find("\n\n", wanted_to)
    end = found if found >= 0 else len(text)
    start, end = _near(start, wanted_from, margin), _near(end, wanted_to, margin)
    return Excerpt(start, end, whole=start == 0 and end == len(text))


def from_start(text: str) -> Excerpt:
    """All of the text, or as much of its start as can be shown."""
    end = min(len(text), MOST_CHARACTERS)
    return Excerpt(0, end, whole=end == len(text))


def text_html(text: str, excerpt: Excerpt, spans: Sequence[Span] = ()) -> str:
    """The excerpt's paragraphs; what stands in `spans` is marked, across paragraphs too."""
    marked = _merged(spans)
    return "".join(f"<p>{''.join(_pieces(text, start, end, marked))}</p>" for start, end in _paragraphs(text, excerpt))


def _near(position: int, wanted: int, margin: int) -> int:
    """The end of a paragraph, unless the paragraph is so long that it would bury the words."""
    return position if abs(position - wanted) <= 2 * margin else wanted


def _merged(spans: Sequence[Span]) -> list[Span]:
    """In order, overlaps joined, so that no mark is opened inside another."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _paragraphs(text: str, excerpt: Excerpt) -> Iterator[Span]:
    for found in _PARAGRAPH.finditer(text[excerpt.start : excerpt.end]):
        yield found.start() + excerpt.start, found.end() + excerpt.start


def _pieces(text: str, start: int, end: int, marked: Sequence[Span]) -> Iterator[str]:
    """The paragraph's text, parted at the borders of the marks."""
    position = start
    for mark_start, mark_end in marked:
        first, last = max(mark_start, position), min(mark_end, end)
        if first >= last:
            continue
        yield html.escape(text[position:first])
        yield f'<mark tabindex="-1">{html.escape(text[first:last])}</mark>'
        position = last
    yield html.escape(text[position:end])

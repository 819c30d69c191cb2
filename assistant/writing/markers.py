"""The markers of a written text, such as [1], [2, 3] or 【4】: which passages a sentence says that it rests on.

Knows nothing of passages.
"""

import re

_NUMBERS = r"\s*(?:passages?\s*)?\^?\d{1,3}(?:\s*(?:,|;|&|and|–|-)\s*(?:passages?\s*)?\d{1,3})*\s*"
MARKER = re.compile(
    rf"\[{_NUMBERS}\]|【{_NUMBERS}(?:†[^】]{{0,40}})?】|\((?=\s*passages?\b){_NUMBERS}\)", re.IGNORECASE
)
"""One marker. Some models write their own brackets, and "(passage 2)", whatever they are asked for."""

MARKERS = re.compile(rf"(?:\s*(?:{MARKER.pattern}))+", re.IGNORECASE)
"""One marker or several in a row, with the white space before them."""

UNFINISHED = re.compile(r"(?:\[[^\[\]]{0,24}|【[^【】]{0,64}|\(\s*passages?\b[^()]{0,24})$", re.IGNORECASE)
"""What stands at the end of a text and may become a marker."""

_RANGE = re.compile(r"(\d{1,3})(?:\s*[–-]\s*(?:passages?\s*)?(\d{1,3}))?", re.IGNORECASE)
_MOST = 20  # "[1-999]" names no passage in particular


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of all markers, each once, in their order; "[2-4]" stands for all three."""
    found: dict[int, None] = {}
    for marker in MARKER.finditer(text):
        for first, last in _RANGE.findall(marker.group().split("†")[0]):
            found.update(dict.fromkeys(range(int(first), int(last or first) + 1)))
    return tuple(found)[:_MOST]


def without_markers(text: str) -> str:
    """The text as if nobody had put any in."""
    return MARKERS.sub("", text).strip()

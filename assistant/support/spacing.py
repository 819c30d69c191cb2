"""Text that was cut into tokens, as corpora hold it, put together again: "the King 's Men" and "11 : 00".

Knows nothing of what it says.
"""

import re

_CUT = re.compile(r" ['’,.:]|``|''| n't\b")
_STEPS = (
    (re.compile(r"``|''"), '"'),
    (re.compile(r"\s+(['’](?:s|re|ve|ll|d|m)\b|n['’]t\b)", re.IGNORECASE), r"\1"),
    (re.compile(r"(?<=s)\s+['’](?=\s)"), "’"),
    (re.compile(r"(?<=\d)\s+:\s+(?=\d\d)"), ":"),
    (re.compile(r"\s+(?=[,.;:!?)])"), ""),
)


def respaced(text: str) -> str:
    """The text without white space where none is written; unchanged where it was never cut."""
    if not _CUT.search(text):
        return text
    for cut, whole in _STEPS:
        text = cut.sub(whole, text)
    return text

"""Characters made safe and uniform, so that equal texts are equal strings.

Knows nothing of articles, formats or encodings: text in, text out.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# C0 but tab and newline, DEL, C1, lone surrogates, soft hyphen, zero-width space, word joiner, byte order mark,
# bidirectional embeddings, overrides and isolates, interlinear marks, noncharacters, tag characters. ZWJ, ZWNJ and the
# plain direction marks stay: they are spelling.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_TRAILING_SPACE = re.compile(r"[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")
_LEADING_LINES = re.compile(r"\A\n+")


def normalise(text: str) -> str:
    r"""The same text in NFC with \n line ends, plain spaces, no invisible characters and single blank lines.

    Lone surrogates are no characters and go, so the result always encodes as UTF-8. Indentation and runs of spaces
    inside a line stay: they may be code. Applying it twice changes nothing more.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _HIDDEN.sub("", _SPACES.sub(" ", text))
    text = _TRAILING_SPACE.sub("", unicodedata.normalize("NFC", text))
    return _LEADING_LINES.sub("", _BLANK_LINES.sub("\n\n", text)).rstrip()


def one_line(text: str) -> str:
    """Normalised, with every run of white space made one space: for titles and names."""
    return " ".join(normalise(text).split())

"""Text in Markdown as plain words: nothing that an article says becomes a heading, a link, an image or a tag.

Knows nothing of conversations. Backslash escapes: https://spec.commonmark.org/0.31.2/#backslash-escapes
"""

import re
import unicodedata

from corpus.addresses import web_address

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&!$^={}]")
_LINE_START = re.compile(r"^([-+]|\d+(?=[.)]))")
_MARKER = re.compile(r"\\\[(\d+)\\\]")
# A bare address becomes a link in many readers; a backslash before its colon keeps it as words.
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)|\b(www)(?=\.)")
_NOT_IN_TARGETS = {character: f"%{ord(character):02X}" for character in " ()<>[]\"'`\\|"}


def escaped(text: str, *, markers: bool = False) -> str:
    """The text in one line without control codes, with a backslash before what Markdown would read as its own.

    Numbers in square brackets stay as they are with `markers`.
    """
    words = " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())
    line = _MARKUP.sub(lambda found: "\\" + found.group(), words)
    line = _LINE_START.sub(_with_backslash, line)
    line = _ADDRESS.sub(lambda found: found.group() + "\\", line)
    return _MARKER.sub(r"[\1]", line) if markers else line


def linked(text: str, url: str | None) -> str:
    """The text as a link where the address is one of the web, else alone."""
    address = web_address(url)
    if address is None:
        return escaped(text)
    return f"[{escaped(text)}]({target_of(address)})"


def target_of(url: str) -> str:
    """The address as it stands in the round brackets of a link, with what would end them there percent-encoded."""
    return "".join(_NOT_IN_TARGETS.get(character, character) for character in url)


def _with_backslash(found: re.Match[str]) -> str:
    """A list begins with a sign, or with a number and a point: the point is escaped then."""
    start = found.group()
    return start + "\\" if start.isdigit() else "\\" + start

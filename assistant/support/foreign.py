"""What no sentence of an answer may hold: links, images, markup. They are an article's or a model's own, never proof.

Knows nothing of articles.
"""

import re

_FOREIGN = re.compile(
    r"!?\[[^\]]*\]\s*\([^)]*\)"  # a link or an image of Markdown
    r"|!?\[[^\]]*\]\[[^\]]*\]|^\s*\[[^\]]+\]:\s*\S+"  # by reference, and what it refers to
    r"|\b(?:https?|ftp|file|javascript|data|vbscript|mailto|tel):\S+|\bwww\.\w\S*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S+"
    r"|</?[a-zA-Z!][^>]*>|<!--|&#?\w{2,8};"
    r"|```|~~~|`[^`]+`|\b\w+\.\w+\([^)]*\)"  # code
    r"|^\s*\|.*\|\s*$",  # a row of a table
    re.IGNORECASE | re.MULTILINE,
)


def foreign_words(sentence: str) -> str | None:
    """The first link, image, tag, character reference or code of a sentence; None where it is plain words."""
    match = _FOREIGN.search(sentence)
    return match[0] if match else None

"""Plain text, as a person pastes an article: the title on the first line, the text below.

Knows nothing of files; works on decoded text.
"""

from corpus.normalising import normalise
from corpus.reading.draft import LONGEST_TITLE, Draft, shortened


def read_plain(text: str) -> Draft:
    """The first line is the title, unless it is part of a paragraph: too long, or carried on in the second line."""
    text = normalise(text).strip()
    first, _, rest = text.partition("\n")
    if rest.strip() and len(first) <= LONGEST_TITLE and not _goes_on(rest):
        return Draft(text=rest.strip("\n"), title=first.strip().lstrip("#").strip())
    return Draft(text=text, title=shortened(first))


def _goes_on(rest: str) -> bool:
    """Whether the next line continues a sentence: nothing parts them, and it begins in lower case."""
    return not rest.startswith("\n") and rest.lstrip()[:1].islower()

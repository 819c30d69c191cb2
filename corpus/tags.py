"""Tags as they are kept: what an article says it is about, in the words of its source.

Knows nothing of formats: strings in, tags out.
"""

import re
from collections.abc import Iterable

from corpus.normalising import one_line

MOST_TAGS = 50
"""Pages that name more do so for search engines."""

LONGEST_TAG = 100
"""Characters; what is longer is a sentence."""

_BETWEEN = re.compile(r"[,;\n]")
_BEFORE = "#/ "  # hash signs of social media, slashes of paths of tags; "C#" keeps its own


def tidy_tags(given: Iterable[str]) -> tuple[str, ...]:
    """The tags in their order, each on one line and once, whatever its case; empty and overlong ones go."""
    tidy = (one_line(tag).lstrip(_BEFORE).rstrip("/ ") for tag in given)
    kept: dict[str, str] = {}
    for tag in tidy:
        if 0 < len(tag) <= LONGEST_TAG:
            kept.setdefault(tag.casefold(), tag)
    return tuple(kept.values())[:MOST_TAGS]


def split_tags(text: str) -> tuple[str, ...]:
    """One string of tags as several: parted by commas, semicolons and line ends."""
    return tuple(part for part in _BETWEEN.split(text) if part.strip())


def tags_of(value: object) -> tuple[str, ...]:
    """The tags of a field that holds a list of strings, or one string of several; () for anything else."""
    if isinstance(value, str):
        return split_tags(value)
    return tuple(tag for tag in value if isinstance(tag, str)) if isinstance(value, list) else ()

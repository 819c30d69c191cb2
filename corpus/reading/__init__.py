"""Files made into articles: text, Markdown, HTML, PDF, DOCX, EPUB, JSONL, folders and archives of them.

Knows nothing of where articles are kept. What holds no article is named with a reason, and the rest goes on.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.article import Article, Skipped
from corpus.reading.dispatch import Check, Manner, read_file, unchecked
from corpus.reading.finding import find_files, in_memory
from corpus.reading.limits import Limits

__all__ = ["Limits", "read_bytes", "read_paths"]


def read_paths(
    paths: Sequence[Path],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    check: Check = unchecked,
) -> Iterator[Article | Skipped]:
    """The articles in files, folders (at any depth, sorted, hidden files left out) and archives, in the order given.

    Lazy: one document is in memory at a time. Gives Skipped, named by its path, line (`name:3`) or member
    (`name!member`), for everything that holds no article, web pages that `check` refuses among it. Raises nothing for
    what the files hold.
    """
    for found in find_files(paths):
        if isinstance(found, Skipped):
            yield found
        else:
            yield from read_file(found, Manner(limits, check))


def read_bytes(name: str, data: bytes, limits: Limits = Limits()) -> Iterator[Article | Skipped]:  # noqa: B008 - frozen
    """The articles in bytes that came from elsewhere, such as an upload; `name` is its file name or address.

    The name tells the kind where the content does not, and identifies an article that brings no id and no URL.
    """
    yield from read_file(in_memory(name, data), Manner(limits))

"""How much of a file is read before it is refused.

Knows nothing of formats.
"""

from dataclasses import dataclass
from typing import BinaryIO

from corpus.errors import UnreadableError

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes above which something is skipped, with a reason; all count decoded bytes, never what a header claims.

    `max_file_bytes` holds for one document in memory: a file, a member of an archive, a gunzipped file, one line of
    JSONL. `max_decoded_bytes` holds for all that one archive, DOCX or EPUB unpacks to, `max_members` for its files.
    A JSONL file as a whole has no limit: it is read line by line.
    """

    max_file_bytes: int = 50 * _MB
    max_decoded_bytes: int = 200 * _MB
    max_members: int = 10_000


def read_at_most(stream: BinaryIO, limit: int) -> bytes:
    """All of `stream`, never holding much more than `limit` bytes. Raises UnreadableError where there is more."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"it is larger than {megabytes(limit)}, the limit for one document")
    return data


def megabytes(size: int) -> str:
    """A size for people: "50 MB", "0.1 MB"."""
    return f"{size / _MB:.0f} MB" if size >= _MB else f"{size / _MB:.1g} MB"

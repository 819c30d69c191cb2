"""Reads what comes back when failed sentences are written again: a line for each, under its letter.

Knows nothing of how they are judged.
"""

import re
from collections.abc import Iterator

from assistant.writing.prompts import LEFT_OUT
from assistant.writing.sentence_stream import SentenceStream, Written

_LINE = re.compile(r"^\W*([A-Z])\s*[:.)]\W?\s*(.*)$")


class RepairStream:
    """Collects pieces and gives, line by line, the number of a failed sentence, from 0, with a new sentence for it.

    Lines without a letter are passed over, and those that say to leave the sentence out.
    """

    def __init__(self) -> None:
        self._line = ""

    def feed(self, piece: str) -> Iterator[tuple[int, Written]]:
        """What this piece finishes."""
        *whole, self._line = (self._line + piece).split("\n")
        for line in whole:
            yield from _read(line)

    def end(self) -> Iterator[tuple[int, Written]]:
        """The last line, once nothing more comes."""
        yield from _read(self._line)


def _read(line: str) -> Iterator[tuple[int, Written]]:
    match = _LINE.match(line)
    if match is None or match.group(2).strip(' "“”*.').upper() == LEFT_OUT:
        return
    stream = SentenceStream()
    for written in (*stream.feed(match.group(2)), *stream.end()):
        yield ord(match.group(1)) - ord("A"), written

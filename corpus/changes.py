"""What changed between two texts, paragraph by paragraph and word by word.

Knows nothing of articles, versions or how changes are shown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
Opcode = tuple[str, int, int, int, int]

MOST_COMPARED = 4_000_000
"""Pairs that are looked at in one comparison; it takes up to a second. Longer stretches are replaced as a whole."""

LEAST_ALIKE = 0.3
"""Paragraphs that share less than this of their words are two paragraphs, and not one that was edited."""

_PARAGRAPHS = re.compile(r"\n\s*\n")
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in both texts, or in the new or the old one only."""

    kind: Kind
    text: str


Paragraph = tuple[Piece, ...]


def changes(old: str, new: str) -> Iterator[Paragraph]:
    """The paragraphs of both texts in order, each as pieces.

    The pieces that are not "removed" are the new text, those that are not "added" the old one, up to the blank lines
    between paragraphs.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    for kind, i, j, k, n in _opcodes(before, after):
        if kind == "equal":
            yield from ((Piece("same", text),) for text in before[i:j])
        else:
            yield from _replaced(before[i:j], after[k:n])


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in _PARAGRAPHS.split(text) if part.strip()]


def _opcodes(before: Sequence[str], after: Sequence[str]) -> list[Opcode]:
    """How `before` becomes `after`; the ends that are equal are not compared in pairs."""
    if len(before) * len(after) > MOST_COMPARED:
        return _ends(before, after)
    return list(SequenceMatcher(None, before, after, autojunk=False).get_opcodes())


def _ends(before: Sequence[str], after: Sequence[str]) -> list[Opcode]:
    """The same with all between the equal ends replaced."""
    shorter = min(len(before), len(after))
    head = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    tail = next((i for i in range(shorter - head) if before[-1 - i] != after[-1 - i]), shorter - head)
    i, k = len(before) - tail, len(after) - tail
    parts: list[Opcode] = [
        ("equal", 0, head, 0, head),
        ("replace", head, i, head, k),
        ("equal", i, len(before), k, len(after)),
    ]
    return [part for part in parts if part[2] > part[1] or part[4] > part[3]]


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    """Paragraphs at the same place are compared by their words; what has no partner came or went as a whole."""
    paired = min(len(before), len(after))
    for old, new in zip(before, after, strict=False):
        yield from _edited(old, new)
    yield from ((Piece("removed", text),) for text in before[paired:])
    yield from ((Piece("added", text),) for text in after[paired:])


def _edited(old: str, new: str) -> Iterator[Paragraph]:
    """One paragraph with what changed in it, or two where hardly a word stayed."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    opcodes = _opcodes(before, after)
    kept = sum(_count(before[i:j]) for kind, i, j, _, _ in opcodes if kind == "equal")
    if kept < LEAST_ALIKE * max(_count(before), _count(after)):
        yield (Piece("removed", old),)
        yield (Piece("added", new),)
        return
    yield tuple(_pieces(opcodes, before, after))


def _count(parts: Sequence[str]) -> int:
    """How many of the parts are words; spaces and stops stand in every text."""
    return sum(part[0].isalnum() for part in parts)


def _pieces(opcodes: Sequence[Opcode], before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for kind, i, j, k, n in _joined(opcodes, before):
        if kind == "equal":
            yield Piece("same", "".join(before[i:j]))
            continue
        if j > i:
            yield Piece("removed", "".join(before[i:j]))
        if n > k:
            yield Piece("added", "".join(after[k:n]))


def _joined(opcodes: Sequence[Opcode], before: Sequence[str]) -> list[Opcode]:
    """The same with changes that only a space parts made into one, since word for word they cannot be read."""
    joined: list[Opcode] = []
    for position, (kind, i, j, k, n) in enumerate(opcodes):
        inside = 0 < position < len(opcodes) - 1
        only_space = kind == "equal" and inside and not "".join(before[i:j]).strip()
        changed = "replace" if only_space or kind != "equal" else "equal"
        if joined and changed == "replace" and joined[-1][0] == "replace":
            joined[-1] = ("replace", joined[-1][1], j, joined[-1][3], n)
        else:
            joined.append((changed, i, j, k, n))
    return joined

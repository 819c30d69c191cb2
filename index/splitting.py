"""Cuts the text of an article into overlapping spans that end on sentence boundaries and fit the model.

Knows nothing of storage or vectors; it learns of tokens through the tokenizer it is given.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from index.sentences import Span, split_sentences


class Tokenizer(Protocol):
    """What splitting needs of a model's tokenizer."""

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """The character span of each token, in order, special tokens left out."""
        ...


@dataclass(frozen=True, slots=True)
class Splitting:
    """How long passages are, in the model's tokens.

    `max_tokens` holds for title and passage together, special tokens included. `target_tokens` is where a passage is
    closed although more would fit. `overlap_tokens` bounds the sentences that a passage repeats from the one before it.
    `rules` is raised whenever the code here or in `sentences` cuts otherwise, so that an index built before is noticed.
    """

    max_tokens: int = 256
    target_tokens: int = 200
    overlap_tokens: int = 48
    title_tokens: int = 48
    special_tokens: int = 3
    rules: int = 2

    def room(self, title_tokens: int) -> int:
        """Tokens left for the passage beside a title of this length."""
        left = self.max_tokens - self.special_tokens - min(title_tokens, self.title_tokens)
        return min(self.target_tokens, left)


@dataclass(frozen=True, slots=True)
class _Unit:
    span: Span
    tokens: int


def split_passages(text: str, title: str, tokenizer: Tokenizer, splitting: Splitting) -> list[Span]:
    """Spans of the passages in reading order; each begins and ends on a sentence boundary.

    Neighbours share a sentence or two where those fit `overlap_tokens`. A sentence that is longer than a passage is cut
    between tokens. Blank text gives [].
    """
    room = splitting.room(len(tokenizer.token_spans(title)))
    units = _units(text, tokenizer, room)
    passages: list[Span] = []
    first = 0
    while first < len(units):
        last = _fill(units, first, room)
        passages.append(Span(units[first].span.start, units[last - 1].span.end))
        if last == len(units):
            break
        # What is repeated leaves room for the next unit, or a passage would say nothing that the last one did not.
        first = _step_back(units, first, last, min(splitting.overlap_tokens, room - units[last].tokens))
    return passages


def shorten_title(title: str, tokenizer: Tokenizer, splitting: Splitting) -> str:
    """The title as far as passages leave room for it."""
    spans = tokenizer.token_spans(title)
    return title if len(spans) <= splitting.title_tokens else title[: spans[splitting.title_tokens - 1][1]]


def _units(text: str, tokenizer: Tokenizer, room: int) -> list[_Unit]:
    """Sentences with their token counts; those longer than `room` in pieces."""
    tokens = tokenizer.token_spans(text)
    starts = [start for start, _ in tokens]
    units: list[_Unit] = []
    for span in split_sentences(text):
        low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if high - low <= room:
            units.append(_Unit(span, high - low))
        else:
            units.extend(_pieces(text, span, tokens[low:high], room))
    return units


def _pieces(text: str, span: Span, tokens: Sequence[tuple[int, int]], room: int) -> list[_Unit]:
    cuts = [span.start, *(tokens[i][0] for i in range(room, len(tokens), room)), span.end]
    pieces = []
    for start, end in pairwise(cuts):
        stripped = start + len(text[start:end].rstrip())
        pieces.append(_Unit(Span(start, max(stripped, start + 1)), room))
    return pieces


def _fill(units: Sequence[_Unit], first: int, room: int) -> int:
    """Index after the last unit that fits with `units[first]`."""
    used = units[first].tokens
    last = first + 1
    while last < len(units) and used + units[last].tokens <= room:
        used += units[last].tokens
        last += 1
    return last


def _step_back(units: Sequence[_Unit], first: int, last: int, overlap: int) -> int:
    """Where the next passage begins: up to two whole sentences back, but always after `first`."""
    begin, used = last, 0
    while begin - 1 > first and last - begin < 2 and used + units[begin - 1].tokens <= overlap:
        begin -= 1
        used += units[begin].tokens
    return begin

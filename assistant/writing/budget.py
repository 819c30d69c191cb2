"""What fits: tokens are counted without asking anybody, and passages taken while there is room for them.

A model's own tokenizer is rarely at hand, and never for a server of one's own; so the embedding model's counts, and
more is allowed for. Knows nothing of prompts or providers.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.writing.given import GivenPassage, ReadSource, given_passages
from index.passage import Passage
from index.sentences import Span

CountTokens = Callable[[str], int]

# How many tokens of a language model one of the embedding model's stands for. Over 300 pieces of 900 characters of
# news-dev, cl100k had .99 tokens for one of them (99 % of the pieces: below 1.10), o200k .98 (1.08), and the 32,000 of
# Mistral's first model, which Llama 2 is like, 1.16 (1.48); over articles of the sample 1.02, 1.00 and 1.21 (1.34).
# Twelve passages together are nearer the middle than one.
_FACTOR = 1.35
# The embedding model knows no Thai and no emoji, and takes a whole word of them for one token. In sentences of eight
# languages no tokenizer made a token of less than two bytes beyond ASCII (Hindi 2.5, Thai 2.9, Chinese 2.5), but for
# emoji (1.8).
_BYTES = 2
_MOST_PASSAGES = 12  # beyond them hardly anything answers, and each costs its tokens
_AROUND = 90  # tokens of a passage's fences and the names of its lines, as counted here
_ANSWER = 2048  # tokens, where the model has room: reasoning ones think in them
_ANSWER_SHARE = 5  # or this part of what it can read and write
_CALLS = 2  # what is repaired is read beside the passages


@dataclass(frozen=True, slots=True)
class Room:
    """How many tokens there are: for what is written, and for everything that is read before it."""

    written: int
    read: int


def room_in(context_tokens: int) -> Room:
    """How a model's context is parted; a draft has to fit again where it is to be repaired."""
    written = min(_ANSWER, context_tokens // _ANSWER_SHARE)
    return Room(written, context_tokens - _CALLS * written)


def token_counter(token_spans: Callable[[str], Sequence[tuple[int, int]]]) -> CountTokens:
    """Counts at least as many tokens as nearly every model makes of a text; `token_spans` is an embedder's."""

    def count(text: str) -> int:
        beyond_ascii = len(text.encode("utf-8", "surrogatepass")) - sum(character.isascii() for character in text)
        return max(math.ceil(_FACTOR * len(token_spans(text))), beyond_ascii // _BYTES)

    return count


def that_fit(passages: Sequence[Passage], read_source: ReadSource, count: CountTokens, room: int) -> list[GivenPassage]:
    """The passages in their order while they fit into `room` tokens, twelve at most; those that touch are one.

    One is given at least: the first, cut after the last of its sentences that fits, and never before the first. None
    gives [].
    """
    taken: list[Passage] = []
    left = room
    for passage in passages[:_MOST_PASSAGES]:
        left -= count(_shown(passage)) + _AROUND
        if left < 0:
            break
        taken.append(passage)
    if not taken and passages:
        taken = [_cut(passages[0], read_source, count, room)]
    return given_passages(taken, read_source)


def _shown(passage: Passage) -> str:
    return f"{passage.title}\n{passage.outlet or ''}\n{passage.text}"


def _cut(passage: Passage, read_source: ReadSource, count: CountTokens, room: int) -> Passage:
    """As many whole sentences of a passage as fit, one at least."""
    source = read_source(passage)
    ends = [span.end for span in source.sentences if passage.start < span.end <= passage.end] or [passage.end]
    shorter = [Span(passage.start, end) for end in ends]
    fitting = [one for one in shorter if count(f"{passage.title}\n{one.of(source.text)}") + _AROUND <= room]
    last = (fitting or shorter[:1])[-1]
    return replace(passage, end=last.end, text=last.of(source.text))

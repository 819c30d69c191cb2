"""Questions go first: while one is answered, bulk work waits between two small pieces of itself.

Both need all cores of a small machine, and a question is done in a fifth of a second. Knows nothing of what is asked or
embedded.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from index.embedding import Embedder, Progress, Vectors
from index.relevance import Head, RelevanceModel, Scores
from index.sentences import Span

# A question uses its models one after the other; so long after one, it is thought to be on its way to the next.
_BETWEEN_S = 0.1
# Where questions never end, bulk work goes on this often: 8 passages a second are still taken in.
_LONGEST_WAIT_S = 1.0


class Precedence:
    """Who is at work on a question, told to those who work in bulk."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._asking = 0
        self._asked_at = float("-inf")

    @contextmanager
    def question(self) -> Iterator[None]:
        """What is done inside is part of answering a question."""
        with self._changed:
            self._asking += 1
        try:
            yield
        finally:
            with self._changed:
                self._asking -= 1
                self._asked_at = time.monotonic()
                self._changed.notify_all()

    def give_way(self) -> None:
        """Wait until no question is being answered, a second at most."""
        end = time.monotonic() + _LONGEST_WAIT_S
        with self._changed:
            while (left_s := self._left_s(end)) > 0:
                self._changed.wait(left_s)

    def _left_s(self, end: float) -> float:
        """How long to wait from now."""
        now = time.monotonic()
        quiet_at = end if self._asking else self._asked_at + _BETWEEN_S
        return min(end, quiet_at) - now


class PatientEmbedder:
    """An `Embedder` whose queries go first, and whose bulk work gives way to them."""

    def __init__(self, embedder: Embedder, precedence: Precedence) -> None:
        self._embedder = embedder
        self._precedence = precedence

    @property
    def name(self) -> str:
        """The model's."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """The model's."""
        return self._embedder.dimension

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """As the model counts; articles are cut in bulk, so this gives way as well."""
        self._precedence.give_way()
        return self._embedder.token_spans(text)

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """As the model does, giving way after each of its batches."""

        def done(count: int) -> None:
            if progress:
                progress(count)
            self._precedence.give_way()

        return self._embedder.embed(texts, done)

    def embed_query(self, text: str) -> Vectors:
        """As the model does, before anything in bulk."""
        with self._precedence.question():
            return self._embedder.embed_query(text)


class PromptRelevance:
    """A `RelevanceModel` that reads before anything is done in bulk."""

    def __init__(self, relevance: RelevanceModel, precedence: Precedence) -> None:
        self._relevance = relevance
        self._precedence = precedence

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        """As the model does."""
        with self._precedence.question():
            return self._relevance.score(query, texts)

    def score_parts(self, query: str, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[Scores]:
        """As the model does."""
        with self._precedence.question():
            return self._relevance.score_parts(query, texts, parts)

    def with_head(self, head: Head) -> "PromptRelevance":
        """The model under another head, reading as promptly."""
        return PromptRelevance(self._relevance.with_head(head), self._precedence)

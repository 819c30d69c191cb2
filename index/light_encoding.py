"""Reads single texts with all-MiniLM-L6-v2 in numpy alone: the same vectors, without seconds of imports first.

sentence-transformers and what it brings take some five seconds to import, however little is to be embedded then; a
command that asks one question, or takes in one article, would do little else. `tests/index/test_light_encoding.py`
holds both against each other. Knows nothing of passages or stores.
"""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Tokens = NDArray[np.int64]

_LAYERS = 6
_HEADS = 12
_WIDTH = 384
_MOST_TOKENS = 256  # sentence_bert_config.json; what is longer is cut, as sentence-transformers does
_SCALE = np.float32((_WIDTH / _HEADS) ** -0.5)
_EMBEDDINGS = ("word_embeddings", "position_embeddings", "token_type_embeddings")
_EPSILON = np.float32(1e-12)


class LightEncoder:
    """The model from its directory, read on first use, in float32; any number of threads may use it at once.

    A BERT of six layers and its mean pooling (Devlin et al. 2019; Reimers and Gurevych 2019). One text is read at a
    time, so nothing is padded. A query takes as long as in sentence-transformers, 15 ms of one core; a text of 220
    tokens, of which most is spent in passes over memory, twice as long, some 90 ms.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def encode(self, texts: Sequence[str]) -> Floats:
        """(n_texts, 384) float32, unit rows, in the order given; no text gives (0, 384)."""
        rows = [self._vector(encoding.ids) for encoding in self._reading.encode_batch(list(texts))]
        return np.stack(rows) if rows else np.empty((0, _WIDTH), dtype=np.float32)

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """The character span of each token of the whole text, in order, special tokens left out."""
        spans: list[tuple[int, int]] = self._counting.encode(text, add_special_tokens=False).offsets
        return spans

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of each whole text, special ones left out."""
        encoded = self._counting.encode_batch(list(texts), add_special_tokens=False)
        return [np.array(one.ids, dtype=np.int64) for one in encoded]

    @property
    def word_vectors(self) -> Floats:
        """(n_tokens, 384), what the model begins with for each token that there is."""
        return self._weights["embeddings.word_embeddings.weight"]

    def _vector(self, tokens: Sequence[int]) -> Floats:
        states = self._embedded(np.asarray(tokens))
        for layer in self._layers:
            states = layer.read(states)
        mean: Floats = states.mean(axis=0)
        return mean / max(np.linalg.norm(mean), np.finfo(np.float32).tiny)

    def _embedded(self, tokens: NDArray[np.int64]) -> Floats:
        of = {name: self._weights[f"embeddings.{name}.weight"] for name in _EMBEDDINGS}
        summed = (
            of["word_embeddings"][tokens] + of["position_embeddings"][: len(tokens)] + of["token_type_embeddings"][0]
        )
        return _normed(summed, self._weights, "embeddings")

    @cached_property
    def _layers(self) -> tuple["_Layer", ...]:
        return tuple(_Layer(self._weights, f"encoder.layer.{number}") for number in range(_LAYERS))

    @cached_property
    def _weights(self) -> Mapping[str, Floats]:
        return _load(self._directory / "model.safetensors")

    @cached_property
    def _reading(self) -> "Tokenizer":
        tokenizer = self._tokenizer()
        tokenizer.enable_truncation(_MOST_TOKENS)
        return tokenizer

    @cached_property
    def _counting(self) -> "Tokenizer":
        return self._tokenizer()

    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._directory / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer


@cache
def _load(path: Path) -> Mapping[str, Floats]:
    """The weights, once for whoever reads with them."""
    from safetensors.numpy import load_file
    from threadpoolctl import threadpool_limits

    # Threads that share one product wait for each other, and take the core of whoever reads the next text
    threadpool_limits(1, "blas")
    return load_file(path)


class _Layer:
    """One layer: each token looks at all others, then is thought over by itself."""

    def __init__(self, weights: Mapping[str, Floats], name: str) -> None:
        self._weights = weights
        self._name = name
        looking = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        self._looking = np.concatenate([weights[f"{part}.weight"] for part in looking])
        self._looking_bias = np.concatenate([weights[f"{part}.bias"] for part in looking])

    def read(self, states: Floats) -> Floats:
        """(n_tokens, 384) to (n_tokens, 384)."""
        looked = self._dense(self._attended(states), "attention.output.dense")
        states = _normed(states + looked, self._weights, f"{self._name}.attention.output")
        thought = self._dense(_gelu(self._dense(states, "intermediate.dense")), "output.dense")
        return _normed(states + thought, self._weights, f"{self._name}.output")

    def _attended(self, states: Floats) -> Floats:
        parts = (states @ self._looking.T + self._looking_bias).reshape(len(states), 3, _HEADS, -1)
        # each (12, n_tokens, 32), copied: of a view in another order numpy makes products without BLAS
        query, key, value = np.ascontiguousarray(parts.transpose(1, 2, 0, 3))
        query *= _SCALE
        shares = query @ key.transpose(0, 2, 1)
        shares -= shares.max(axis=-1, keepdims=True)
        np.exp(shares, out=shares)
        shares /= shares.sum(axis=-1, keepdims=True)
        attended: Floats = (shares @ value).transpose(1, 0, 2).reshape(len(states), _WIDTH)
        return attended

    def _dense(self, states: Floats, name: str) -> Floats:
        weights, bias = (self._weights[f"{self._name}.{name}.{part}"] for part in ("weight", "bias"))
        out: Floats = states @ weights.T + bias
        return out


def _normed(states: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    """Layer normalisation (Ba et al. 2016)."""
    centred = states - states.mean(axis=-1, keepdims=True)
    scale = 1 / np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _EPSILON)
    normed: Floats = centred * scale * weights[f"{name}.LayerNorm.weight"] + weights[f"{name}.LayerNorm.bias"]
    return normed


def _gelu(values: Floats) -> Floats:
    """Each number times the share of a normal distribution below it (Hendrycks and Gimpel 2016)."""
    scaled = values * np.float32(np.sqrt(0.5))
    # erf by Abramowitz and Stegun 7.1.26, off by 1.5e-7 at most; scipy's takes a quarter of a second to import
    near = np.abs(scaled)
    near *= np.float32(0.3275911)
    near += 1
    np.reciprocal(near, out=near)
    rest = near * np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        rest += np.float32(factor)
        rest *= near
    np.multiply(scaled, scaled, out=near)
    np.negative(near, out=near)
    rest *= np.exp(near, out=near)
    np.subtract(1, rest, out=rest)
    np.copysign(rest, scaled, out=rest)
    rest += 1
    gelu: Floats = values * rest * np.float32(0.5)
    return gelu

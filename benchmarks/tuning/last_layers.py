"""The last layers of the packaged cross-encoder as a network that can be trained, and back into its int8 weights.

What stands below them is run as it ships, on onnxruntime, so that the layers are tuned on what they will be given.
Knows nothing of what they are tuned for.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from onnxruntime import InferenceSession
from safetensors.numpy import save_file
from torch import Tensor, nn
from torch.nn import functional as F

from index.relevance import (
    STATE,
    CrossEncoder,
    Parts,
    declared_output,
    model_inputs,
    packaged_cross_encoder,
    parts_of,
)
from index.sentences import Span

FIRST = 6
"""The first layer that is tuned, of twelve."""

_LAYERS = 12
_WIDTH = 384
_HEADS = 12
_READ_TOGETHER = 32
# What our code calls them, and what the model does.
_DENSE = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "widened": "intermediate.dense",
    "narrowed": "output.dense",
}
_NORMED = {"after_attention": "attention.output.LayerNorm", "after_thought": "output.LayerNorm"}


@dataclass(frozen=True, slots=True)
class Read:
    """A pair of texts as the first layer that is tuned is given it.

    `states` (n_tokens, 384) float16, `parts` as `index.relevance.parts_of` has them.
    """

    states: NDArray[np.float16]
    parts: Parts

    @property
    def n_parts(self) -> int:
        """How many parts of the second text are read: those at its end may be cut off."""
        return int(self.parts.max(initial=0))


class Weights:
    """The model's weights by name; int8 ones as they count, and by what name they are replaced."""

    def __init__(self) -> None:
        graph = onnx.load(str(packaged_cross_encoder() / "model.onnx")).graph
        self._values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        self._quantized = {
            ".".join(node.name.strip("/").split("/")[2:-1]): node.input[1].removesuffix("_quantized")
            for node in graph.node
            if node.op_type == "MatMulInteger" and node.input[1] in self._values
        }

    def dense(self, layer: int, part: str) -> NDArray[np.float32]:
        """(n_in, n_out) of one product."""
        name = self._quantized[f"layer.{layer}.{part}"]
        whole, zero = (self._values[f"{name}_{end}"].astype(np.float32) for end in ("quantized", "zero_point"))
        scaled: NDArray[np.float32] = (whole - zero) * self._values[f"{name}_scale"]
        return scaled

    def dense_int8(self, layer: int, part: str, values: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
        """What replaces one product's weights: int8, each column in steps of a scale of its own.

        The model's own have one scale for all. Of the layers as they were first tuned, the area under the curve over
        what was written about kept articles was .826 in float32 and in such columns, .764 with one scale.
        """
        name = self._quantized[f"layer.{layer}.{part}"]
        scales = (np.abs(values).max(axis=0) / 127).astype(np.float32)
        return {
            f"{name}_quantized": np.rint(values / scales).astype(np.int8),
            f"{name}_scale": scales,
            f"{name}_zero_point": np.zeros_like(self._values[f"{name}_zero_point"]),
        }

    def plain(self, layer: int, part: str) -> NDArray[np.float32]:
        """A bias or a normalisation's weight."""
        values: NDArray[np.float32] = self._values[self.plain_name(layer, part)]
        return values

    @staticmethod
    def plain_name(layer: int, part: str) -> str:
        """What the model calls it."""
        return f"bert.encoder.layer.{layer}.{part}"


class Layer(nn.Module):
    """One layer of BERT, with the weights of the model."""

    def __init__(self, weights: Weights, number: int) -> None:
        super().__init__()
        self.number = number
        self.dense = nn.ParameterDict({own: torch.tensor(weights.dense(number, one)) for own, one in _DENSE.items()})
        self.bias = nn.ParameterDict(
            {own: torch.tensor(weights.plain(number, f"{one}.bias")) for own, one in _DENSE.items()}
        )
        self.norm = nn.ParameterDict(
            {
                f"{own}_{end}": torch.tensor(weights.plain(number, f"{one}.{end}"))
                for own, one in _NORMED.items()
                for end in ("weight", "bias")
            }
        )

    def forward(self, states: Tensor, mask: Tensor, drop: float) -> Tensor:
        """(n, n_tokens, 384) to the same; of dropped-out shares only while it is trained."""
        split = (*states.shape[:2], _HEADS, _WIDTH // _HEADS)
        query, key, value = (self._times(states, one).view(split).transpose(1, 2) for one in ("query", "key", "value"))
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        mixed = self._times(seen.transpose(1, 2).reshape(states.shape), "mixed")
        states = self._normed(states + F.dropout(mixed, drop, self.training), "after_attention")
        thought = self._times(F.gelu(self._times(states, "widened")), "narrowed")
        return self._normed(states + F.dropout(thought, drop, self.training), "after_thought")

    def _times(self, states: Tensor, part: str) -> Tensor:
        return F.linear(states, self.dense[part].T, self.bias[part])

    def _normed(self, states: Tensor, part: str) -> Tensor:
        weight, bias = self.norm[f"{part}_weight"], self.norm[f"{part}_bias"]
        return F.layer_norm(states, (_WIDTH,), weight, bias, 1e-12)


class LastLayers(nn.Module):
    """The layers from `FIRST` on, and a linear head over the states that `index.relevance` pools."""

    def __init__(self, n_out: int) -> None:
        super().__init__()
        self.weights = Weights()
        self.layers = nn.ModuleList(Layer(self.weights, number) for number in range(FIRST, _LAYERS))
        self.head = nn.Linear(STATE, n_out)

    def forward(self, read: Sequence[Read], drop: float) -> Tensor:
        """(n_parts, n_out) odds, of the parts of the first pair, then of those of the next."""
        states, mask, parts = _together(read)
        for layer in self.layers:
            states = layer(states, mask, drop)
        n_parts = torch.tensor([one.n_parts for one in read])
        of = F.one_hot(parts, int(n_parts.max()) + 1)[..., 1:].float()
        means = of.transpose(1, 2) @ states.float() / of.sum(1)[..., None].clamp(min=1)
        pooled = torch.cat([states[:, :1].float().expand_as(means), means], 2)
        is_there = torch.arange(of.shape[2]) < n_parts[:, None]
        odds: Tensor = self.head(F.dropout(pooled[is_there], drop, self.training))
        return odds

    def save(self, path: Path) -> None:
        """Write what replaces the model's weights."""
        replaced: dict[str, NDArray[np.generic]] = {}
        for layer in self.layers:
            assert isinstance(layer, Layer)
            for own, one in _DENSE.items():
                replaced |= self.weights.dense_int8(layer.number, one, _numbers(layer.dense[own]))
                replaced[Weights.plain_name(layer.number, f"{one}.bias")] = _numbers(layer.bias[own])
            for own, one in _NORMED.items():
                for end in ("weight", "bias"):
                    replaced[Weights.plain_name(layer.number, f"{one}.{end}")] = _numbers(layer.norm[f"{own}_{end}"])
        save_file({name: np.ascontiguousarray(values) for name, values in replaced.items()}, path)

    def save_head(self, path: Path, fitted_by: str) -> None:
        """Write the head, which has one output, as `index.relevance` reads it."""
        [weights], [intercept] = self.head.weight.tolist(), self.head.bias.tolist()
        fields = {
            "fitted_by": fitted_by,
            "intercept": round(intercept, 6),
            "weights": [round(weight, 6) for weight in weights],
        }
        path.write_text(json.dumps(fields) + "\n", encoding="utf-8")


def read_pairs(pairs: Sequence[tuple[str, str]], parts: Sequence[Sequence[Span]] | None = None) -> list[Read]:
    """Each pair as it comes out of the layers below, in the order given.

    `parts` are those of each second text; where None is given, all of it is one.
    """
    name = f"/bert/encoder/layer.{FIRST - 1}/output/LayerNorm/Add_1_output_0"
    model = (packaged_cross_encoder() / "model.onnx").read_bytes() + declared_output(name)
    session = InferenceSession(model, providers=["CPUExecutionProvider"])
    encoded = CrossEncoder().tokenizer.encode_batch(list(pairs))
    order = sorted(range(len(encoded)), key=lambda index: len(encoded[index].ids))
    read: dict[int, Read] = {}
    for start in range(0, len(order), _READ_TOGETHER):
        here = order[start : start + _READ_TOGETHER]
        [found] = session.run([name], model_inputs([encoded[index] for index in here]))
        for index, states in zip(here, found, strict=True):
            one = encoded[index]
            of = parts_of(one, parts[index]) if parts else np.array(one.type_ids, dtype=np.int16)
            read[index] = Read(states[: len(of)].astype(np.float16), of)
    return [read[index] for index in range(len(encoded))]


def _together(read: Sequence[Read]) -> tuple[Tensor, Tensor, Tensor]:
    """Padded: (n, n_tokens, 384) states, (n, n_tokens) which of them are there, (n, n_tokens) parts."""
    longest = max(len(one.parts) for one in read)
    states = torch.zeros(len(read), longest, _WIDTH)
    mask = torch.zeros(len(read), longest, dtype=torch.bool)
    parts = torch.zeros(len(read), longest, dtype=torch.int64)
    for row, one in enumerate(read):
        states[row, : len(one.parts)] = torch.from_numpy(one.states.astype(np.float32))
        mask[row, : len(one.parts)] = True
        parts[row, : len(one.parts)] = torch.from_numpy(one.parts)
    return states, mask, parts


def _numbers(values: Tensor) -> NDArray[np.float32]:
    numbers: NDArray[np.float32] = values.detach().float().numpy()
    return numbers

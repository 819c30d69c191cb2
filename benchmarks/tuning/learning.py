"""Steps by which layers learn: batches, a rate that rises and falls, and where the loss goes.

Knows nothing of what is learnt.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from benchmarks.tuning.last_layers import LastLayers, Read

_TOGETHER = 200  # batches that are sorted by length among each other


@dataclass(frozen=True, slots=True)
class Stage:
    """How one stage is learnt: `rate` is the highest of one that rises over `warm` steps and then falls to nothing."""

    rounds: int
    batch: int
    rate: float
    warm: int
    drop: float


def batches(lengths: Sequence[int], stage: Stage) -> list[list[int]]:
    """For each round each index once, those of like length together, in a random order."""
    order = np.random.default_rng(0)
    return [one for _ in range(stage.rounds) for one in _round(lengths, stage.batch, order)]


def steps(layers: LastLayers, read: Sequence[Sequence[Read]], stage: Stage) -> Iterator[Tensor]:
    """(n_parts, n_out) odds of one batch after the other; whoever takes them sends their loss back."""
    optimizer = torch.optim.AdamW(layers.parameters(), lr=stage.rate, weight_decay=0.01)
    layers.train()
    for step, batch in enumerate(read, 1):
        for group in optimizer.param_groups:
            group["lr"] = stage.rate * min(1, step / stage.warm) * max(0.02, 1 - step / len(read))
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            odds = layers(batch, stage.drop)
        yield odds.float()
        torch.nn.utils.clip_grad_norm_(layers.parameters(), 1.0)
        optimizer.step()
        if step % 50 == 0:
            print(f"step {step} of {len(read)}", file=sys.stderr, flush=True)


def odds_of(layers: LastLayers, read: Sequence[Read]) -> list[NDArray[np.float32]]:
    """Of each (n_parts,) the first odds, when nothing is learnt."""
    layers.eval()
    with torch.inference_mode():
        return [layers([one], 0.0)[:, 0].float().numpy() for one in read]


def _round(lengths: Sequence[int], size: int, order: np.random.Generator) -> list[list[int]]:
    shuffled, found = order.permutation(len(lengths)).tolist(), []
    for start in range(0, len(shuffled), size * _TOGETHER):
        near = sorted(shuffled[start : start + size * _TOGETHER], key=lambda index: lengths[index])
        found += [near[first : first + size] for first in range(0, len(near), size)]
    order.shuffle(found)
    return found

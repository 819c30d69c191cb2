"""Tunes the last layers of the cross-encoder to tell what articles support: `python -m benchmarks.tuning.support DATA`.

DATA holds clapnq-dev and news-dev. With `--snli FILE` (JSON lines of the Stanford Natural Language Inference corpus,
Bowman et al. 2015) the layers learn from that first. Then they learn from sentences that were written about articles,
and from the half of the labelled set that is tuned on; a sixth of the articles is kept from them, for `checker --fit`.
Writes `assistant/support/support_layers.safetensors` and `support_head.json`. On two cores with AMX half an hour.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch import Tensor
from torch.nn import functional as F

from assistant.support.grounds import find_grounds
from benchmarks.checker_cases import Case, cases, is_kept, read_labelled
from benchmarks.labelled.swaps_one import corrupt
from benchmarks.labelled.written import written_cases
from benchmarks.tuning.last_layers import LastLayers, Read, read_pairs
from index.relevance import CrossEncoder

SUPPORT = Path(__file__).parents[2] / "assistant" / "support"
LAYERS, HEAD = SUPPORT / "support_layers.safetensors", SUPPORT / "support_head.json"
_LABELS = {"entailment": 0, "neutral": 1, "contradiction": 2}
_MOST_SNLI = 45_000
_TOGETHER = 200  # batches that are sorted by length among each other


@dataclass(frozen=True, slots=True)
class Stage:
    """How one stage is learnt: `rate` is the highest of one that rises over `warm` steps and then falls to nothing."""

    rounds: int
    batch: int
    rate: float
    warm: int
    drop: float


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and its grounds as the layers are given them."""

    read: Read
    supported: bool


INFERENCE = Stage(rounds=1, batch=48, rate=1e-4, warm=100, drop=0.0)
CLAIMS = Stage(rounds=2, batch=24, rate=5e-5, warm=50, drop=0.1)


def main() -> int:
    """Learn, say how well what was kept is told apart, and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--snli", type=Path)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    layers = LastLayers(len(_LABELS))
    if arguments.snli:
        _learn_inference(layers, arguments.snli)
    _one_answer(layers)
    every = [*written_cases(arguments.data), *cases(read_labelled(arguments.data / "clapnq-dev"), corrupt, "tuned")]
    learnt, kept = ([case for case in every if is_kept(case.group) == wanted] for wanted in (False, True))
    _learn_claims(layers, learnt, kept)
    layers.save(LAYERS)
    [weights], [intercept] = layers.head.weight.tolist(), layers.head.bias.tolist()
    fields = {
        "fitted_by": "python -m benchmarks.tuning.support",
        "intercept": round(intercept, 6),
        "weights": [round(weight, 6) for weight in weights],
    }
    HEAD.write_text(json.dumps(fields) + "\n", encoding="utf-8")
    return 0


def _learn_inference(layers: LastLayers, file: Path) -> None:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line["gold_label"] in _LABELS]
    random.Random(1).shuffle(lines)
    del lines[_MOST_SNLI:]
    read = read_pairs([(line["sentence2"], line["sentence1"]) for line in lines])
    labels = torch.tensor([_LABELS[line["gold_label"]] for line in lines])
    for batch, odds in _steps(layers, read, INFERENCE):
        F.cross_entropy(odds, labels[batch]).backward()  # type: ignore[no-untyped-call]


def _one_answer(layers: LastLayers) -> None:
    """From three answers to the odds of the first against the others."""
    weight, bias = layers.head.weight.data, layers.head.bias.data
    layers.head = torch.nn.Linear(weight.shape[1], 1)
    layers.head.weight.data = (weight[0] - weight[1:].mean(0))[None]
    layers.head.bias.data = (bias[0] - bias[1:].mean())[None]


def _learn_claims(layers: LastLayers, learnt: Sequence[Case], kept: Sequence[Case]) -> None:
    """What was written counts twice: it is what sentences of language models are most like."""
    written, made = (_examples([case for case in learnt if (case.source == "written") == one]) for one in (True, False))
    examples = [*written, *written, *made]
    labels = torch.tensor([float(one.supported) for one in examples])
    share = labels.mean()
    weights = torch.where(labels > 0, 0.5 / share, 0.5 / (1 - share))
    for batch, odds in _steps(layers, [one.read for one in examples], CLAIMS):
        F.binary_cross_entropy_with_logits(odds[:, 0], labels[batch], weight=weights[batch]).backward()  # type: ignore[no-untyped-call]
    for source in ("written", "clapnq", "sample"):
        here = _examples([case for case in kept if case.source == source])
        area = roc_auc_score([one.supported for one in here], _odds(layers, [one.read for one in here]))
        print(f"Of {len(here)} {source} cases that were kept: area under the curve {area:.3f}")


def _examples(found: Sequence[Case]) -> list[Example]:
    """Those that have grounds."""
    encoder = CrossEncoder()
    grounds = [find_grounds(case.sentence, case.excerpts, encoder) for case in found]
    there = [(case, one.read) for case, one in zip(found, grounds, strict=True) if one]
    read = read_pairs([(case.sentence, text) for case, text in there])
    return [Example(one, case.wrong is None) for one, (case, _) in zip(read, there, strict=True)]


def _steps(layers: LastLayers, read: Sequence[Read], stage: Stage) -> Iterator[tuple[Tensor, Tensor]]:
    """The batches of all rounds with their odds; whoever takes one sends its loss back."""
    random_order = np.random.default_rng(0)
    optimizer = torch.optim.AdamW(layers.parameters(), lr=stage.rate, weight_decay=0.01)
    batches = [one for _ in range(stage.rounds) for one in _batches(read, stage.batch, random_order)]
    layers.train()
    for step, batch in enumerate(batches, 1):
        for group in optimizer.param_groups:
            group["lr"] = stage.rate * min(1, step / stage.warm) * max(0.02, 1 - step / len(batches))
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            odds = layers([read[index] for index in batch], stage.drop)
        yield torch.tensor(batch), odds.float()
        torch.nn.utils.clip_grad_norm_(layers.parameters(), 1.0)
        optimizer.step()
        if step % 50 == 0:
            print(f"step {step} of {len(batches)}", file=sys.stderr, flush=True)


def _batches(read: Sequence[Read], size: int, order: np.random.Generator) -> list[list[int]]:
    """Each index once, those of like length together, in a random order."""
    shuffled, batches = order.permutation(len(read)).tolist(), []
    for start in range(0, len(shuffled), size * _TOGETHER):
        near = sorted(shuffled[start : start + size * _TOGETHER], key=lambda index: len(read[index].kinds))
        batches += [near[first : first + size] for first in range(0, len(near), size)]
    order.shuffle(batches)
    return batches


def _odds(layers: LastLayers, read: Sequence[Read]) -> list[float]:
    layers.eval()
    with torch.inference_mode():
        return [float(layers(read[start : start + 1], 0.0)[0, 0]) for start in range(len(read))]


if __name__ == "__main__":
    sys.exit(main())

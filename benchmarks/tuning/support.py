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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from sklearn.metrics import roc_auc_score
from torch.nn import functional as F

from assistant.support.grounds import find_grounds
from benchmarks.checker_cases import Case, cases, is_kept, read_labelled
from benchmarks.labelled.swaps_one import corrupt
from benchmarks.labelled.written import written_cases
from benchmarks.tuning.last_layers import LastLayers, Read, read_pairs
from benchmarks.tuning.learning import Stage, batches, odds_of, steps
from index.relevance import CrossEncoder

SUPPORT = Path(__file__).parents[2] / "assistant" / "support"
LAYERS, HEAD = SUPPORT / "support_layers.safetensors", SUPPORT / "support_head.json"
_LABELS = {"entailment": 0, "neutral": 1, "contradiction": 2}
_MOST_SNLI = 45_000


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
    layers.save_head(HEAD, "python -m benchmarks.tuning.support")
    return 0


def _learn_inference(layers: LastLayers, file: Path) -> None:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line["gold_label"] in _LABELS]
    random.Random(1).shuffle(lines)
    del lines[_MOST_SNLI:]
    read = read_pairs([(line["sentence2"], line["sentence1"]) for line in lines])
    labels = torch.tensor([_LABELS[line["gold_label"]] for line in lines])
    order = batches([len(one.parts) for one in read], INFERENCE)
    batched = [[read[index] for index in batch] for batch in order]
    for batch, odds in zip(order, steps(layers, batched, INFERENCE), strict=True):
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
    order = batches([len(one.read.parts) for one in examples], CLAIMS)
    read = [[examples[index].read for index in batch] for batch in order]
    for batch, odds in zip(order, steps(layers, read, CLAIMS), strict=True):
        F.binary_cross_entropy_with_logits(odds[:, 0], labels[batch], weight=weights[batch]).backward()  # type: ignore[no-untyped-call]
    for source in ("written", "clapnq", "sample"):
        here = _examples([case for case in kept if case.source == source])
        told = [float(of[0]) for of in odds_of(layers, [one.read for one in here])]
        area = roc_auc_score([one.supported for one in here], told)
        print(f"Of {len(here)} {source} cases that were kept: area under the curve {area:.3f}")


def _examples(found: Sequence[Case]) -> list[Example]:
    """Those that have grounds."""
    encoder = CrossEncoder()
    grounds = [find_grounds(case.sentence, case.excerpts, encoder) for case in found]
    there = [(case, one.read) for case, one in zip(found, grounds, strict=True) if one]
    read = read_pairs([(case.sentence, text) for case, text in there])
    return [Example(one, case.wrong is None) for one, (case, _) in zip(read, there, strict=True)]


if __name__ == "__main__":
    sys.exit(main())

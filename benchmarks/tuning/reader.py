"""Tunes the last layers of the cross-encoder to tell which sentence answers, or that none does.

`python -m benchmarks.tuning.reader DATA`; DATA holds clapnq-dev and news-dev. What is learnt from is listed in
`benchmarks.reading_cases.asked`; a quarter of its groups is kept, for the figures and for `make calibrate`. Writes
`index/relevance_layers.safetensors` and `relevance_head.json`. On two cores with AMX two to three hours by the time
that its parts took: the layers that ship come from a run of these steps outside of it.

First a head alone is fitted to the model as it ships, on the collections that are reported. Then head and layers are
tuned on everything, each question with a few snippets, and again on a part of it, each with nearly all of its snippets:
what is read for a question holds a score of wrong sentences, and the best of them tells whether it is refused. What
ships lies between the first head and the last layers (Wortsman et al. 2022): tuned whole, the reader is better at what
was written for it and worse at other people's questions. Of .5 and .75 of the way, .75 was better on what was kept.

Left out: a third stage from what ships, on 5,854 cases, each with the four snippets that it rated highest, the stories'
questions asked again with the answering articles hidden. Of what was kept of the sample, a part of two collections of
stories, and news_three, the best odds then told answerable questions from others with areas under the curve of .757,
.773, .664 and .780 (.742, .780, .655, .777 without it), and a sentence that answers came first for .660, .675, .620
and .705 (.680, .687, .557, .743): no more to be had from these layers in this way.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler
from torch import Tensor
from torch.nn import functional as F

from benchmarks.reading_cases import Asked, asked, cases
from benchmarks.tuning.examples import Example, all_but_few, drawn, example, teaches, weighed
from benchmarks.tuning.last_layers import LastLayers, Read, read_pairs
from benchmarks.tuning.learning import Stage, batches, odds_of, steps
from index.nearness import MiniLMNearness
from index.relevance import NO_ODDS, STATE, CrossEncoder, Head

INDEX = Path(__file__).parents[2] / "index"
LAYERS, HEAD = INDEX / "relevance_layers.safetensors", INDEX / "relevance_head.json"
FEW = Stage(rounds=1, batch=6, rate=5e-5, warm=100, drop=0.1)
NEARLY_ALL = Stage(rounds=1, batch=6, rate=3e-5, warm=50, drop=0.1)
_MOST_AGAIN = 2700  # written questions that are read a second time
# How freely the first head's 768 weights are fitted: of .0003, .001, .003 and .01 that which most often put a sentence
# first that answers, each question by a head of the others.
_HEAD_C = 0.003
_SHARE = 0.75  # of the way from the first head to the tuned layers
_ALONE = 0.5  # how much each sentence's own odds count beside the choice between those of its question
_WITHOUT = 0.6  # how much a question counts that is asked of those snippets only that do not answer it
_RIGHT_SHARE = 0.06  # of the sentences that are learnt from


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question as the layers are given it: what is read of each snippet, and (n_sentences,) of those that are read.

    Of each sentence whether it `counts`, whether it is `right`, and whether its snippet is `without` a right one.
    """

    reads: list[Read]
    counts: Tensor
    right: Tensor
    without: Tensor
    weight: float


def main() -> int:
    """Learn, say how well what was kept is told apart, and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    torch.manual_seed(0)
    written: list[Example] = []
    reported: list[Example] = []
    kept: dict[str, list[Example]] = {}
    for of in asked(parser.parse_args().data):
        examples, kept[of.name] = _examples(of)
        print(f"{of.name}: {len(examples)} cases to learn from, {len(kept[of.name])} kept", flush=True)
        if of.is_reported:
            reported += examples
        else:
            written += weighed(examples)
    layers = LastLayers(1)
    head = _first_head(reported)
    layers.head.weight.data, layers.head.bias.data = torch.tensor(head.weights)[None], torch.tensor([head.intercept])
    begun = _weights(layers)
    order = np.random.default_rng(0)
    _learn(layers, [drawn(one, order) for one in (*reported, *reported, *written)], FEW)
    again = [written[index] for index in order.permutation(len(written))[:_MOST_AGAIN]]
    _learn(layers, [all_but_few(one) for one in (*reported, *reported, *again)], NEARLY_ALL)
    layers.load_state_dict(between(begun, _weights(layers), _SHARE))
    for name, ones in kept.items():
        _report(name, layers, ones)
    layers.save(LAYERS)
    layers.save_head(HEAD, "python -m benchmarks.tuning.reader")
    return 0


def between(begun: Mapping[str, Tensor], tuned: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """The weights that lie this far on the way from the ones to the others."""
    return {name: torch.lerp(begun[name], tuned[name], share) for name in begun}


def _examples(of: Asked) -> tuple[list[Example], list[Example]]:
    """Those that are learnt from, and those that are kept."""
    words, groups = MiniLMNearness(), of.kept
    found = [example(case, words) for case in cases(of)]
    kept = [one for one in found if one.case.group in groups]
    return [one for one in found if one.case.group not in groups], kept


def _weights(layers: LastLayers) -> dict[str, Tensor]:
    return {name: values.clone() for name, values in layers.state_dict().items()}


def _first_head(examples: Sequence[Example]) -> Head:
    """A logistic regression over every sentence that would be read; what answers weighs as much as what does not."""
    encoder = CrossEncoder(head=Head(np.zeros(STATE, dtype=np.float32), 0.0))
    states, right = [], []
    for one in map(_as_read, examples):
        texts, parts = [of.text for of in one.snippets], [of.parts for of in one.snippets]
        found = encoder.part_states(one.case.question.query, texts, parts)
        states += found
        right += [answers[: len(of)] for answers, of in zip(one.right, found, strict=True)]
    scaler = StandardScaler().fit(np.concatenate(states))
    model = LogisticRegression(C=_HEAD_C, class_weight="balanced", max_iter=300)
    model.fit(scaler.transform(np.concatenate(states)), np.concatenate(right))
    weights = model.coef_[0] / scaler.scale_
    return Head(weights.astype(np.float32), float(model.intercept_[0] - (weights * scaler.mean_).sum()))


def _learn(layers: LastLayers, examples: Sequence[Example], stage: Stage) -> None:
    """By each sentence's own odds, and by the choice between the sentences of a question and none of them."""
    lessons = _lessons([one for one in examples if teaches(one)])
    found = batches([sum(len(read.parts) for read in one.reads) for one in lessons], stage)
    read = [[read for index in batch for read in lessons[index].reads] for batch in found]
    for batch, odds in zip(found, steps(layers, read, stage), strict=True):
        _loss([lessons[index] for index in batch], odds[:, 0]).backward()  # type: ignore[no-untyped-call]


def _lessons(examples: Sequence[Example]) -> list[Lesson]:
    """What the layers are given of each."""
    texts = [(one.case.question.query, of.text) for one in examples for of in one.snippets]
    reads = iter(read_pairs(texts, [of.parts for one in examples for of in one.snippets]))
    return [_lesson(one, [next(reads) for _ in one.snippets]) for one in examples]


def _lesson(one: Example, reads: list[Read]) -> Lesson:
    snippets = list(zip(one.snippets, one.right, reads, strict=True))
    counts = [
        sentence.says_something for snippet, _, read in snippets for sentence in snippet.sentences[: read.n_parts]
    ]
    right = [torch.from_numpy(of[: read.n_parts]) for _, of, read in snippets]
    without = [(~of.any()).expand(len(of)) for of in right]
    return Lesson(reads, torch.tensor(counts, dtype=torch.bool), torch.cat(right), torch.cat(without), one.weight)


def _loss(batch: Sequence[Lesson], odds: Tensor) -> Tensor:
    counts = torch.cat([one.counts for one in batch])
    right = torch.cat([one.right for one in batch]).float()
    weight = torch.where(right > 0, 0.5 / _RIGHT_SHARE, 0.5 / (1 - _RIGHT_SHARE))
    weight *= torch.cat([torch.full((len(one.right),), one.weight) for one in batch])
    loss = _ALONE * F.binary_cross_entropy_with_logits(odds[counts], right[counts], weight=weight[counts])
    for one, mine in zip(batch, torch.split(odds, [len(one.right) for one in batch]), strict=True):
        loss = loss + one.weight * _choices(one, mine) / len(batch)
    return loss


def _choices(one: Lesson, odds: Tensor) -> Tensor:
    """The choice among all its sentences, and among those of the snippets that hold no answer."""
    loss = _choice(odds[one.counts], one.right[one.counts])
    without = one.counts & one.without
    if one.right.any() and without.any():
        loss = loss + _WITHOUT * _choice(odds[without], one.right[without])
    return loss


def _choice(odds: Tensor, right: Tensor) -> Tensor:
    """The cross-entropy of choosing a sentence that answers, or, where there is none, nothing, whose odds are even."""
    every = torch.cat([torch.zeros(1), odds])
    wanted = torch.cat([~right.any()[None], right])
    return torch.logsumexp(every, 0) - torch.logsumexp(every[wanted], 0)


def _report(name: str, layers: LastLayers, examples: Sequence[Example]) -> None:
    """How often a sentence that answers comes first, and how well questions with an answer are told from others."""
    first, best = [], []
    read = [one for one in examples if one.read_for_it]
    for lesson in _lessons([_as_read(one) for one in read]):
        odds = np.concatenate(odds_of(layers, lesson.reads))[lesson.counts.numpy()]
        right = lesson.right[lesson.counts].numpy()
        best.append(float(odds.max(initial=NO_ODDS)))
        if right.any():
            first.append(bool(right[int(np.argmax(odds))]))
    area = roc_auc_score([one.case.answerable for one in read], best)
    print(f"{name}, {len(read)} cases: first {np.mean(first):.3f} of {len(first)}, area under the curve {area:.3f}")


def _as_read(one: Example) -> Example:
    """With no more than would be read."""
    return replace(one, snippets=one.snippets[: one.read_for_it], right=one.right[: one.read_for_it])


if __name__ == "__main__":
    sys.exit(main())

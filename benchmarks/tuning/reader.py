"""Tunes the last layers of the cross-encoder to tell which sentence answers, or that none does.

`python -m benchmarks.tuning.reader DATA`; DATA holds clapnq-dev and news-dev. What is learnt from is listed in
`benchmarks.reading_cases.asked`; a quarter of its groups is kept, for the figures and for `make calibrate`. Writes
`index/relevance_layers.safetensors` and `relevance_head.json`. On two cores with AMX three quarters of an hour.

First a head alone is fitted to the model as it ships, on the collections that are reported. Then head and layers are
tuned on everything. What ships lies halfway between the two (Wortsman et al. 2022): tuned whole, the reader was better
at what was written for it and worse at other people's questions; halfway it was better at both.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import Tensor
from torch.nn import functional as F

from assistant.promise import most_promising
from assistant.quoting import READ_PASSAGES, READ_SENTENCES, together
from benchmarks.reading_cases import Asked, Case, asked, cases
from benchmarks.tuning.last_layers import LastLayers, Read, read_pairs
from benchmarks.tuning.learning import Stage, batches, odds_of, steps
from index.nearness import MiniLMNearness
from index.relevance import STATE, CrossEncoder, Head
from index.sentences import split_sentences

INDEX = Path(__file__).parents[2] / "index"
LAYERS, HEAD = INDEX / "relevance_layers.safetensors", INDEX / "relevance_head.json"
READING = Stage(rounds=1, batch=5, rate=5e-5, warm=100, drop=0.1)
# How freely the first head's 768 weights are fitted: of .0003, .001, .003 and .01 that which most often put a sentence
# first that answers, each question by a head of the others.
_HEAD_C = 0.003
_HALFWAY = 0.5
_ALONE = 0.5  # how much each text's own odds count beside the choice between those of its question
_RIGHT_SHARE = 0.12  # of the texts that are learnt from
_MOST_RIGHT, _MOST_WRONG = 3, 6  # sentences of one question that one step learns from
_MOST_PAIRS = 2
_NO_ODDS = -11.0  # where nothing is read, as `assistant.evidence` has it
_LEAST_WEIGHT = 0.3  # of a question without an answer; below it its words alone tell too surely that it has none
_LEAST_ANSWERED, _MOST_WEIGHT = 0.6, 1.3


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the texts that it is read with.

    The first `read_for_it` are the sentences that would be read, up to `alone` others that answer or nearly do; what
    follows are pairs of neighbours. `right` (n_texts,): which answer.
    """

    case: Case
    texts: list[str]
    reads: list[Read]
    right: NDArray[np.bool_]
    read_for_it: int
    alone: int
    weight: float = 1.0


def main() -> int:
    """Learn, say how well what was kept is told apart, and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    torch.manual_seed(0)
    learnt: list[Example] = []
    reported: list[Example] = []
    of_kept: dict[str, list[Example]] = {}
    for of in asked(parser.parse_args().data):
        groups = of.kept
        found = list(cases(of))
        examples = _examples([case for case in found if case.group not in groups])
        reported += examples if of.is_reported else []
        learnt += _to_learn(of, examples)
        of_kept[of.name] = _examples([case for case in found if case.group in groups])
    layers = LastLayers(1)
    head = _first_head(reported)
    layers.head.weight.data, layers.head.bias.data = torch.tensor(head.weights)[None], torch.tensor([head.intercept])
    begun = {name: values.clone() for name, values in layers.state_dict().items()}
    _learn(layers, learnt)
    tuned = layers.state_dict()
    layers.load_state_dict({name: torch.lerp(begun[name], tuned[name], _HALFWAY) for name in begun})
    for name, examples in of_kept.items():
        _report(name, layers, examples)
    layers.save(LAYERS)
    [weights], [intercept] = layers.head.weight.tolist(), layers.head.bias.tolist()
    fields = {
        "fitted_by": "python -m benchmarks.tuning.reader",
        "intercept": round(intercept, 6),
        "weights": [round(weight, 6) for weight in weights],
    }
    HEAD.write_text(json.dumps(fields) + "\n", encoding="utf-8")
    return 0


def _first_head(examples: Sequence[Example]) -> Head:
    """A logistic regression over every sentence that would be read; what answers weighs as much as what does not."""
    encoder = CrossEncoder(head=Head(np.zeros(STATE, dtype=np.float32), 0.0))
    there = [one for one in examples if one.read_for_it]
    states = np.concatenate([encoder.states(one.case.question.query, one.texts[: one.read_for_it]) for one in there])
    right = np.concatenate([one.right[: one.read_for_it] for one in there])
    scaler = StandardScaler().fit(states)
    model = LogisticRegression(C=_HEAD_C, class_weight="balanced", max_iter=300).fit(scaler.transform(states), right)
    weights = model.coef_[0] / scaler.scale_
    return Head(weights.astype(np.float32), float(model.intercept_[0] - (weights * scaler.mean_).sum()))


def _to_learn(of: Asked, examples: Sequence[Example]) -> list[Example]:
    """What is learnt of a collection: of one that is reported each question twice, of others by what it teaches.

    Whoever writes questions without an answer writes them a little differently: words alone told them from the others
    with areas under the curve of .75 to .83, and a reader learns that first. So a question counts the less the more
    surely its words alone tell its kind, and each that has an answer comes back with the answer taken out.
    """
    if of.is_reported:
        return [*examples, *examples]
    answerable = np.array([one.case.answerable for one in examples])
    told = cross_val_predict(
        make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            LogisticRegression(C=3, class_weight="balanced"),
        ),
        [one.case.question.query for one in examples],
        answerable,
        groups=[one.case.group for one in examples],
        cv=GroupKFold(5),
        method="predict_proba",
    )[:, 1]
    chosen = []
    for one, answers, probability in zip(examples, answerable, told, strict=True):
        weight = min(2 * float(1 - probability if answers else probability), _MOST_WEIGHT)
        if answers and one.right[: one.alone].any():
            one = replace(one, weight=max(weight, _LEAST_ANSWERED))
            chosen += [one, _without_answer(one)]
        elif not answers and weight > _LEAST_WEIGHT:
            chosen.append(replace(one, weight=weight))
    return chosen


def _without_answer(one: Example) -> Example:
    wrong = np.flatnonzero(~one.right[: one.alone])
    read_for_it = int((wrong < one.read_for_it).sum())
    reads, texts = [one.reads[index] for index in wrong], [one.texts[index] for index in wrong]
    right = np.zeros(len(wrong), dtype=np.bool_)
    return replace(one, texts=texts, reads=reads, right=right, read_for_it=read_for_it, alone=len(wrong))


def _examples(found: Sequence[Case]) -> list[Example]:
    nearness, order = MiniLMNearness(), np.random.default_rng(0)
    pairs: list[tuple[str, str]] = []
    parts: list[tuple[Case, int, int, int, NDArray[np.bool_]]] = []
    for case in found:
        promising = most_promising(case.question, case.candidates(READ_PASSAGES), nearness, READ_SENTENCES)
        texts, right = [one.titled for one in promising], list(case.answers([one.text for one in promising]))
        for text, answers in _others(case, {one.text for one in promising}):
            texts.append(text)
            right.append(answers)
        alone = len(texts)
        neighbours = [(one, near) for one in promising for step in (-1, 1) if (near := one.neighbour(step))]
        either = [case.answers([pair[side].text for pair in neighbours]) for side in (0, 1)]
        answering = either[0] | either[1]
        for wanted in (True, False):
            there = order.permutation(np.flatnonzero(answering == wanted))[:_MOST_PAIRS]
            texts += [together(*neighbours[index]) for index in there]
            right += [wanted] * len(there)
        parts.append((case, len(promising), alone, len(pairs), np.array(right, dtype=np.bool_)))
        pairs += [(case.question.query, text) for text in texts]
    reads = read_pairs(pairs)
    return [
        Example(
            case,
            [text for _, text in pairs[first : first + len(right)]],
            reads[first : first + len(right)],
            right,
            read_for_it,
            alone,
        )
        for case, read_for_it, alone, first, right in parts
    ]


def _others(case: Case, read: set[str]) -> Iterator[tuple[str, bool]]:
    """What was not promising though it answers, and what a careless one would quote, each under its title."""
    titles = {(one.passage.article_id, one.passage.version): one.passage.title for one in case.passages}
    for version, text in case.texts.items():
        sentences = [span.of(text) for span in split_sentences(text)]
        for sentence, answers in zip(sentences, case.answers(sentences), strict=True):
            if sentence not in read and (answers or (case.near and case.near in sentence)):
                yield f"{titles[version]}. {sentence}", bool(answers)


def _learn(layers: LastLayers, examples: Sequence[Example]) -> None:
    """By each text's own odds, and by the choice between the sentences of a question and none of them."""
    order = np.random.default_rng(0)
    drawn = [
        [_drawn(examples[index], order) for index in batch]
        for batch in batches([sum(len(read.kinds) for read in one.reads) for one in examples], READING)
    ]
    read = [[read for one in batch for read in one.reads] for batch in drawn]
    for batch, odds in zip(drawn, steps(layers, read, READING), strict=True):
        right = torch.tensor(np.concatenate([one.right for one in batch])).float()
        weight = torch.where(right > 0, 0.5 / _RIGHT_SHARE, 0.5 / (1 - _RIGHT_SHARE))
        weight *= torch.tensor([one.weight for one in batch for _ in one.reads])
        loss = _ALONE * F.binary_cross_entropy_with_logits(odds[:, 0], right, weight=weight)
        first = 0
        for one in batch:
            choice = _choice(odds[first : first + one.alone, 0], right[first : first + one.alone])
            loss = loss + one.weight * choice / len(batch)
            first += len(one.reads)
        loss.backward()  # type: ignore[no-untyped-call]


def _choice(odds: Tensor, right: Tensor) -> Tensor:
    """The cross-entropy of choosing a sentence that answers, or, where there is none, nothing, whose odds are even."""
    every = torch.cat([torch.zeros(1), odds])
    wanted = torch.cat([(right.sum() == 0).float()[None], right]) > 0
    return torch.logsumexp(every, 0) - torch.logsumexp(every[wanted], 0)


def _drawn(one: Example, order: np.random.Generator) -> Example:
    """Some of the texts: those that answer and those that nearly do, a few others, and a pair."""
    right, nearly = np.flatnonzero(one.right[: one.alone]), np.arange(one.read_for_it, one.alone)
    wrong = order.permutation(np.flatnonzero(~one.right[: one.read_for_it]))[:_MOST_WRONG]
    nearly = nearly[~one.right[nearly]]
    alone = [*right[:_MOST_RIGHT], *nearly, *wrong]
    chosen = [*alone, *order.permutation(np.arange(one.alone, len(one.reads)))[:1]]
    texts, reads = [one.texts[index] for index in chosen], [one.reads[index] for index in chosen]
    return replace(one, texts=texts, reads=reads, right=one.right[chosen], read_for_it=len(alone), alone=len(alone))


def _report(name: str, layers: LastLayers, examples: Sequence[Example]) -> None:
    """How often a sentence that answers comes first, and how well questions with an answer are told from others."""
    first, best = [], []
    for one in examples:
        odds = odds_of(layers, one.reads[: one.read_for_it])
        best.append(max(odds, default=_NO_ODDS))
        if one.right[: one.read_for_it].any():
            first.append(bool(one.right[int(np.argmax(odds))]))
    area = roc_auc_score([one.case.answerable for one in examples], best)
    print(f"{name}, {len(examples)} cases: first {np.mean(first):.3f} of {len(first)}, area under the curve {area:.3f}")


if __name__ == "__main__":
    sys.exit(main())

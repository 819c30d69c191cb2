"""Fits the cross-encoder's head, and the probability of an answer: `python benchmarks/calibrate.py DIR:HALF …`.

Each DIR is an evaluation folder; HALF is `all` or `half`: of a folder whose other half is reported on (`assistant eval
DIR --held-out`), only the first is fitted. Each question that one fact answers is used twice, the second time with the
articles hidden that hold it. Writes `index/relevance_head.json` and `assistant/confidence.json`.

The probability is fitted to what heads say that were fitted on other questions (of other stories, where a folder names
them): what a head says of its own questions is too good.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from assistant.answering import readable
from assistant.assistant import Assistant
from assistant.confidence import Confidence
from assistant.evaluation.questions import EvaluationQuestion, find_articles, half, holds, read_questions, words
from assistant.evaluation.running import articles_holding, library_place, plain_texts
from assistant.evidence import MEASURES, Evidence
from assistant.question import Question
from assistant.quoting import QuotingAnswerer
from assistant.wiring import open_assistant
from index.relevance import CrossEncoder, Head, States
from index.retrieving import RetrievedPassage

# Where balanced accuracy was highest on what is fitted: .723 at .3, .764 at .4, .761 at .5, .733 at .6. A terse
# question that is answered can be less near to what it is about than a long one that is not.
THRESHOLD = 0.4
SHOWN_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
# How freely the head's 768 weights are fitted. Of .0003, .001, .003 and .01, .003 most often put a sentence first that
# answers, on the halves that are fitted, each story or question by a head of the others.
HEAD_C = 0.003
FOLDS = 8
GOLD = 0.8  # share of a gold sentence's words that a sentence holds which counts as it
UNFITTED = Confidence((0.0,) * len(MEASURES), 0.0, 1.1)
ROOT = Path(__file__).parent.parent
CONFIDENCE, HEAD = ROOT / "assistant" / "confidence.json", ROOT / "index" / "relevance_head.json"


@dataclass(frozen=True, slots=True)
class Case:
    """One question over one library, with the texts of the versions that its passages are from.

    `states` (n_sentences, 768) of the sentences that are read for it, `answers` (n_sentences,) which of them answer.
    """

    question: Question
    passages: list[RetrievedPassage]
    texts: dict[tuple[str, int], str]
    group: str
    answerable: bool
    states: States
    answers: NDArray[np.bool_]

    def evidence(self, encoder: CrossEncoder, head: Head) -> Evidence:
        """What an answerer with this head makes of it."""
        answerer = QuotingAnswerer(encoder.with_head(head), self._text, UNFITTED)
        return answerer.quote(self.question, self.passages).evidence

    def _text(self, article_id: str, version: int) -> str:
        return self.texts[article_id, version]


def main() -> int:
    """Fit, say how well it fits, and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", metavar="DIR:HALF")
    cases: list[Case] = []
    fitted_on: list[str] = []
    encoder = CrossEncoder()
    for name in parser.parse_args().folders:
        folder, _, half_name = name.rpartition(":")
        if not Path(folder).is_dir() or half_name not in ("all", "half"):
            print(f"{name}: name an existing folder and a half, such as corpus/sample:half", file=sys.stderr)
            return 2
        found = list(_cases(Path(folder), encoder, every=half_name == "all"))
        print(f"{folder}: {len(found)} cases, {sum(case.answerable for case in found)} of them answerable", flush=True)
        cases += found
        fitted_on.append(f"{Path(folder).resolve().name}, {half_name}")
    _write(HEAD, _head_fields(_fit_head(cases), fitted_on), indent=None)
    _write(CONFIDENCE, _fit_confidence(_evidences(cases, encoder), cases, fitted_on), indent=2)
    return 0


def _cases(folder: Path, encoder: CrossEncoder, *, every: bool) -> Iterator[Case]:
    articles, questions = find_articles(folder), read_questions(folder)
    with open_assistant(library_place(articles, "evaluation")) as assistant:
        assistant.add([articles])
        texts = plain_texts(assistant)
        for question in questions if every else half(questions, held_out=False):
            yield _case(assistant, encoder, question, None)
            if question.can_be_hidden:
                yield _case(assistant, encoder, question, articles_holding(question, texts))


def _case(
    assistant: Assistant, encoder: CrossEncoder, question: EvaluationQuestion, hidden: frozenset[str] | None
) -> Case:
    """`hidden` articles hold the answer, so nothing that is left does; None hides nothing."""
    plan = assistant.answering.plan(question.question, question.asked_on, hidden or frozenset())
    passages = readable(plan, assistant.answering.retrieve(plan))
    texts = {
        (found.passage.article_id, found.passage.version): assistant.article(
            found.passage.article_id, found.passage.version
        ).article.text
        for found in passages
    }
    answerer = QuotingAnswerer(encoder, lambda article_id, version: texts[article_id, version], UNFITTED)
    sentences = answerer.promising(plan.question, passages)
    answerable = question.answerable and hidden is None
    return Case(
        plan.question,
        passages,
        texts,
        question.story or question.id,
        answerable,
        encoder.states(plan.question.query, [sentence.titled for sentence in sentences]),
        np.array([answerable and _answers(question, sentence.text) for sentence in sentences], dtype=np.bool_),
    )


def _answers(question: EvaluationQuestion, sentence: str) -> bool:
    """Whether the sentence is a gold one, or, where a folder has none, holds an accepted answer."""
    if not question.sentences:
        return holds(sentence, question.answers)
    here = Counter(words(sentence))
    golds = [Counter(words(gold)) for gold in question.sentences]
    return any((gold & here).total() >= GOLD * gold.total() for gold in golds)


def _fit_head(cases: Sequence[Case]) -> Head:
    """A logistic regression over every sentence that was read; those that answer weigh as much as those that do not."""
    states = np.concatenate([case.states for case in cases])
    answers = np.concatenate([case.answers for case in cases])
    scaler = StandardScaler().fit(states)
    model = LogisticRegression(C=HEAD_C, class_weight="balanced", max_iter=300).fit(scaler.transform(states), answers)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return Head(weights.astype(np.float32), intercept)


def _evidences(cases: Sequence[Case], encoder: CrossEncoder) -> list[Evidence]:
    """The evidence of each case, by a head that was fitted on the cases of other groups."""
    evidences: dict[int, Evidence] = {}
    groups = [case.group for case in cases]
    for others, own in GroupKFold(FOLDS).split(np.zeros(len(cases)), groups=groups):
        head = _fit_head([cases[i] for i in others])
        evidences.update({i: cases[i].evidence(encoder, head) for i in own})
    return [evidences[i] for i in range(len(cases))]


def _fit_confidence(evidences: Sequence[Evidence], cases: Sequence[Case], fitted_on: list[str]) -> dict[str, object]:
    """Coefficients for the raw measures. Both classes weigh the same, as they do in balanced accuracy."""
    measures = np.array([evidence.values() for evidence in evidences])
    answerable = np.array([case.answerable for case in cases])
    scaler = StandardScaler().fit(measures)
    model = LogisticRegression(C=0.3, class_weight="balanced").fit(scaler.transform(measures), answerable)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    probability = model.predict_proba(scaler.transform(measures))[:, 1]
    accuracy = {float(t): balanced_accuracy_score(answerable, probability >= t) for t in SHOWN_THRESHOLDS}
    print("Balanced accuracy by threshold:", {t: round(float(value), 3) for t, value in accuracy.items()})
    fit = {
        "cases": len(cases),
        "auc": round(float(roc_auc_score(answerable, probability)), 4),
        "balanced_accuracy": round(float(accuracy[THRESHOLD]), 4),
    }
    print(f"On what it was fitted on, each by a head of the others: {fit}")
    return {
        "fitted_by": "make calibrate",
        "fitted_on": fitted_on,
        "fit": fit,
        "weights": {name: round(float(weight), 6) for name, weight in zip(MEASURES, weights, strict=True)},
        "intercept": round(intercept, 6),
        "threshold": THRESHOLD,
    }


def _head_fields(head: Head, fitted_on: list[str]) -> dict[str, object]:
    return {
        "fitted_by": "make calibrate",
        "fitted_on": fitted_on,
        "intercept": round(head.intercept, 6),
        "weights": [round(float(weight), 6) for weight in head.weights],
    }


def _write(file: Path, fields: dict[str, object], *, indent: int | None) -> None:
    file.write_text(json.dumps(fields, indent=indent) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

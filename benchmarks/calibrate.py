"""Fits the probability that the articles answer: `python benchmarks/calibrate.py DIR:HALF …`.

Each DIR is an evaluation folder; HALF is `all` or `half`: of a folder whose other half is reported on (`assistant eval
DIR --held-out`), only the first is fitted. Each question that one fact answers is used twice, the second time with the
articles hidden that hold it. Writes `assistant/confidence.json`.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.preprocessing import StandardScaler

from assistant.answering import Answering
from assistant.assistant import Assistant
from assistant.confidence import Confidence
from assistant.evaluation.questions import EvaluationQuestion, find_articles, half, read_questions
from assistant.evaluation.running import articles_holding, library_place, plain_texts
from assistant.evidence import MEASURES, Evidence
from assistant.wiring import Models, open_assistant

# Not fitted: with both classes weighing the same, 0.5 is where an answer and a refusal are as likely to be right.
THRESHOLD = 0.5
SHOWN_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
UNFITTED = Confidence((0.0,) * len(MEASURES), 0.0, 1.1)
TARGET = Path(__file__).parent.parent / "assistant" / "confidence.json"


def main() -> int:
    """Fit, say how well it fits, and write the coefficients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", metavar="DIR:HALF")
    rows: list[tuple[Evidence, bool]] = []
    fitted_on: list[str] = []
    for name in parser.parse_args().folders:
        folder, _, half_name = name.rpartition(":")
        if not Path(folder).is_dir() or half_name not in ("all", "half"):
            print(f"{name}: name an existing folder and a half, such as corpus/sample:half", file=sys.stderr)
            return 2
        found = list(_evidence(Path(folder), every=half_name == "all"))
        print(f"{folder}: {len(found)} cases, {sum(answerable for _, answerable in found)} of them answerable")
        rows += found
        fitted_on.append(f"{Path(folder).resolve().name}, {half_name}")
    TARGET.write_text(json.dumps(_fit(rows, fitted_on), indent=2) + "\n", encoding="utf-8")
    return 0


def _evidence(folder: Path, *, every: bool) -> Iterator[tuple[Evidence, bool]]:
    articles, questions = find_articles(folder), read_questions(folder)
    with open_assistant(
        library_place(articles, "calibration"), models=Models(confidence=lambda: UNFITTED)
    ) as assistant:
        assistant.add([articles])
        yield from _cases(assistant, questions if every else half(questions, held_out=False))


def _cases(assistant: Assistant, questions: list[EvaluationQuestion]) -> Iterator[tuple[Evidence, bool]]:
    texts = plain_texts(assistant)
    for question in questions:
        yield _weigh(assistant.answering, question, frozenset()), question.answerable
        if question.can_be_hidden:
            yield _weigh(assistant.answering, question, articles_holding(question, texts)), False


def _weigh(answering: Answering, question: EvaluationQuestion, without: frozenset[str]) -> Evidence:
    plan = answering.plan(question.question, question.asked_on, without)
    return answering.draft(plan, answering.retrieve(plan)).evidence


def _fit(rows: list[tuple[Evidence, bool]], fitted_on: list[str]) -> dict[str, object]:
    """Coefficients for the raw measures. Both classes weigh the same, as they do in balanced accuracy."""
    measures = np.array([evidence.values() for evidence, _ in rows])
    answerable = np.array([label for _, label in rows])
    scaler = StandardScaler().fit(measures)
    model = LogisticRegression(C=0.3, class_weight="balanced").fit(scaler.transform(measures), answerable)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    probability = model.predict_proba(scaler.transform(measures))[:, 1]
    accuracy = {float(t): balanced_accuracy_score(answerable, probability >= t) for t in SHOWN_THRESHOLDS}
    print("Balanced accuracy by threshold:", {t: round(float(value), 3) for t, value in accuracy.items()})
    fit = {
        "cases": len(rows),
        "auc": round(float(roc_auc_score(answerable, probability)), 4),
        "balanced_accuracy": round(float(accuracy[THRESHOLD]), 4),
    }
    print(f"On what it was fitted on: {fit}")
    return {
        "fitted_by": "make calibrate",
        "fitted_on": fitted_on,
        "fit": fit,
        "weights": {name: round(float(weight), 6) for name, weight in zip(MEASURES, weights, strict=True)},
        "intercept": round(intercept, 6),
        "threshold": THRESHOLD,
    }


if __name__ == "__main__":
    sys.exit(main())

"""Whether a question that names an outlet is answered from it: `python -m benchmarks.named_outlets [DIR] [--held-out]`.

DIR is an evaluation folder whose articles have outlets (default: the sample). Each question of one fact is asked as it
stands, "according to" the outlet that printed its answer, and "according to" one that did not: that one says nothing of
it. Prints for each how many are answered, F1 of the answers, and the part of the quotes that are the outlet's own.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from assistant.assistant import Assistant
from assistant.evaluation.questions import PLAIN_KINDS, EvaluationQuestion, find_articles, half, read_questions
from assistant.evaluation.running import articles_holding, evaluate, index_articles, library_place, plain_texts
from assistant.wiring import open_assistant

_SAMPLE = Path(__file__).parent.parent / "corpus" / "sample"
_SEED = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the outlet that it names, or that printed its answer."""

    question: EvaluationQuestion
    outlet: str


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=_SAMPLE)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    questions = read_questions(options.folder)
    if options.held_out:
        questions = half(questions, held_out=True)
    articles = find_articles(options.folder)
    with open_assistant(library_place(articles, "evaluation")) as assistant:
        index_articles(assistant, articles)
        plain = list(_with_outlets(assistant, questions))
        _report("as they stand", assistant, [own for own, _ in plain])
        _report("its outlet", assistant, [_according_to(own.outlet, own.question) for own, _ in plain])
        another = [(other, replace(own.question, answerable=False)) for own, other in plain]
        _report("another outlet", assistant, [_according_to(*one) for one in another])
    return 0


def _with_outlets(assistant: Assistant, questions: Sequence[EvaluationQuestion]) -> Iterator[tuple[Asked, str]]:
    """Questions of one fact, each with an outlet that printed its answer and one that did not."""
    outlet_of = {version.article.id: version.article.outlet for version in assistant.articles()}
    texts, order = plain_texts(assistant), random.Random(_SEED)
    for question in questions:
        if question.kind in PLAIN_KINDS and question.answerable and question.relevant:
            printing = {outlet_of[id] for id in articles_holding(question, texts)}
            others = sorted({outlet for outlet in outlet_of.values() if outlet} - printing)
            own = outlet_of[min(question.relevant)]
            if own and others and None not in printing:
                yield Asked(question, own), order.choice(others)


def _according_to(outlet: str, question: EvaluationQuestion) -> Asked:
    text = f"{question.question.rstrip('?')}, according to {outlet}?"
    return Asked(replace(question, question=text), outlet)


def _report(name: str, assistant: Assistant, asked: Sequence[Asked]) -> None:
    evaluation = evaluate(assistant, [one.question for one in asked])
    answers = [one.answer for one in evaluation.asked]
    answered = sum(answer.outcome != "refused" for answer in answers) / len(answers)
    own = [
        float(citation.outlet == one.outlet)
        for one, answer in zip(asked, answers, strict=True)
        for citation in answer.citations
    ]
    right = f", F1 {evaluation.figures['answers']['f1']:.3f}" if asked[0].question.answerable else ""
    quotes = f"quotes of that outlet {fmean(own):.3f}" if own else "no quote"
    print(f"{name}: {len(asked)} questions, answered {answered:.3f}{right}, {quotes}")


if __name__ == "__main__":
    raise SystemExit(main())

"""What the questions and conversations of the sample promise; each rule yields a sentence for what breaks it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from assistant.evaluation.questions import PLAIN_KINDS, holds
from tests.sample.counting import at_least, doubled, none_missing
from tests.sample.library import Sample

KINDS = {
    **dict.fromkeys(PLAIN_KINDS, 15),
    **dict.fromkeys(("list", "two-part", "yes/no", "as of", "correction", "disagreement", "attribution"), 15),
    **dict.fromkeys(("timeline", "independent"), 15),
    "unanswerable": 60,
}
"""The fewest questions of each kind."""

UNANSWERABLE_TYPES = ("wrong event", "unasked detail", "false premise", "after the last article")


def question_problems(sample: Sample) -> Iterator[str]:
    """Enough of each kind; what is expected stands in the named articles, what is not answered in none."""
    yield from at_least("questions", len(sample.questions), 200)
    kinds = Counter(question["kind"] for question in sample.questions)
    for kind, fewest in KINDS.items():
        yield from at_least(f"questions of kind {kind}", kinds[kind], fewest)
    yield from (f"two questions have the id {id}" for id in doubled(q["id"] for q in sample.questions))
    yield from (f"asked twice: {text}" for text in doubled(q["question"].lower() for q in sample.questions))
    stories = {story["id"] for story in sample.key["stories"]}
    for question in sample.questions:
        problems = _refusal_problems if question["kind"] == "unanswerable" else _value_problems
        yield from (f"{question['id']}: {problem}" for problem in problems(question, sample))
        if question["kind"] not in KINDS or question["story"] not in stories:
            yield f"{question['id']}: no kind {question['kind']} or no story {question['story']}"


def conversation_problems(sample: Sample) -> Iterator[str]:
    """Enough conversations of three to six turns, of every kind of turn; answers stand in the gold articles."""
    turns: dict[str, list[dict[str, Any]]] = {}
    for turn in sample.turns:
        turns.setdefault(turn["task_id"].split("<::>")[0], []).append(turn)
    yield from at_least("conversations", len(turns), 25)
    yield from none_missing(
        "answerability", ("ANSWERABLE", "UNANSWERABLE", "UNDERSPECIFIED"), _values(sample, "answerability")
    )
    kinds = {kind for turn in sample.turns for kind in turn["multi_turn"]}
    yield from none_missing("kinds of turn", ("Follow-up", "Topic change", "Correction"), kinds)
    for name, asked in turns.items():
        if not 3 <= len(asked) <= 6 or [len(turn["history"]) for turn in asked] != [2 * i for i in range(len(asked))]:
            yield f"{name} has {len(asked)} turns, or histories that do not fit"
    for turn in sample.turns:
        for answer in turn["answers"]:
            if not any(holds(sample.articles[name].text, [answer]) for name in turn["gold_passages"]):
                yield f"{turn['task_id']}: {answer!r} stands in none of {turn['gold_passages']}"


def _value_problems(question: dict[str, Any], sample: Sample) -> Iterator[str]:
    expects, relevant = question["expects"], question["relevant"]
    if not question["answerable"] or not expects["values"]:
        yield "it expects no values"
    if unknown := [name for name in relevant if name not in sample.articles]:
        yield f"no such articles: {unknown}"
        return
    for group in expects["values"]:
        if not any(holds(sample.articles[name].text, group) for name in relevant):
            yield f"{group} stands in none of {relevant}"
    for name in relevant:
        if not holds(sample.articles[name].text, question["answers"]):
            yield f"{name} holds no answer"
    if {form for group in expects["values"] for form in group} != set(question["answers"]):
        yield "answers and expected values differ"
    if question["kind"] == "independent" and not 1 <= expects["independent"] <= len(relevant):
        yield f"{expects['independent']} independent sources among {len(relevant)} articles"


def _refusal_problems(question: dict[str, Any], sample: Sample) -> Iterator[str]:
    expects = question["expects"]
    if question["answerable"] or question["answers"] or expects["outcome"] != "refused":
        yield "it is answerable"
    if expects["type"] not in UNANSWERABLE_TYPES or not expects["missing"]:
        yield f"no such type: {expects['type']}, or nothing is said to be missing"
    for pattern in expects["missing"]:
        for one in sample.every_article:
            if found := re.search(pattern, one.text, re.IGNORECASE):
                yield f"{one.name} says {found.group()!r}"
    if unknown := [name for name in expects["near"] if name not in sample.articles]:
        yield f"no such articles: {unknown}"


def _values(sample: Sample, field: str) -> set[str]:
    return {turn[field] for turn in sample.turns}

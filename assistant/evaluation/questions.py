"""The questions of an evaluation folder, and the text rule by which an answer is right.

Knows nothing of the assistant.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """One question: `answers` are accepted strings, `relevant` ids of articles that hold one, `sentences` gold ones."""

    id: str
    question: str
    asked_on: date | None
    answers: tuple[str, ...]
    relevant: frozenset[str]
    answerable: bool
    sentences: tuple[str, ...]


def read_questions(folder: Path) -> list[EvaluationQuestion]:
    """The questions of `folder/questions.jsonl`. Raises UsageError naming the line that is wrong."""
    path = folder / "questions.jsonl"
    if not path.is_file():
        raise UsageError(f"{folder} has no questions.jsonl. Name a folder with articles and questions.jsonl.")
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise UsageError(f"{path}:{number} is not a question: {error!r}. Mend or delete that line.") from error
    return questions


def find_articles(folder: Path) -> Path:
    """Where the articles of an evaluation folder are. Raises UsageError where there are none."""
    for name in ("articles.jsonl.gz", "articles.jsonl", "articles"):
        if (folder / name).exists():
            return folder / name
    raise UsageError(f"{folder} has no articles.jsonl.gz, articles.jsonl or articles/. Name an evaluation folder.")


def holds(text: str, answers: Sequence[str]) -> bool:
    """Whether one of these strings stands in the text, by whole words, whatever the case and punctuation."""
    padded = plain(text)
    return any(plain(answer) in padded for answer in answers)


def plain(text: str) -> str:
    """Lower-case words parted by single spaces, with one at either end."""
    return f" {' '.join(words(text))} "


def words(text: str) -> list[str]:
    """The lower-case words of a text, in order."""
    return re.findall(r"\w+", text.lower())


def _question(fields: dict[str, Any]) -> EvaluationQuestion:
    return EvaluationQuestion(
        id=str(fields["id"]),
        question=fields["question"],
        asked_on=date.fromisoformat(fields["asked_on"]) if fields.get("asked_on") else None,
        answers=tuple(fields["answers"]),
        relevant=frozenset(fields["relevant"]),
        answerable=bool(fields["answerable"]),
        sentences=tuple(fields.get("sentences", ())),
    )

"""The questions of an evaluation folder, and the text rule by which an answer is right.

Knows nothing of the assistant.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from assistant.errors import UsageError
from corpus.article import Article
from corpus.reading import read_paths

PLAIN_KINDS = ("who", "what", "how many", "when", "where", "why")
"""Kinds that one fact of one article answers."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a right answer holds, beyond its question's `answers`.

    `values` are groups: of each, one form stands in a right answer. `absent` are strings that do not, `speaker` forms
    of the name that does, `outlets` groups of which one each is cited (a wire text has several), `articles` ids of
    which one is cited. `in_order` wants the groups in their order, `independent` that many independent sources,
    `polarity` that an answer that opens with yes or no opens with this.
    """

    outcome: str = "answered"
    values: tuple[tuple[str, ...], ...] = ()
    absent: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    outlets: tuple[frozenset[str], ...] = ()
    articles: frozenset[str] = frozenset()
    in_order: bool = False
    independent: int | None = None
    polarity: Literal["yes", "no"] | None = None


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """One question: `answers` are accepted strings, `relevant` ids of articles that hold one, `sentences` gold ones.

    `kind` and `expects` are there where the folder has a rule for each kind of question, `story` where it is told by
    the stories that its articles are about.
    """

    id: str
    question: str
    asked_on: date | None
    answers: tuple[str, ...]
    relevant: frozenset[str]
    answerable: bool
    sentences: tuple[str, ...] = ()
    kind: str | None = None
    story: str | None = None
    expects: Expectation | None = None

    @property
    def can_be_hidden(self) -> bool:
        """Whether nothing answers it once the articles are hidden that hold its answer.

        Of a question with several parts, or one whose answer changed over time, what is left may still tell some of it.
        """
        return self.answerable and self.kind in (None, "attribution", *PLAIN_KINDS)


def read_questions(folder: Path) -> list[EvaluationQuestion]:
    """The questions of `folder/questions.jsonl`. Raises UsageError naming the line that is wrong.

    An article is named by its id, or, where its file states none, by its path below the folder of articles.
    """
    path = folder / "questions.jsonl"
    if not path.is_file():
        raise UsageError(f"{folder} has no questions.jsonl. Name a folder with articles and questions.jsonl.")
    identify = naming(find_articles(folder))
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line), identify))
            except (ValueError, KeyError, TypeError) as error:
                raise UsageError(f"{path}:{number} is not a question: {error!r}. Mend or delete that line.") from error
    return questions


def half(questions: Sequence[EvaluationQuestion], *, held_out: bool) -> list[EvaluationQuestion]:
    """One half of the questions: the one that calibration may fit, or the one `held_out` from it.

    Stories are halved where the questions name them, so that no article helps both halves; else every second question.
    """
    stories = sorted({question.story for question in questions if question.story})
    if not stories:
        return list(questions[held_out::2])
    return [question for question in questions if question.story in stories[held_out::2]]


def naming(articles: Path) -> Callable[[str], str]:
    """From the name of an article to its id: a file below this folder is read for it, any other name is one."""

    @cache
    def identify(name: str) -> str:
        path = articles / name
        if not (articles.is_dir() and path.is_file()):
            return name
        return next((found.id for found in read_paths([path]) if isinstance(found, Article)), name)

    return identify


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


def _question(fields: dict[str, Any], identify: Callable[[str], str]) -> EvaluationQuestion:
    return EvaluationQuestion(
        id=str(fields["id"]),
        question=fields["question"],
        asked_on=date.fromisoformat(fields["asked_on"]) if fields.get("asked_on") else None,
        answers=tuple(fields["answers"]),
        relevant=frozenset(map(identify, fields["relevant"])),
        answerable=bool(fields["answerable"]),
        sentences=tuple(fields.get("sentences", ())),
        kind=fields.get("kind"),
        story=fields.get("story"),
        expects=_expectation(fields["expects"], identify) if fields.get("expects") else None,
    )


def _expectation(fields: dict[str, Any], identify: Callable[[str], str]) -> Expectation:
    return Expectation(
        outcome=fields["outcome"],
        values=tuple(tuple(group) for group in fields.get("values", ())),
        absent=tuple(fields.get("absent", ())),
        speaker=tuple(fields.get("speaker", ())),
        outlets=tuple(frozenset(group) for group in fields.get("outlets", ())),
        articles=frozenset(map(identify, fields.get("articles", ()))),
        in_order=bool(fields.get("in_order", False)),
        independent=fields.get("independent"),
        polarity=fields.get("polarity"),
    )

"""What readers thought of answers, as a set of questions that `assistant eval` measures.

An answer that was found good makes its question a measure: the quotes are the sentences to be found, and a good refusal
says that nothing answers. Of one that was found bad nobody has said yet what is right, so it is written apart, for a
person to complete. Knows nothing of where turns and articles are kept.
"""

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.conversations.conversation import Turn
from assistant.errors import UsageError

if TYPE_CHECKING:
    from corpus.library import Version


@dataclass(frozen=True, slots=True)
class FeedbackSet:
    """Questions as `assistant.evaluation.questions` reads them, and those of bad answers, to be completed.

    `outdated` counts good answers that are left out: a quote of theirs does not stand in the library any more.
    """

    questions: tuple[dict[str, Any], ...]
    to_complete: tuple[dict[str, Any], ...]
    outdated: int


def feedback_set(rated: Sequence[Turn], articles: Iterable["Version"]) -> FeedbackSet:
    """What can be measured of these rated turns, over the articles as they stand now. Stopped answers are left out."""
    whole = [turn for turn in rated if turn.feedback and not turn.stopped]
    cited = {citation.article_id for turn in whole for citation in turn.answer.citations}
    texts = {one.article.id: one.article.text for one in articles if one.article.id in cited}
    good = [turn for turn in whole if turn.feedback and turn.feedback.good]
    standing = [turn for turn in good if _stands(turn, texts)]
    return FeedbackSet(
        questions=tuple(map(_question, standing)),
        to_complete=tuple(_to_complete(turn) for turn in whole if turn.feedback and not turn.feedback.good),
        outdated=len(good) - len(standing),
    )


def write_feedback_set(folder: Path, feedback: FeedbackSet, articles: Iterable["Version"]) -> None:
    """Write questions.jsonl, to-complete.jsonl and articles.jsonl.gz into a new folder. Raises UsageError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not an empty folder. Name a new one: nothing is overwritten.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_lines(folder / "questions.jsonl", feedback.questions)
        _write_lines(folder / "to-complete.jsonl", feedback.to_complete)
        with gzip.open(folder / "articles.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(_line(_article(version)) for version in articles)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}. Name another folder.") from error


def _stands(turn: Turn, texts: dict[str, str]) -> bool:
    return all(citation.quote in texts.get(citation.article_id, "") for citation in turn.answer.citations)


def _question(turn: Turn) -> dict[str, Any]:
    """A follow-up is asked as it was searched: alone, its words may mean nothing."""
    quotes = [citation.quote for citation in turn.answer.citations]
    return {
        "id": turn.id,
        "question": turn.answer.query,
        "asked_on": turn.asked_on,
        "answers": quotes,
        "sentences": quotes,
        "relevant": list(dict.fromkeys(citation.article_id for citation in turn.answer.citations)),
        "answerable": turn.answer.refusal is None,
        "typed": turn.question,
    }


def _to_complete(turn: Turn) -> dict[str, Any]:
    assert turn.feedback is not None  # the caller looked
    empty: dict[str, Any] = {"answers": [], "sentences": [], "relevant": [], "answerable": None}
    given = {"given": turn.answer.answer, "reason": turn.feedback.reason}
    return {**_question(turn), **empty, **given}


def _article(version: "Version") -> dict[str, Any]:
    article = version.article
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "published": article.published.iso if article.published else None,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "language": article.language,
    }


def _write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(map(_line, lines)), encoding="utf-8")


def _line(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"

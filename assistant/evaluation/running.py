"""Asks every question of a folder, in a library of the evaluation's own, and puts the figures together.

The library is kept between runs of the same articles; the index in it notices by itself when settings changed.
"""

import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from platformdirs import user_cache_path

from assistant.answer import Answer, Mode
from assistant.assistant import Assistant
from assistant.errors import UsageError
from assistant.evaluation.kinds import is_right, kind_figures
from assistant.evaluation.questions import EvaluationQuestion, find_articles, half, holds, plain, read_questions
from assistant.evaluation.scoring import (
    Asked,
    Figures,
    answer_figures,
    citation_figures,
    latency_figures,
    refusal_figures,
    retrieval_figures,
    sentence_figures,
)
from assistant.events import Finished
from assistant.wiring import open_assistant
from index.progress import Progress, ignore

Asking = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AskedHow:
    """How questions are asked: `with_time` on their day, only the half that is `held_out`, answered by `mode`."""

    with_time: bool = True
    held_out: bool = False
    mode: Mode = "quoting"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every question with its answer, and the figures."""

    asked: tuple[Asked, ...]
    figures: Figures

    def lines(self) -> list[str]:
        """Every question with its whole answer, one line of JSON each."""
        return [_line(one) for one in self.asked]


def evaluate_folder(
    folder: Path,
    how: AskedHow = AskedHow(),
    *,
    progress: Progress = ignore,
    asking: Asking = lambda done, total: None,
) -> Evaluation:
    """Measure on a folder shaped like `articles.jsonl.gz` (or `articles/`) with `questions.jsonl`.

    The library lives in the user's cache directory, named by the bytes of the articles, so it is built once; an index
    that was built with other settings is noticed and built anew. The half that is held out is the one that calibration
    leaves out. Raises UsageError where the folder is none of that, and for writing where no model is set.
    """
    articles, questions = find_articles(folder), read_questions(folder)
    if how.held_out:
        questions = half(questions, held_out=True)
    if not questions:
        raise UsageError(f"{folder} has no question to ask. Add some to its questions.jsonl.")
    with open_assistant(library_place(articles, "evaluation"), progress=progress) as assistant:
        indexing = index_articles(assistant, articles, progress)
        asked = questions if how.with_time else without_time(questions)
        evaluation = evaluate(assistant, asked, how.mode, asking)
    return replace(evaluation, figures={**evaluation.figures, "indexing": indexing})


def library_place(articles: Path, purpose: str) -> Path:
    """Where in the user's cache directory the library of these articles is kept, by their bytes, for one purpose."""
    digest = hashlib.sha256()
    files = sorted(path for path in articles.rglob("*") if path.is_file()) if articles.is_dir() else [articles]
    for path in files:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return user_cache_path("article-assistant", appauthor=False) / purpose / digest.hexdigest()[:16]


def index_articles(assistant: Assistant, articles: Path, progress: Progress = ignore) -> Figures | None:
    """Bring the articles in and return the figures of indexing: this run's, those of the run that did it, or None.

    Only a run that indexed everything in a new library has figures worth keeping.
    """
    before = assistant.status()
    kept = Path(before.data_directory) / "indexing.json"
    begin = time.perf_counter()
    report = assistant.add([articles], progress)
    seconds = time.perf_counter() - begin
    if before.articles or not report.added:
        return json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else None
    passages = assistant.status().passages
    figures: Figures = {
        "passages": passages,
        "passages_per_s": round(passages / seconds, 1),
        "seconds": round(seconds, 1),
        "peak_memory_mb": peak_memory_mb(),
    }
    kept.write_text(json.dumps(figures), encoding="utf-8")
    return figures


def peak_memory_mb() -> int:
    """The most memory this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024) if sys.platform == "darwin" else peak / 1024)


def evaluate(
    assistant: Assistant,
    questions: Sequence[EvaluationQuestion],
    mode: Mode = "quoting",
    asking: Asking = lambda done, total: None,
) -> Evaluation:
    """Ask each question, and each that one fact answers again with the articles hidden that hold it."""
    texts = plain_texts(assistant)
    _ask(assistant, questions[0], frozenset(), mode)  # loads the models, which is no part of a warm question's latency
    asked = []
    for done, question in enumerate(questions, 1):
        asked.append(_ask_both(assistant, question, texts, mode))
        asking(done, len(questions))
    return Evaluation(tuple(asked), figures_of(asked))


def plain_texts(assistant: Assistant) -> dict[str, str]:
    """Title and text of every article, reduced to words, by article id."""
    return {
        version.article.id: plain(f"{version.article.title} {version.article.text}") for version in assistant.articles()
    }


def articles_holding(question: EvaluationQuestion, texts: dict[str, str]) -> frozenset[str]:
    """The articles that hold the answer: those named as relevant, and all in which an accepted answer stands."""
    return question.relevant | {id for id, text in texts.items() if holds(text, question.answers)}


def figures_of(asked: Sequence[Asked]) -> Figures:
    """All figures but those of indexing."""
    kinds = kind_figures(asked)
    return {
        "retrieval": retrieval_figures(asked),
        "answers": answer_figures(asked),
        "citations": citation_figures(asked),
        "refusals": refusal_figures(asked),
        "sentences": sentence_figures(asked),
        "latency_ms": latency_figures([one.answer for one in asked]),
        "questions": len(asked),
        **({"kinds": kinds} if kinds else {}),
    }


def without_time(questions: Sequence[EvaluationQuestion]) -> list[EvaluationQuestion]:
    """The same questions, asked on no day."""
    return [replace(question, asked_on=None) for question in questions]


def _line(asked: Asked) -> str:
    question = asked.question
    return json.dumps(
        {
            "id": question.id,
            "question": question.question,
            "asked_on": question.asked_on.isoformat() if question.asked_on else None,
            "answers": list(question.answers),
            "relevant": sorted(question.relevant),
            "answerable": question.answerable,
            "kind": question.kind,
            "right": is_right(question, asked.answer),
            "answer": asked.answer.to_json(),
            "hidden_outcome": asked.hidden.outcome if asked.hidden else None,
        },
        ensure_ascii=False,
    )


def _ask_both(assistant: Assistant, question: EvaluationQuestion, texts: dict[str, str], mode: Mode) -> Asked:
    answer = _ask(assistant, question, frozenset(), mode)
    hidden = _ask(assistant, question, articles_holding(question, texts), mode) if question.can_be_hidden else None
    verbatim = sum(_stands(assistant, answer, number) for number in range(len(answer.citations)))
    return Asked(question, answer, hidden, verbatim, len(answer.citations))


def _ask(assistant: Assistant, question: EvaluationQuestion, without_articles: frozenset[str], mode: Mode) -> Answer:
    *_, last = assistant.answering.stream(question.question, question.asked_on, without_articles, mode=mode)
    assert isinstance(last, Finished)  # every stream ends so
    return last.answer


def _stands(assistant: Assistant, answer: Answer, number: int) -> bool:
    """Whether a quote stands, word for word, at its span of the stored version."""
    citation = answer.citations[number]
    text = assistant.article(citation.article_id, citation.version).article.text
    return text[citation.start : citation.end] == citation.quote

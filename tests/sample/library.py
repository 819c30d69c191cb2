"""The sample library as its files tell it: articles by name, what was put in on purpose, questions, conversations.

Reads the articles with the product's own readers, and knows nothing of how questions are answered.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.evaluation.questions import plain
from assistant.wiring import SAMPLE
from corpus.article import Article
from corpus.reading import read_paths

_SHINGLE = 5  # words


@dataclass(frozen=True)
class SampleArticle:
    """One article of the sample: its name in the key, its file, and how it was read."""

    name: str
    path: Path
    article: Article

    @cached_property
    def text(self) -> str:
        """Title and text, white space reduced."""
        return reduced(f"{self.article.title}\n{self.article.text}")

    @cached_property
    def raw(self) -> str:
        """The file as it lies, where it is text."""
        return reduced(self.path.read_text(encoding="utf-8", errors="replace"))

    @cached_property
    def shingles(self) -> set[tuple[str, ...]]:
        """Every run of five words of its text."""
        words = plain(self.article.text).split()
        return {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}

    @property
    def day(self) -> date:
        """The day of publication; for a file that does not tell, the last of the month that it lies in."""
        published = self.article.published
        return published.day if published else date.fromisoformat(f"{self.path.parent.name}-28")


@dataclass(frozen=True)
class Sample:
    """The sample as its files tell it."""

    articles: dict[str, SampleArticle]
    key: dict[str, Any]
    questions: list[dict[str, Any]]
    turns: list[dict[str, Any]]

    @property
    def every_article(self) -> list[SampleArticle]:
        """All articles, in the order of their files."""
        return list(self.articles.values())


def read_sample(folder: Path = SAMPLE) -> Sample:
    """Articles by name, key, questions and turns of conversations."""
    found = [one for path in _files(folder / "articles") for one in _read(path, folder / "articles")]
    return Sample(
        {one.name: one for one in found},
        json.loads((folder / "key.json").read_text(encoding="utf-8")),
        _lines(folder / "questions.jsonl"),
        _lines(folder / "conversations.jsonl"),
    )


def _read(path: Path, articles: Path) -> Iterator[SampleArticle]:
    for found in read_paths([path]):
        if not isinstance(found, Article):
            raise ValueError(f"{path} cannot be read: {found.reason}")
        name = found.id if path.suffix == ".md" else path.relative_to(articles).as_posix()
        yield SampleArticle(name, path, found)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def reduced(text: str) -> str:
    """The text with its white space reduced to single spaces."""
    return " ".join(text.split())

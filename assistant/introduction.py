"""What a library says of itself before anything was asked: what it is, its running stories, questions to begin with.

Knows nothing of how it is shown.
"""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that belong together, over months; `about` is one sentence."""

    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """One line on what the library is, its stories and example questions; all empty where nothing is known of it."""

    line: str = ""
    stories: tuple[Story, ...] = ()
    questions: tuple[str, ...] = ()


NO_INTRODUCTION = Introduction()
"""Of a library of which nothing is known."""


def read_introduction(key: Path) -> Introduction:
    """The introduction that a library's `key.json` holds: its `line`, `stories` and `questions`."""
    fields = json.loads(key.read_text(encoding="utf-8"))
    stories = tuple(Story(story["title"], story["about"]) for story in fields["stories"])
    return Introduction(fields["line"], stories, tuple(fields["questions"]))

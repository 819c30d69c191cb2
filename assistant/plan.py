"""What is to be searched and read for one question.

Knows nothing of how either is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Notice
from assistant.named_outlets import NamedOutlets
from assistant.question import Question
from assistant.time_words import Window
from corpus.filters import NO_FILTERS, Filters
from corpus.library import LibraryCounts
from index.retrieving import RetrievedPassage, Search


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be searched for a question, the days that can answer it, and what the reader should know about it.

    `let_through` counts the articles that are searched, None where nothing is narrowed: by the `filters` that were
    asked for, by the day of a question of the past, and by the outlets that the question has `named`.
    """

    question: Question
    search: Search
    counts: LibraryCounts
    window: Window | None = None
    notices: tuple[Notice, ...] = ()
    let_through: int | None = None
    filters: Filters = NO_FILTERS
    named: NamedOutlets | None = None


def readable(plan: Plan, passages: Sequence[RetrievedPassage]) -> list[RetrievedPassage]:
    """Those passages whose day can answer."""
    return [p for p in passages if plan.window is None or plan.window.admits(p.passage.day)]

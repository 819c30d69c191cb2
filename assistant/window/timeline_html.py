"""The articles behind an answer on a line of time: those that are cited filled, those that were only read hollow.

Knows nothing of how articles are found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, AnswerPassage, Citation
from assistant.window.markup import escaped, hidden, joined
from assistant.window.texts import Texts
from assistant.window.views import ArticleView

FEWEST = 3
"""Articles with a date below which the list of sources says as much."""

_APART = 9
"""Percent of the line's width that two marks on one level keep between them: 24 px on the narrowest phone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One article: when it was published, and whether the answer cites it."""

    article_id: str
    title: str
    outlet: str | None
    day: date
    cited: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its place: percent from the left, and levels above the line."""

    mark: Mark
    left: float
    level: int


def timeline_html(say: Texts, answer: Answer) -> str:
    """The line, its ends named by their days; empty for fewer than three dated articles, or all of one day."""
    marks = marks_of(answer)
    if len(marks) < FEWEST or marks[0].day == marks[-1].day:
        return ""
    placed = place(marks)
    levels = 1 + max(one.level for one in placed)
    entries = "".join(_entry(say, one) for one in placed)
    ends = "".join(f"<span>{escaped(say.day(day.isoformat()))}</span>" for day in (marks[0].day, marks[-1].day))
    head = f'<h4 class="aa-small-head">{escaped(say("timeline.head"))}</h4>'
    key = f'<p class="aa-key"><i class="aa-dot aa-cited"></i>{escaped(say("timeline.cited"))}'
    key += f'<i class="aa-dot"></i>{escaped(say("timeline.read"))}</p>'
    return (
        f'<div class="aa-timeline">{head}<ol style="--levels: {levels}">{entries}</ol>'
        f'<p class="aa-ends" aria-hidden="true">{ends}</p>{key}</div>'
    )


def marks_of(answer: Answer) -> list[Mark]:
    """Each article once, the oldest first; what has no date is left out."""
    cited = {citation.article_id for citation in answer.citations}
    marks: dict[str, Mark] = {}
    behind: tuple[Citation | AnswerPassage, ...] = (*answer.citations, *answer.passages)
    for one in behind:
        if day := _day(one.published):
            marks.setdefault(one.article_id, Mark(one.article_id, one.title, one.outlet, day, one.article_id in cited))
    return sorted(marks.values(), key=lambda mark: (mark.day, not mark.cited, mark.title))


def place(marks: Sequence[Mark]) -> list[Placed]:
    """Each mark at its day, on the lowest level where none is too near."""
    first, span = marks[0].day, max(1, (marks[-1].day - marks[0].day).days)
    ends: list[float] = []
    placed = []
    for mark in marks:
        left = round(100 * (mark.day - first).days / span, 1)
        level = next((level for level, end in enumerate(ends) if left - end >= _APART), len(ends))
        ends[level : level + 1] = [left]
        placed.append(Placed(mark, left, level))
    return placed


def _entry(say: Texts, placed: Placed) -> str:
    mark = placed.mark
    about = joined((mark.title or say("untitled"), mark.outlet, say.day(mark.day.isoformat())))
    cited = " aa-cited" if mark.cited else ""
    state = hidden(f" ({say('timeline.cited')})") if mark.cited else ""
    return (
        f'<li style="--left: {placed.left}; --level: {placed.level}"><a href="#{ArticleView(mark.article_id).fragment}"'
        f' title="{about}"><i class="aa-dot{cited}"></i><span class="aa-aloud">{about}</span>{state}</a></li>'
    )


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None

"""The library as a page asks for it: its parts drawn anew, and the deeds of its buttons.

Knows nothing of gradio, nor of HTTP.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from assistant.window.articles_html import articles_html
from assistant.window.asked import Asked
from assistant.window.chart_html import chart_html
from assistant.window.doing import Deeds, Refused
from assistant.window.health_html import health_html
from assistant.window.library_html import refused_html, told_html
from assistant.window.markup import escaped
from assistant.window.mode_html import model_html
from assistant.window.phrases import library_line, state_line
from assistant.window.sources_html import sources_html
from assistant.window.texts import Texts
from corpus.listing import ListedArticle, ListPage, page_of

PAGE_SIZE = 50
JOBS_READ = 50
_EVERYTHING = 1_000_000_000

Now = Callable[[], datetime]

_SHOWN: dict[str, Callable[[ListedArticle], bool]] = {
    "answering": lambda one: one.answers,
    "retired": lambda one: one.retired_at is not None,
    "waiting": lambda one: not one.answers and one.retired_at is None,
}


class Parts(TypedDict):
    """The parts of the library as HTML; `busy` while something runs whose news should be shown soon."""

    line: str
    state: str
    model: str
    chart: str
    sources: str
    articles: str
    health: str
    busy: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which articles are listed: those with these words, of this state, from this line on."""

    search: str = ""
    shown: str = "all"
    offset: int = 0


def local_now() -> datetime:
    """The time, in the zone of this machine: the window is looked at where the program runs."""
    return datetime.now().astimezone()


class LibraryTab:
    """Draws the library and does what its buttons ask. One for all windows."""

    def __init__(self, assistant: Asked, now: Now = local_now) -> None:
        self._assistant = assistant
        self._deeds = Deeds(assistant)
        self._now = now

    def look(self, say: Texts, narrowing: Narrowing) -> Parts:
        """The library with those articles."""
        assistant, now = self._assistant, self._now()
        state, status = assistant.index_state(), assistant.status()
        running = self._deeds.running
        return Parts(
            line=escaped(library_line(say, status)),
            state=escaped(state_line(say, state, status.waiting_articles)),
            model=model_html(say, status.model),
            chart=chart_html(say, assistant.facets().months),
            sources=sources_html(say, assistant.sources(), running, now),
            articles=articles_html(say, self._page(narrowing), PAGE_SIZE),
            health=health_html(say, assistant.jobs(JOBS_READ), now),
            busy=bool(running.all()) or state.rebuilding,
        )

    def line(self, say: Texts) -> str:
        """How much there is to ask."""
        return escaped(library_line(say, self._assistant.status()))

    def do(self, say: Texts, deed: str, subject: str) -> str:
        """Do what a button asks; what there is to tell of it, as HTML."""
        try:
            return told_html(self._deeds.do(say, deed, subject))
        except Refused as refused:
            return refused_html(str(refused))

    def _all(self) -> Sequence[ListedArticle]:
        return self._assistant.listed("", 0, _EVERYTHING).articles

    def _page(self, narrowing: Narrowing) -> ListPage:
        admits = _SHOWN.get(narrowing.shown)
        if admits is None:
            return self._assistant.listed(narrowing.search, narrowing.offset, PAGE_SIZE)
        return page_of([one for one in self._all() if admits(one)], narrowing.search, narrowing.offset, PAGE_SIZE)

"""The Library tab as a page asks for it: its parts drawn anew, and the deeds of its buttons.

Knows nothing of gradio, nor of HTTP.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypedDict

from assistant.window import texts
from assistant.window.articles_html import articles_html
from assistant.window.asked import Asked
from assistant.window.doing import Deeds, Refused
from assistant.window.library_html import refused_html, told_html
from assistant.window.markup import escaped
from assistant.window.sources_html import sources_html

PAGE_SIZE = 50

Now = Callable[[], datetime]


class Parts(TypedDict):
    """The parts of the tab as HTML; `busy` while something runs whose news should be shown soon."""

    state: str
    sources: str
    articles: str
    busy: bool


def local_now() -> datetime:
    """The time, in the zone of this machine: the window is looked at where the program runs."""
    return datetime.now().astimezone()


class LibraryTab:
    """Draws the tab and does what its buttons ask. One for all windows."""

    def __init__(self, assistant: Asked, now: Now = local_now) -> None:
        self._assistant = assistant
        self._deeds = Deeds(assistant)
        self._now = now

    def look(self, search: str, offset: int) -> Parts:
        """The tab with the articles that `search` finds, from the line `offset` on."""
        state = self._assistant.index_state()
        waiting = self._assistant.status().waiting_articles
        running = self._deeds.running
        return Parts(
            state=escaped(texts.state_line(state, waiting)),
            sources=sources_html(self._assistant.sources(), running, self._now()),
            articles=articles_html(self._assistant.listed(search, offset, PAGE_SIZE), PAGE_SIZE),
            busy=bool(running.all()) or state.rebuilding,
        )

    def do(self, deed: str, subject: str) -> str:
        """Do what a button asks; what there is to tell of it, as HTML."""
        try:
            return told_html(self._deeds.do(deed, subject))
        except Refused as refused:
            return refused_html(str(refused))

"""Everything that a page asks of the window, by name: what it wants to see, and what it wants done.

What a page sends is not trusted: a name that is none is refused, and each value is read as what it has to be. Knows
nothing of gradio, nor of who may do what.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from secrets import token_hex
from typing import Any, TypedDict

from assistant.errors import AssistantError, ConversationNotFoundError, TurnNotFoundError, UsageError
from assistant.inbox import HandedIn
from assistant.window.adding import News, added
from assistant.window.answer_html import working_html
from assistant.window.asked import Asked
from assistant.window.asking import Asking, Picture, Wanted, failed
from assistant.window.chats import Chats
from assistant.window.checking import Checking
from assistant.window.choosing import read_filters, read_mode
from assistant.window.error_html import error_html
from assistant.window.filtering import Filtering
from assistant.window.library_html import refused_html
from assistant.window.library_tab import LibraryTab, Narrowing
from assistant.window.opening import Opening
from assistant.window.page_html import page_html
from assistant.window.phrases import update_line
from assistant.window.program_words import in_words
from assistant.window.report_html import report_html
from assistant.window.shelf import Shelf
from assistant.window.texts import Texts, texts_in
from corpus.errors import CorpusError
from index.errors import IndexingError

_log = logging.getLogger(__name__)

Shown = Mapping[str, object]
"""What a page is given: `html` or other fields; `error` with an alert in their place where something broke."""


class Filed(TypedDict):
    """What came of one upload so far: how far its update is, or its report where it is `done`."""

    upload: str
    html: str
    done: bool


class Values:
    """What a page sent after a name, each value read as what it has to be."""

    def __init__(self, values: Sequence[object]) -> None:
        self._values = values

    def text(self, place: int) -> str:
        """A text; empty where there is none."""
        found = self.plain(place)
        return found if isinstance(found, str) else ""

    def number(self, place: int) -> int:
        """A number; 0 where there is none."""
        found = self.plain(place)
        return int(found) if isinstance(found, (int, float)) and abs(found) < 1e9 else 0

    def plain(self, place: int) -> object:
        """Whatever it is."""
        return self._values[place] if place < len(self._values) else None


class Desk:
    """What the page's requests do. One for all windows."""

    def __init__(self, assistant: Asked) -> None:
        self._assistant = assistant
        shelf = Shelf()
        self._opening = Opening(assistant, shelf)
        self._asking = Asking(assistant, shelf)
        self._chats = Chats(assistant)
        self._library = LibraryTab(assistant)
        self._filtering = Filtering(assistant)
        self._checking = Checking(assistant, shelf)

    def see(self, name: str, language: str, values: Sequence[object], *, reader: str = "") -> Shown:
        """What is asked for; nothing changes by it. `reader` is who has signed in, empty where nobody has to."""
        return self._answered(self._sights(reader), name, language, values)

    def act(self, name: str, language: str, values: Sequence[object]) -> Shown:
        """What came of a deed on conversations, which needs no more than asking does."""
        return self._answered(self._deeds(), name, language, values)

    def change(self, name: str, language: str, values: Sequence[object]) -> Shown:
        """What came of a button of the library; `name` is its deed."""

        def done(say: Texts, got: Values) -> Shown:
            return {"html": self._library.do(say, name, got.text(0))}

        return self._answered({name: done}, name, language, values)

    def answer(self, sent: Mapping[str, Any]) -> Iterator[Picture]:
        """The pictures of a turn as it comes about."""
        say = texts_in(str(sent.get("language", "")))
        named = {name: str(sent.get(name) or "") for name in ("run", "question", "conversation", "instead")}
        mode = read_mode(sent.get("mode"), self._assistant.modes)
        wanted = Wanted(**named, filters=read_filters(sent.get("filters")), mode=mode)
        try:
            yield from self._asking.answer(say, wanted)
        except Exception as error:  # noqa: BLE001 - with `_answered` and `add` the window's doors for errors
            yield failed(say, wanted, _told(say, error))

    def add(self, files: Sequence[HandedIn], language: str) -> Iterator[Filed]:
        """How far an update is, then its report; several may go on side by side."""
        say, upload = texts_in(language), token_hex(8)
        try:
            for item in added(self._assistant, files):
                if isinstance(item, News):
                    line = (
                        update_line(say, item.progress, item.elapsed_s) if item.progress else say("library.uploading")
                    )
                    yield Filed(upload=upload, html=working_html(line), done=False)
                else:
                    yield Filed(upload=upload, html=report_html(say, item, self._title), done=True)
        except Exception as error:  # noqa: BLE001 - see `answer`
            yield Filed(upload=upload, html=_told(say, error), done=True)

    def _title(self, article_id: str) -> str:
        return self._assistant.article(article_id).article.title

    def _sights(self, reader: str) -> dict[str, "_Sight"]:
        chats, library, filtering = self._chats, self._library, self._filtering
        return {
            "page": lambda say, got: self._page(say, reader),
            "begin": lambda say, got: {**chats.begin(say), "line": library.line(say)},
            "open": lambda say, got: {**chats.open(say, got.text(0)), "line": library.line(say)},
            "open_at": lambda say, got: {**chats.open_at(say, got.text(0)), "line": library.line(say)},
            "list": lambda say, got: {"html": chats.list(say, got.text(0), got.number(1))},
            "export": lambda say, got: {**chats.export(got.text(0), got.text(1))},
            "panel": lambda say, got: {"html": self._opening.open(say, got.text(0))},
            "library": lambda say, got: {**library.look(say, Narrowing(got.text(0), got.text(1), got.number(2)))},
            "facets": lambda say, got: {"html": filtering.form(say)},
            "find": lambda say, got: {"html": filtering.find(say, got.text(0))},
            "not_taken": lambda say, got: {"error": refused_html(say("error.not_taken"))},
        }

    def _page(self, say: Texts, reader: str) -> Shown:
        html = page_html(say, self._assistant.modes, self._assistant.status().model, reader)
        return {"html": html, "texts": say.for_script(), "language": say.language}

    def _deeds(self) -> dict[str, "_Sight"]:
        chats = self._chats
        return {
            "check": lambda say, got: {"html": self._checking.check(say, got.text(0))},
            "stop": lambda say, got: {"stopped": self._asking.stop(got.text(0))},
            "rename": lambda say, got: {"title": chats.rename(got.text(0), got.text(1))},
            "delete": lambda say, got: {"deleted": chats.remove(got.text(0))},
            "rate": lambda say, got: {"html": chats.rate(say, got.text(0), _good(got.plain(1)), got.text(2))},
        }

    def _answered(self, known: Mapping[str, "_Sight"], name: str, language: str, values: Sequence[object]) -> Shown:
        say = texts_in(language)
        if name not in known:
            return {"error": error_html(say, say("error.unknown"))}
        try:
            return known[name](say, Values(values))
        except (ConversationNotFoundError, TurnNotFoundError):  # somebody deleted it, and followed an old link
            return {"error": f'<div role="alert">{refused_html(say("side.gone"))}</div>'}
        except Exception as error:  # noqa: BLE001 - see `answer`
            return {"error": _told(say, error)}


_Sight = Callable[[Texts, Values], Shown]


def _news(say: Texts, news: News) -> str:
    return update_line(say, news.progress, news.elapsed_s) if news.progress else say("library.uploading")


def _good(found: object) -> bool | None:
    return found if isinstance(found, bool) else None


def _told(say: Texts, error: Exception) -> str:
    """The alert; the log gets the whole error, unless somebody merely asked for what cannot be."""
    if not isinstance(error, UsageError):
        _log.error("The window could not show this.", exc_info=error)
    told = isinstance(error, (AssistantError, CorpusError, IndexingError))
    return error_html(say, in_words(say, str(error)) if told else say("error.unexpected"))

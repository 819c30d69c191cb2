"""The questions of all windows: asked in their conversations, shown as they are answered, stopped when told.

Knows nothing of how the pictures reach the page.
"""

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TypedDict, cast

from assistant.answer import Answer, Mode
from assistant.conversations.conversation import Turn
from assistant.errors import TurnNotFoundError
from assistant.events import Event
from assistant.running import Running
from assistant.window.asked import Asked
from assistant.window.markup import escaped
from assistant.window.replying import pictures
from assistant.window.shelf import Shelf
from assistant.window.texts import Texts
from assistant.window.turn_html import asked_html, reply_html, turn_html
from corpus.filters import NO_FILTERS, Filters


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a window asks. `run` is the name that the window gave it; `conversation` is empty before the first turn.

    `instead` is the turn that the question takes the place of, with all that follow it; empty where it is the next.
    """

    run: str
    question: str
    conversation: str = ""
    filters: Filters = NO_FILTERS
    instead: str = ""
    mode: Mode | None = None


class Picture(TypedDict):
    """One state of the turn that is being answered: HTML in the place of the one before; `done` for the last."""

    run: str
    conversation: str
    html: str
    done: bool


class Asking:
    """Answers what windows ask. One for all of them."""

    def __init__(self, assistant: Asked, shelf: Shelf) -> None:
        self._assistant = assistant
        self._shelf = shelf
        self._running = Running()

    def stop(self, run: str) -> bool:
        """Answer no further; what is shown by then is kept. Says whether there was anything to stop."""
        was_running = self._running.find(run) is not None
        self._running.stop(run)
        return was_running

    def answer(self, say: Texts, wanted: Wanted) -> Iterator[Picture]:
        """The pictures of the turn, the last one finished. Raises what the assistant raises."""
        with self._running.begun(wanted.run) as begun, self._conversation(wanted) as conversation:
            if begun is None:
                return
            stream = self._assistant.stream(
                wanted.question, filters=wanted.filters, conversation=conversation, mode=wanted.mode
            )
            with closing(cast(Generator[Event], stream)):
                yield _picture(say, wanted, conversation, "")
                for shown in pictures(say, stream, wanted.run, self._shelf):
                    if isinstance(shown, Answer):
                        yield self._finished(say, wanted, conversation, shown)
                        return
                    yield _picture(say, wanted, conversation, shown)
                    if begun.stopped():
                        break
            yield self._stopped(say, wanted, conversation)

    @contextmanager
    def _conversation(self, wanted: Wanted) -> Iterator[str]:
        """The conversation that the turn goes into, without the turns that it replaces.

        Where it breaks, those are put back, and a conversation that was begun for it is gone again.
        """
        kept = self._assistant.conversations
        id = wanted.conversation or kept.begin().id
        replaced = self._replaced(wanted)
        if replaced:
            kept.drop_from(wanted.instead)
        try:
            yield id
        except Exception:
            for turn in replaced:
                kept.keep(id, turn.answer)
            raise
        finally:
            if not kept.get(id).turns:
                kept.remove(id)

    def _replaced(self, wanted: Wanted) -> list[Turn]:
        if not wanted.instead:
            return []
        turns = self._assistant.conversations.turns(wanted.conversation)
        numbers = [turn.number for turn in turns if turn.id == wanted.instead]
        return [turn for turn in turns if numbers and turn.number >= numbers[0]]

    def _finished(self, say: Texts, wanted: Wanted, conversation: str, answer: Answer) -> Picture:
        try:
            html = turn_html(say, self._assistant.conversations.turn(answer.id))
        except TurnNotFoundError:  # its conversation was deleted meanwhile
            html = _turn_so_far(say, wanted, reply_html(say, answer))
        return Picture(run=wanted.run, conversation=conversation, html=html, done=True)

    def _stopped(self, say: Texts, wanted: Wanted, conversation: str) -> Picture:
        """What had been shown was kept when the stream was closed."""
        turns = self._assistant.conversations.turns(conversation)
        html = turn_html(say, turns[-1]) if turns else _turn_so_far(say, wanted, "")
        return Picture(run=wanted.run, conversation=conversation, html=html, done=True)


def failed(say: Texts, wanted: Wanted, error: str) -> Picture:
    """A turn that broke, with the way to try it again."""
    again = f'<button type="button" class="aa-deed" data-do="retry">{escaped(say("turn.retry"))}</button>'
    html = _turn_so_far(say, wanted, error + again)
    return Picture(run=wanted.run, conversation=wanted.conversation, html=html, done=True)


def _picture(say: Texts, wanted: Wanted, conversation: str, reply: str) -> Picture:
    return Picture(run=wanted.run, conversation=conversation, html=_turn_so_far(say, wanted, reply), done=False)


def _turn_so_far(say: Texts, wanted: Wanted, reply: str) -> str:
    asked = asked_html(say, wanted.question, wanted.filters)
    body = f'{asked}<div class="aa-reply">{reply}</div>'
    return f'<article class="aa-turn" data-run="{escaped(wanted.run)}">{body}</article>'

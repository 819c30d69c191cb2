"""Keeps the turns of a conversation as they are answered, and says what is searched for the next question of one.

A stopped answer is kept as far as it was shown, with a notice that says so: a reader who comes back finds what was on
the screen. One that broke is not kept. Knows nothing of how answers come about.
"""

import time
import uuid
from collections.abc import Generator
from contextlib import closing, suppress

from assistant.answer import Answer, Citation, Filters, Notice, Sentence, with_markers
from assistant.conversations.conversation import STOPPED
from assistant.conversations.store import Conversations
from assistant.errors import ConversationNotFoundError
from assistant.events import Event, Finished, Searching, SentenceReady
from assistant.follow_ups import Earlier
from assistant.question import Question

_READ_BACK = 12  # turns that a follow-up may need: "And according to the Ledger?" asks again what was asked before


class Conversing:
    """The conversations of one library while questions are asked in them."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    def earlier(self, conversation_id: str) -> list[Earlier]:
        """The last questions of a conversation with their answers, in their order. Raises ConversationNotFoundError."""
        return [
            Earlier(turn.question, turn.answer.answer)
            for turn in self._conversations.latest(conversation_id, _READ_BACK)
        ]

    def kept(
        self, conversation_id: str, asked: Question, filters: Filters, events: Generator[Event, None, None]
    ) -> Generator[Event, None, None]:
        """The same events; the turn is kept before its whole answer is handed on.

        Where the reader closes this before, what was handed on is kept. A conversation that was deleted meanwhile stays
        deleted.
        """
        shown = _Shown(asked, filters)
        try:
            with closing(events):  # first of all whatever it waits for is ended
                for event in events:
                    yield self._noted(conversation_id, shown, event)
        except GeneratorExit:
            if not shown.whole:
                with suppress(ConversationNotFoundError):
                    self._conversations.keep(conversation_id, shown.so_far())
            raise

    def _noted(self, conversation_id: str, shown: "_Shown", event: Event) -> Event:
        shown.note(event)
        if isinstance(event, Finished):
            with suppress(ConversationNotFoundError):
                return Finished(self._conversations.keep(conversation_id, event.answer).answer)
        return event


class _Shown:
    """What a reader saw of an answer up to now."""

    def __init__(self, asked: Question, filters: Filters) -> None:
        self.whole = False
        self._asked = asked
        self._filters = filters
        self._query = asked.query
        self._sentences: list[Sentence] = []
        self._citations: list[Citation] = []
        self._begun = time.perf_counter()

    def note(self, event: Event) -> None:
        """Take in the next event."""
        if isinstance(event, Searching):
            self._query = event.query
        elif isinstance(event, SentenceReady):
            self._sentences.append(event.sentence)
            self._citations.extend(event.citations)
        elif isinstance(event, Finished):
            self.whole = True

    def so_far(self) -> Answer:
        """The answer as far as it was shown."""
        day = self._asked.asked_on
        written = any(sentence.support == "supported" for sentence in self._sentences)
        return Answer(
            id=uuid.uuid4().hex,
            question=self._asked.text,
            query=self._query,
            asked_on=day.isoformat() if day else None,
            mode="writing" if written else "quoting",
            outcome="partial",
            answer=with_markers(self._sentences, self._citations),
            sentences=tuple(self._sentences),
            citations=tuple(self._citations),
            filters=self._filters,
            notices=(Notice(STOPPED, "Stopped before it was complete."),),
            timings_ms={"total": round((time.perf_counter() - self._begun) * 1000, 1)},
        )

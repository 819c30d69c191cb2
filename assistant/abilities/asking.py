"""Questions, searches and conversations.

Knows nothing of how articles come into the library.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from datetime import date

from assistant.abilities.parts import Ability, Parts
from assistant.answer import Answer, AnswerPassage, Mode
from assistant.answering import Answering
from assistant.conversations.store import Conversations
from assistant.conversing import Conversing
from assistant.events import Event, Finished, answer_of
from assistant.follow_ups import Earlier
from assistant.models.watching import FirstWords
from assistant.narrowed import wrong_filters_explained
from assistant.question import understand
from assistant.searching import search
from corpus.facets import Facets
from corpus.filters import NO_FILTERS, Filters
from index.retrieving import Retriever


class Asking(Ability):
    """Asks the library."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.is_warm = False
        """Whether the models are loaded."""
        self._watchers: list[Callable[[Answer], None]] = []

    def ask(
        self,
        question: str,
        *,
        asked_on: date | None = None,
        filters: Filters = NO_FILTERS,
        conversation: str | None = None,
        earlier: Sequence[Earlier] = (),
        mode: Mode | None = None,
    ) -> Answer:
        """The answer with its checked citations, or the refusal.

        `asked_on` is today where it is not given; where that day is past, articles published later are left out.
        In a `conversation` the question goes on with its turns, and the turn is kept; `earlier` are the turns of one
        that is kept elsewhere. Only articles that `filters` let through are searched. `mode` is the first of `modes`
        where it is not given. Raises UsageError for a blank or overlong question and for a mode that there is not,
        WrongFilterError, ConversationNotFoundError.
        """
        return answer_of(
            self.stream(
                question, asked_on=asked_on, filters=filters, conversation=conversation, earlier=earlier, mode=mode
            )
        )

    def stream(
        self,
        question: str,
        *,
        asked_on: date | None = None,
        filters: Filters = NO_FILTERS,
        conversation: str | None = None,
        earlier: Sequence[Earlier] = (),
        mode: Mode | None = None,
    ) -> Generator[Event, None, None]:
        """The same answer as it comes about; the last event is `Finished`. Closed early, what was handed on is kept."""
        answering, conversing = self._parts.answering, Conversing(self._parts.conversations)
        day = asked_on or date.today()
        before = earlier if conversation is None else conversing.earlier(conversation)
        events = self._watched(answering.stream(question, day, earlier=before, filters=filters, mode=mode))
        if conversation is None:
            return events
        return conversing.kept(conversation, understand(question, day), filters, events)

    def search(
        self, query: str, *, filters: Filters = NO_FILTERS, limit: int = 10, near_day: date | None = None
    ) -> Sequence[AnswerPassage]:
        """The passages that come nearest to some words, best first. Raises UsageError."""
        return search(self._parts.retriever, query, filters=filters, limit=limit, near_day=near_day)

    def facets(self, filters: Filters = NO_FILTERS) -> Facets:
        """What the articles that answer can be narrowed to, with their numbers. Raises WrongFilterError."""
        with wrong_filters_explained():
            return self._parts.faceting.facets(filters)

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The ways of answering that there are, the one first that is taken where none is asked for."""
        return self._parts.answering.modes

    @property
    def conversations(self) -> Conversations:
        """The conversations that are kept, with their turns."""
        return self._parts.conversations

    @property
    def answering(self) -> Answering:
        """The stages of answering, for those who build on them."""
        return self._parts.answering

    @property
    def retriever(self) -> Retriever:
        """The search, for those who bring their own chain."""
        return self._parts.retriever

    def warm_up(self) -> None:
        """Load the models now, so that the first question does not wait for them."""
        self.ask("Which articles are there?", mode="quoting")
        self.is_warm = True

    def on_answer(self, watcher: Callable[[Answer], None]) -> None:
        """Tell `watcher` of every answer from now on, whichever door it goes out by."""
        self._watchers.append(watcher)

    def on_first_words(self, watcher: FirstWords) -> None:
        """Tell `watcher` how long the language model took to begin to write, at every call, if one is set."""
        if self._parts.language_model:
            self._parts.language_model.on_first_words(watcher)

    def _watched(self, events: Generator[Event, None, None]) -> Generator[Event, None, None]:
        """The same; whoever watches is told of the answer before it goes out."""
        with closing(events):
            for event in events:
                if isinstance(event, Finished):
                    for watcher in self._watchers:
                        watcher(event.answer)
                yield event

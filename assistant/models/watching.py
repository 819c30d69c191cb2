"""A language model that is watched: how long it takes to begin to write.

Knows nothing of who watches, nor of what is written.
"""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing

from assistant.models.model import LanguageModel, Message, Usage

FirstWords = Callable[[str, float], None]
"""Told the model's name, and the seconds from the call to its first words."""


class WatchedModel:
    """The same model; `on_first_words` is told of each call that brings any."""

    def __init__(self, model: LanguageModel, clock: Callable[[], float] = time.monotonic) -> None:
        self._model = model
        self._clock = clock
        self._watchers: list[FirstWords] = []

    @property
    def name(self) -> str:
        """See `LanguageModel`."""
        return self._model.name

    @property
    def context_tokens(self) -> int:
        """See `LanguageModel`."""
        return self._model.context_tokens

    def on_first_words(self, watcher: FirstWords) -> None:
        """Tell `watcher` from now on."""
        self._watchers.append(watcher)

    def stream(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str | Usage, None, None]:
        """See `LanguageModel`."""
        begun, waiting = self._clock(), True
        with closing(self._model.stream(messages, most_tokens=most_tokens)) as steps:
            for step in steps:
                if waiting and isinstance(step, str) and step.strip():
                    waiting = False
                    for watcher in self._watchers:
                        watcher(self.name, self._clock() - begun)
                yield step

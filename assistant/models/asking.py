"""One try: a LangChain chat model is asked once, and read until it ends or its time is up.

Knows nothing of further tries, threads or users.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, cast

from assistant.models.chat_models import ChatModel
from assistant.models.failure import ENDLESS, SLOW, STALLED, Failure, failure_of, is_about_usage
from assistant.models.model import Message
from assistant.models.patience import Patience
from assistant.models.reading import Reading

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

_AFTER_END_S = 1.0  # how long the token counts may take that come after the last words


class Times:
    """The limits of one call from now on, by the clock of the running event loop."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._clock = asyncio.get_running_loop().time
        self._begun_s = self._heard_s = self._clock()

    @property
    def left_s(self) -> float:
        """How long the first words may still take."""
        return self._begun_s + self._patience.first_words_s - self._clock()

    def heard(self) -> None:
        """Words came."""
        self._heard_s = self._clock()

    def due(self, reading: Reading) -> float:
        """When the next words have to be there."""
        whole = self._begun_s + self._patience.whole_s
        if reading.finish:
            return min(self._clock() + _AFTER_END_S, whole)
        if reading.began:
            return min(self._heard_s + self._patience.stall_s, whole)
        return min(self._begun_s + self._patience.first_words_s, whole)

    def expired(self, reading: Reading) -> Failure:
        """What it means that they were not."""
        if self._clock() >= self._begun_s + self._patience.whole_s:
            return ENDLESS
        return STALLED if reading.began else SLOW


class _TimeUpError(Exception):
    """Our own limit passed."""


class Asking:
    """Asks one chat model; remembers where its server does not know how to be asked for token counts."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat
        self._without_counts = False

    async def once(
        self, messages: Sequence[Message], most_tokens: int, reading: Reading, times: Times
    ) -> Failure | None:
        """What went wrong, None for nothing. Cancelled, it closes the connection."""
        options = self._chat.limit(most_tokens)
        error = await self._read(messages, options, reading, times)
        if error is not None and not self._without_counts and is_about_usage(error):
            self._without_counts = True
            error = await self._read(messages, options, reading, times)
        if isinstance(error, _TimeUpError) and not reading.finish:
            reading.end()
            return times.expired(reading)
        faulty = reading.end()
        return faulty if error is None or reading.finish else failure_of(error)

    async def _read(
        self, messages: Sequence[Message], options: dict[str, Any], reading: Reading, times: Times
    ) -> Exception | None:
        """Read one answer. The error that ended it, None where it ended by itself or had enough."""
        prompt = [(message.role, message.text) for message in messages]
        options = options | ({"stream_usage": False} if self._without_counts else {})
        limit = asyncio.timeout_at(times.due(reading))
        try:
            answer = cast("AsyncGenerator[AIMessageChunk, None]", self._chat.chat.astream(prompt, **options))
            async with limit, aclosing(answer) as chunks:
                await _take_all(chunks, reading, times, limit)
        except Exception as error:  # noqa: BLE001 what a library makes of garbage can be any error
            return _TimeUpError() if limit.expired() else error
        return None


async def _take_all(
    chunks: "AsyncGenerator[AIMessageChunk, None]", reading: Reading, times: Times, limit: asyncio.Timeout
) -> None:
    """Until it ends or no more is wanted; each piece puts the limit off."""
    async for chunk in chunks:
        before = reading.characters
        if not reading.take(chunk):
            return
        if reading.characters > before:
            times.heard()
        limit.reschedule(times.due(reading))

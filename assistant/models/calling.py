"""Has a language model write: within its time, again where that may help, and never again once words came.

Whatever goes wrong ends as one of two errors, in words for the user. Knows nothing of prompts, of providers, or of what
is written.
"""

import asyncio
from collections.abc import Generator, Sequence
from queue import Empty, SimpleQueue

from assistant.errors import LanguageModelError, ModelBrokeOffError, ModelUnavailableError
from assistant.models.asking import Asking, Times
from assistant.models.breaker import Admission, Breaker
from assistant.models.call_loop import CallLoop
from assistant.models.chat_models import ChatModel
from assistant.models.failure import Failure, duration
from assistant.models.model import Message, Usage
from assistant.models.patience import Patience
from assistant.models.reading import HandOn, Reading

_TICK_S = 0.25  # the protocol's quarter of a second
_CHARACTERS_A_TOKEN = 4  # of English text


class _End:
    """Nothing more comes."""


class CalledModel:
    """A `LanguageModel` behind a LangChain chat model; any number of threads may call it at once.

    The chat model must make no tries of its own. `breaker` tells how the provider is.
    """

    def __init__(
        self,
        name: str,
        context_tokens: int,
        chat: ChatModel,
        *,
        patience: Patience | None = None,
        breaker: Breaker | None = None,
    ) -> None:
        self.name = name
        self.context_tokens = context_tokens
        self.breaker = breaker or Breaker()
        self._asking = Asking(chat)
        self._patience = patience or Patience()
        self._loop = CallLoop()

    def stream(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str | Usage, None, None]:
        """As the protocol says, with the cost of every try added up.

        A `Usage` comes before ModelBrokeOffError too, and before ModelUnavailableError where the server counted.
        """
        admission = self._admit()
        arrived = SimpleQueue[str | Usage | _End]()
        try:
            with self._loop.running(self._write(messages, most_tokens, admission, arrived)) as writing:
                while not isinstance(step := _next(arrived), _End):
                    yield step
                writing.result()
        finally:
            if admission == "probe":
                self.breaker.release()

    def _admit(self) -> Admission:
        """Raises ModelUnavailableError where the model is not to be asked now."""
        admission = self.breaker.admit()
        if admission == "no":
            state = self.breaker.state
            when = f"in {duration(state.again_in_s)}" if state.again_in_s else "in a moment"
            raise ModelUnavailableError(f"{self.name} {state.reason}. So it is left alone, and asked again {when}.")
        return admission

    async def _write(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        admission: Admission,
        arrived: "SimpleQueue[str | Usage | _End]",
    ) -> None:
        """All that comes into `arrived`, the end last, whatever it is."""
        try:
            await self._try_often(messages, most_tokens, admission, arrived.put)
        finally:
            arrived.put(_End())

    async def _try_often(
        self, messages: Sequence[Message], most_tokens: int, admission: Admission, hand_on: HandOn
    ) -> None:
        """Hand on what is written, then its cost. Raises ModelUnavailableError and ModelBrokeOffError."""
        times = Times(self._patience)
        costs: list[Usage] = []
        for tried in range(1, self._patience.tries + 1):
            reading = Reading(most_tokens, hand_on)
            failure = await self._asking.once(messages, most_tokens, reading, times)
            self._report(failure, admission)
            costs += _cost(messages, reading)
            pause_s = None if failure is None or reading.began else self._pause(failure, tried, times.left_s)
            if pause_s is None:
                if costs:
                    hand_on(_sum(costs))
                if failure:
                    raise self._ended(failure, tried, reading)
                return
            await asyncio.sleep(pause_s)

    def _report(self, failure: Failure | None, admission: Admission) -> None:
        if failure is None or failure.is_alive:
            self.breaker.succeeded(admission)
        elif failure.wait_s is not None and failure.wait_s > self._patience.longest_wait_s:
            self.breaker.rest(failure.wait_s, failure.what, admission)
        else:
            self.breaker.failed(failure.what, admission)

    def _pause(self, failure: Failure, tried: int, left_s: float) -> float | None:
        """How long until the next try, None where there is to be none, as for a provider that is left alone by now."""
        if not failure.again or tried == self._patience.tries or self.breaker.state.kind != "closed":
            return None
        pause_s = self._patience.pause(tried, failure.wait_s)
        return pause_s if pause_s < left_s else None

    def _ended(self, failure: Failure, tried: int, reading: Reading) -> LanguageModelError:
        """The error for a call that came to nothing, or to a part."""
        message = failure.told(self.name, tried)
        return ModelBrokeOffError(message) if reading.began else ModelUnavailableError(message)


def _next(arrived: "SimpleQueue[str | Usage | _End]") -> str | Usage | _End:
    """What came, or an empty piece where nothing does."""
    try:
        return arrived.get(timeout=_TICK_S)
    except Empty:
        return ""


def _cost(messages: Sequence[Message], reading: Reading) -> list[Usage]:
    """What one try cost; estimated where words came and the server did not say, [] where neither did."""
    if reading.usage:
        return [reading.usage]
    return [_estimated(messages, reading)] if reading.began else []


def _sum(costs: Sequence[Usage]) -> Usage:
    return Usage(
        sum(one.tokens_in for one in costs),
        sum(one.tokens_out for one in costs),
        estimated=any(one.estimated for one in costs),
    )


def _estimated(messages: Sequence[Message], reading: Reading) -> Usage:
    """What a try may have cost whose server did not say."""
    tokens_in = sum(len(message.text) for message in messages) // _CHARACTERS_A_TOKEN + 1
    return Usage(tokens_in, reading.characters // _CHARACTERS_A_TOKEN + 1, estimated=True)

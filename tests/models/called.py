"""A model as it is opened from settings, over a scripted server, with little patience; and what comes of asking it."""

import threading
import time
from contextlib import closing
from dataclasses import dataclass, field, replace

import pytest

from assistant.errors import LanguageModelError, ModelBrokeOffError, ModelUnavailableError
from assistant.models.breaker import Breaker
from assistant.models.calling import CalledModel
from assistant.models.chat_models import build_chat_model
from assistant.models.choice import chosen_model
from assistant.models.model import Message, Usage
from assistant.models.patience import Patience
from assistant.settings import Settings

KEY = "sk-very-secret-0123456789"
ASKED = (Message("system", "Answer from the passages."), Message("user", "Did it rain on the quay?"))
CALM = Patience(first_words_s=10, stall_s=0.8, whole_s=4, pause_s=0.02)
QUICK = replace(CALM, first_words_s=1.5)
SLACK_S = 2.0  # what a loaded machine may need beside the limits


@dataclass(slots=True)
class Outcome:
    """What came of one call, in which time."""

    text: str = ""
    usage: Usage | None = None
    error: LanguageModelError | None = None
    pieces: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def message(self) -> str:
        """Of the error."""
        return str(self.error)


def called(url: str, patience: Patience = CALM, breaker: Breaker | None = None) -> CalledModel:
    """The model at an address."""
    settings = Settings.model_validate(
        {"model": "openai:test-model", "model_url": url, "model_key": KEY, "model_plain_http": True}
    )
    choice = chosen_model(settings)
    assert choice
    return CalledModel(choice.name, 8192, build_chat_model(choice), patience=patience, breaker=breaker)


def asked(model: CalledModel, most_tokens: int = 200) -> Outcome:
    """Ask it, and check what holds for every call: what ended it, and that nothing is left of it."""
    outcome, before, began = Outcome(), threading.active_count(), time.monotonic()
    try:
        with closing(model.stream(ASKED, most_tokens=most_tokens)) as steps:
            for step in steps:
                assert outcome.usage is None, "the usage comes last"
                if isinstance(step, Usage):
                    outcome.usage = step
                elif step:
                    outcome.pieces.append(step)
    except LanguageModelError as error:
        outcome.error = error
    outcome.seconds = time.monotonic() - began
    outcome.text = "".join(outcome.pieces)
    if outcome.error is None:
        assert outcome.text
        assert outcome.usage
    else:
        assert isinstance(outcome.error, ModelBrokeOffError if outcome.text else ModelUnavailableError)
        assert KEY not in outcome.message
    assert _threads_fall_to(before), threading.enumerate()
    return outcome


def _threads_fall_to(count: int) -> bool:
    """Threads that looked up a name take a moment to notice that nobody needs them."""
    deadline = time.monotonic() + 2
    while threading.active_count() > count and time.monotonic() < deadline:
        time.sleep(0.005)
    return threading.active_count() <= count


def gone_wrong(model: CalledModel, says: str, within_s: float) -> Outcome:
    """Ask it; it has to fail in time, for the reason that `says`."""
    outcome = asked(model)
    if says not in outcome.message:
        pytest.fail(f"said {outcome.message!r} instead, and {outcome.text!r}")
    assert outcome.seconds < within_s + SLACK_S
    return outcome

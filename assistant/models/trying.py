"""Tries a language model: whether it writes at all, how soon, and how fast.

Knows nothing of settings or providers.
"""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from assistant.errors import LanguageModelError
from assistant.models.model import LanguageModel, Message, Usage

_ASKED = (Message("user", "Say in one short sentence what a library is."),)
_MOST_TOKENS = 64
_MOST_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it. Times in seconds from the call; `failure` says why nothing did, and what to do.

    `tokens_per_s` counts those after the first words; None where too few came to tell.
    """

    words: str = ""
    first_s: float | None = None
    tokens_per_s: float | None = None
    failure: str | None = None


def try_model(model: LanguageModel, clock: Callable[[], float] = time.monotonic) -> Trial:
    """Have it write one sentence. What goes wrong is told in the trial."""
    began, first, last, written, usage = clock(), None, 0.0, "", Usage(0, 0)
    try:
        with closing(model.stream(_ASKED, most_tokens=_MOST_TOKENS)) as pieces:
            for piece in pieces:
                if isinstance(piece, Usage):
                    usage = piece
                elif piece:
                    last = clock()
                    first = last if first is None else first
                    written += piece
    except LanguageModelError as error:
        return Trial(_shortened(written), failure=str(error))
    if first is None:
        return Trial(failure="It answered without a word. Try another model, or look at what its server logs.")
    writing_s = last - first
    rate = round((usage.tokens_out - 1) / writing_s, 1) if usage.tokens_out > 1 and writing_s > 0 else None
    return Trial(_shortened(written), round(first - began, 2), rate)


def _shortened(written: str) -> str:
    words = " ".join(written.split())
    return words if len(words) <= _MOST_CHARACTERS else words[: _MOST_CHARACTERS - 1] + "…"

"""How long a model is waited for, and how often it is asked.

Knows nothing of what is asked.
"""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Limits of one call, all in seconds but `tries`.

    `first_words_s` is for all tries together, so that a silent server is given up after it; a local model reads a long
    prompt slowly. `stall_s` passes between two pieces at most, `whole_s` in all. A server that asks us to wait is
    waited for up to `longest_wait_s`. The pause before another try is random, up to `pause_s` and twice that, so that
    many who failed at once do not come back at once (AWS Builders' Library, "full jitter").
    """

    first_words_s: float = 60
    stall_s: float = 20
    whole_s: float = 300
    tries: int = 3
    pause_s: float = 0.5
    longest_wait_s: float = 5

    def pause(self, tried: int, asked_s: float | None) -> float:
        """How long to wait after so many tries; at least what the server asked for."""
        return (asked_s or 0) + random.uniform(0, self.pause_s * 2 ** (tried - 1))

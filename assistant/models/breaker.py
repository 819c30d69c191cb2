"""Keeps a dead provider from costing each question its wait: after failures in a row it is not asked for a while.

Knows nothing of models; any number of threads may use it at once.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Literal

Admission = Literal["go", "probe", "no"]
"""Whether to ask: as usual, as the one try that decides, or not at all."""


@dataclass(frozen=True, slots=True)
class BreakerState:
    """`closed`: everybody asks; `open`: nobody for `again_in_s` seconds more; `half_open`: one try decides.

    `failures` in a row, the last one for `reason`.
    """

    kind: Literal["closed", "open", "half_open"]
    failures: int
    again_in_s: float
    reason: str


class Breaker:
    """Opens after `failures` in a row within `within_s` seconds, for `pause_s` seconds.

    A silent server takes a minute for each failure, so that those of one minute alone would never add up. Who reports
    says how it was admitted, since a call that began before a pause may end while another probes.
    """

    def __init__(
        self,
        *,
        failures: int = 3,
        within_s: float = 300,
        pause_s: float = 30,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = failures
        self._within_s = within_s
        self._pause_s = pause_s
        self._clock = clock
        self._lock = Lock()
        self._failed_at: list[float] = []
        self._opens_again: float | None = None
        self._probing = False
        self._reason = ""

    @property
    def state(self) -> BreakerState:
        """As it is now."""
        with self._lock:
            left = 0.0 if self._opens_again is None else max(self._opens_again - self._clock(), 0.0)
            kind: Literal["closed", "open", "half_open"] = "closed"
            if self._opens_again is not None:
                kind = "open" if left else "half_open"
            return BreakerState(kind, len(self._failed_at), left, self._reason)

    def admit(self) -> Admission:
        """Whether to ask now. Who is told to probe reports what came of it, or calls `release`."""
        with self._lock:
            if self._opens_again is None:
                return "go"
            if self._probing or self._clock() < self._opens_again:
                return "no"
            self._probing = True
            return "probe"

    def succeeded(self, admission: Admission = "go") -> None:
        """The provider answered, if only that it will not; of those that were admitted before a pause, none ends it."""
        with self._lock:
            if self._opens_again is not None and admission != "probe":
                return
            self._failed_at.clear()
            self._opens_again, self._probing, self._reason = None, False, ""

    def failed(self, reason: str, admission: Admission = "go") -> None:
        """It did not; a probe that failed opens it again."""
        with self._lock:
            now = self._clock()
            since = now - self._within_s
            self._failed_at = [*(at for at in self._failed_at if at > since), now][-self._most :]
            self._reason = reason
            if admission == "probe" or (self._opens_again is None and len(self._failed_at) >= self._most):
                self._open_until(now + self._pause_s, admission)

    def rest(self, seconds: float, reason: str, admission: Admission = "go") -> None:
        """The provider asked not to be asked for so long; twice the usual pause is the most it gets."""
        with self._lock:
            self._reason = reason
            self._open_until(self._clock() + min(seconds, 2 * self._pause_s), admission)

    def _open_until(self, at: float, admission: Admission) -> None:
        """A probe is over with this; the report of another leaves it under way."""
        self._opens_again = at
        self._probing = self._probing and admission != "probe"

    def release(self) -> None:
        """The probe ended without an outcome; the next who asks is the probe."""
        with self._lock:
            self._probing = False

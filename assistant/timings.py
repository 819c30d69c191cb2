"""How long the stages of an answer take.

Knows nothing of what the stages do.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant import tracing


@dataclass(slots=True)
class Timings:
    """Milliseconds of each stage, as they are measured."""

    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def measured(self, stage: str) -> Iterator[None]:
        """Add what runs inside to `stage`."""
        begin = time.perf_counter()
        try:
            with tracing.stage(stage):
                yield
        finally:
            self.stages[stage] = self.stages.get(stage, 0.0) + (time.perf_counter() - begin) * 1000

    def milliseconds(self) -> dict[str, float]:
        """Every stage and their total, rounded to a tenth."""
        total = sum(self.stages.values())
        return {name: round(ms, 1) for name, ms in {**self.stages, "total": total}.items()}

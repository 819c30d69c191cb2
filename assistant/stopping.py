"""How what runs is told that it is to end early.

Knows nothing of what runs.
"""

from collections.abc import Callable

Stopped = Callable[[], bool]
"""Whether to end now, with what is done."""


def never() -> bool:
    """A `Stopped` for what nobody stops."""
    return False

"""The citations of replies that are just being made, so that a link in the page can name one by its number.

Knows nothing of HTML or sessions. Kept in memory only: a finished reply is kept with its conversation.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable

from assistant.answer import Citation

REPLIES_KEPT = 200


class Shelf:
    """Citations by reply; the replies used longest ago go first. Safe to use from many threads."""

    def __init__(self, capacity: int = REPLIES_KEPT) -> None:
        self._capacity = capacity
        self._replies: OrderedDict[str, dict[int, Citation]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, turn: str, citations: Iterable[Citation]) -> None:
        """Keep the citations under the reply's name, beside those that it already has."""
        with self._lock:
            kept = self._replies.setdefault(turn, {})
            kept.update({citation.number: citation for citation in citations})
            self._replies.move_to_end(turn)
            while len(self._replies) > self._capacity:
                self._replies.popitem(last=False)

    def all(self, turn: str) -> tuple[Citation, ...]:
        """The citations of a reply in the order of their numbers; none where it is gone."""
        with self._lock:
            kept = self._replies.get(turn)
            if kept is None:
                return ()
            self._replies.move_to_end(turn)
            return tuple(kept[number] for number in sorted(kept))

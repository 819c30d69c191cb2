"""One sentence that may support another, and the day from which its "yesterday" counts.

Knows nothing of where it stands.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one sentence, or of a title; `published` on this day, None where not known.

    `context` is what stands around the sentences that support: title, outlet, neighbours. It tells who is meant.
    """

    text: str
    published: date | None = None
    context: bool = False

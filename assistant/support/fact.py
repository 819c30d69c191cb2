"""What a sentence states, as a value.

Knows nothing of how facts are found.
"""

from dataclasses import dataclass
from typing import Literal

FactKind = Literal["number", "date", "name", "quotation"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, date, name or quotation: the `words` at `sentence[start:end]`."""

    kind: FactKind
    words: str
    start: int
    end: int

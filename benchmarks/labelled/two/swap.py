"""What a rule of the second generator makes of a sentence. Knows nothing of the rules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Swap:
    """A corrupted sentence, and the name of the rule that made it."""

    rule: str
    text: str


def put(rule: str, text: str, start: int, end: int, words: str) -> Swap:
    """The sentence with other words at `start:end`."""
    return Swap(rule, text[:start] + words + text[end:])

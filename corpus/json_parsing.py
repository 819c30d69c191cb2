"""JSON parsed without trusting it.

Knows nothing of what it tells.
"""

import json

from corpus.errors import UnreadableError


def parse_json(text: str) -> object:
    """The value that a JSON text holds. Raises UnreadableError where it is damaged or cannot be read."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"its JSON is damaged: {error.msg} in line {error.lineno}") from error
    except (RecursionError, ValueError) as error:  # nested too deep, or a number of thousands of digits
        raise UnreadableError("its JSON cannot be read") from error

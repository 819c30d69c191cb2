"""Where the command line prints, and how: text without control codes, or JSON.

Knows nothing of what is printed.
"""

import json
import sys
import unicodedata
from typing import Any

from rich.console import Console
from rich.markup import escape

# Control codes and lone surrogates; format characters stay, some are spelling (zero-width joiners).
_NOT_SHOWN = frozenset(("Cc", "Cs"))

is_piped = not sys.stdout.isatty()

_PIPED_COLUMNS = 10_000
# Neither colours nor emoji codes in what articles say. What is piped is not broken into lines, nor are rows of tables.
out = Console(highlight=False, emoji=False, soft_wrap=is_piped, width=_PIPED_COLUMNS if is_piped else None)
err = Console(stderr=True, highlight=False, emoji=False, soft_wrap=not sys.stderr.isatty())


def print_json(value: Any) -> None:
    """A value on stdout, for programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def plain(text: str) -> str:
    """The text without terminal control codes, and with nothing that rich would read as markup."""
    return escape("".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _NOT_SHOWN))

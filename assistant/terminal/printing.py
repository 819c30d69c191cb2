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

# Neither colours nor emoji codes in what articles say; piped text is not broken into lines.
out = Console(highlight=False, emoji=False, soft_wrap=not sys.stdout.isatty())
err = Console(stderr=True, highlight=False, emoji=False)


def print_json(value: Any) -> None:
    """A value on stdout, for programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def plain(text: str) -> str:
    """The text without terminal control codes, and with nothing that rich would read as markup."""
    return escape("".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _NOT_SHOWN))

"""Questions answered over a library of articles, with every sentence proved by a quote.

`open_assistant` is the way in from Python; the other names serve the command line.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.evaluation.running import evaluate_folder
    from assistant.examining import examine
    from assistant.serving import serve_window
    from assistant.wiring import back_up_library, open_assistant, open_sample, restore_library

__all__ = [
    "back_up_library",
    "evaluate_folder",
    "examine",
    "open_assistant",
    "open_sample",
    "restore_library",
    "serve_window",
]

# Loaded when first named, because what lies behind takes over a second to import and `assistant --help` needs none.
_LATE = {
    "back_up_library": "assistant.wiring",
    "evaluate_folder": "assistant.evaluation.running",
    "examine": "assistant.examining",
    "open_assistant": "assistant.wiring",
    "open_sample": "assistant.wiring",
    "restore_library": "assistant.wiring",
    "serve_window": "assistant.serving",
}


def __getattr__(name: str) -> Any:
    """PEP 562: import the module that holds one of the names above."""
    if name not in _LATE:
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)

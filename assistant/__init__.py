"""Questions answered over a library of articles, with every sentence proved by a quote.

`open_assistant` is the way in from Python, `connect` that to a running server; the other names serve the command line.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.conversations.verifying import verify_file
    from assistant.evaluation.running import AskedHow, evaluate_folder
    from assistant.examining import examine
    from assistant.forwarding import connect
    from assistant.mcp_server.over_stdio import serve_stdio
    from assistant.models.looking import look_at_models
    from assistant.serving import serve_window
    from assistant.settings import settings_in_environment
    from assistant.wiring import back_up_library, open_assistant, open_sample, open_tokens, restore_library

__all__ = [
    "AskedHow",
    "back_up_library",
    "connect",
    "evaluate_folder",
    "examine",
    "look_at_models",
    "open_assistant",
    "open_sample",
    "open_tokens",
    "restore_library",
    "serve_stdio",
    "serve_window",
    "settings_in_environment",
    "verify_file",
]

# Loaded when first named, because what lies behind takes over a second to import and `assistant --help` needs none.
_LATE = {
    "AskedHow": "assistant.evaluation.running",
    "back_up_library": "assistant.wiring",
    "connect": "assistant.forwarding",
    "evaluate_folder": "assistant.evaluation.running",
    "examine": "assistant.examining",
    "look_at_models": "assistant.models.looking",
    "open_assistant": "assistant.wiring",
    "open_sample": "assistant.wiring",
    "open_tokens": "assistant.wiring",
    "restore_library": "assistant.wiring",
    "serve_stdio": "assistant.mcp_server.over_stdio",
    "serve_window": "assistant.serving",
    "settings_in_environment": "assistant.settings",
    "verify_file": "assistant.conversations.verifying",
}


def __getattr__(name: str) -> Any:
    """PEP 562: import the module that holds one of the names above."""
    if name not in _LATE:
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)

"""Questions answered over a library of articles, with every sentence proved by a quote.

`open_assistant` is the way in from Python.
"""

from assistant.wiring import open_assistant

__all__ = ["open_assistant"]

"""Opens the chat window over a library and serves it on this machine.

The window is found by its entry point, the one exception to the direction of imports: `ui.py` stands above.
"""

from collections.abc import Callable
from importlib.metadata import entry_points

from assistant.assistant import Assistant
from assistant.errors import UsageError
from assistant.server import build_app, free_port, serve
from assistant.settings import read_settings

_GROUP, _NAME = "assistant.windows", "gradio"


def serve_window(
    assistant: Assistant, ready: Callable[[str, bool], None], *, host: str | None = None, port: int | None = None
) -> None:
    """Serve until interrupted; `host` and `port` win over the settings.

    `ready` is told the address, and whether another port was taken than the wanted one.
    """
    windows = entry_points(group=_GROUP, name=_NAME)
    if not windows:
        raise UsageError("The chat window is not installed with this package. Run: pip install article-assistant")
    settings = read_settings()
    chosen, wanted = host or settings.host, port or settings.port
    free = free_port(chosen, wanted)
    app = build_app(assistant, windows[_NAME].load())
    assistant.warm_up()
    if settings.poll:
        assistant.poll()
    ready(f"http://{chosen}:{free}", free != wanted)
    serve(app, chosen, free)

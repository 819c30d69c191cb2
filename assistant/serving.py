"""Opens the chat window over a library and serves it, on this machine or, with tokens, to others.

The window is found by its entry point, the one exception to the direction of imports: `ui.py` stands above.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

from assistant import adding_later, handing_in
from assistant.access.gate import Locks
from assistant.access.origin import is_loopback
from assistant.assistant import Assistant
from assistant.client.local_key import WithLocalKey
from assistant.errors import UsageError
from assistant.logs import set_up_logging
from assistant.server import build_app, free_port, serve
from assistant.settings import Settings, keep_uploads_in, read_settings

_GROUP, _NAME = "assistant.windows", "gradio"


def serve_window(
    assistant: Assistant, ready: Callable[[str, bool], None], *, host: str | None = None, port: int | None = None
) -> None:
    """Serve until interrupted; `host` and `port` win over the settings.

    `ready` is told the address, and whether another port was taken than the wanted one. Raises UsageError where other
    machines are to be served and there is no token.
    """
    windows = entry_points(group=_GROUP, name=_NAME)
    if not windows:
        raise UsageError("The chat window is not installed with this package. Run: pip install article-assistant")
    settings = read_settings()
    set_up_logging(settings.log, texts=settings.log_texts)
    chosen, wanted = host or settings.host, port or settings.port
    locks = locks_for(assistant, settings, chosen)
    key = WithLocalKey(locks.tokens)
    free = free_port(chosen, wanted)
    incoming = uploads_folder(Path(assistant.status().data_directory))
    keep_uploads_in(incoming)
    locks = replace(locks, tokens=key, incoming=incoming)
    app = build_app(assistant, windows[_NAME].load(), locks, agents_may_add=settings.mcp_add)
    assistant.warm_up()
    handing_in.go_on(assistant)
    adding_later.go_on(assistant)
    if settings.poll:
        assistant.poll()
    address = address_here(chosen, free)
    ready(address, free != wanted)
    assistant.announce(address, key.secret)
    serve(app, chosen, free, assistant.stop_working)


def locks_for(assistant: Assistant, settings: Settings, host: str) -> Locks:
    """How the gate is set for a server at `host`. Raises UsageError where it needs a token and there is none."""
    beyond = not is_loopback(host)
    locks = Locks(assistant.tokens, settings.require_token, beyond, settings.hosts, settings.limits)
    if locks.token_required and not assistant.tokens.all():
        reached = f"{host} can be reached from other machines" if beyond else "A token is required by the settings"
        raise UsageError(f"{reached}, and there is no token yet. Make one first: assistant tokens add NAME")
    return locks


def uploads_folder(data: Path) -> Path:
    """A folder that only we read, for what is uploaded until it is read; what an earlier stop left there is deleted."""
    folder = data / "incoming"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def address_here(host: str, port: int) -> str:
    """The address by which this machine reaches a server that listens at `host`; no browser opens http://0.0.0.0."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"

"""Which of Gradio's routes the window needs, and what scope each needs; all others are closed.

Knows nothing of our own routes. Gradio 6.31 has some eighty routes, and among them are ones that serve files, fetch
addresses, run functions past the queue and edit the program; the window needs about twenty.
"""

from assistant.access.plans import CLOSED, MULTIPART, Plan
from assistant.access.scopes import Scope

_ASSET = Plan(Scope.ASK, asset=True)
_PAGE = Plan(Scope.ASK, page=True)
_DEED = Plan(Scope.ASK)  # what a deed needs, the window itself looks at: see `scopes.may`
_NEEDED = {
    "GET /": _PAGE,
    "HEAD /": _PAGE,
    "GET /assets/{path:path}": _ASSET,
    "GET /static/{path:path}": _ASSET,
    "GET /favicon.ico": _ASSET,
    "GET /manifest.json": _ASSET,
    "GET /theme.css": _ASSET,
    "GET /gradio_api/theme.css": _ASSET,
    "GET /config": _DEED,
    "GET /config/": _DEED,
    "GET /gradio_api/info": _DEED,
    "GET /gradio_api/info/": _DEED,
    "GET /gradio_api/startup-events": _DEED,
    "GET /gradio_api/heartbeat/{session_hash}": _DEED,
    "POST /gradio_api/queue/join": Plan(Scope.ASK, full_is_busy=True),
    "GET /gradio_api/queue/data": _DEED,
    "POST /gradio_api/cancel": _DEED,
    "POST /gradio_api/reset": _DEED,
    "POST /gradio_api/component_server": _DEED,
    "POST /gradio_api/component_server/": _DEED,
    "POST /gradio_api/upload": Plan(Scope.WRITE, (MULTIPART,)),
    "GET /gradio_api/upload_progress": Plan(Scope.WRITE),
}


def plan_of(method: str, path: str) -> Plan:
    """What one of Gradio's routes needs; closed where the window does not use it."""
    return _NEEDED.get(f"{method} {path}", Plan(CLOSED))

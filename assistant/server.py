"""The web application around the window and the API, and the server that runs it on this machine.

Knows nothing of the window: `build_app` is given the function that mounts one.
"""

import ipaddress
import socket
from collections.abc import Callable, MutableMapping
from typing import Any, TypeVar

import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import UsageError

LOCAL_NAMES = ["127.0.0.1", "localhost", "[::1]"]
A = TypeVar("A")

PORTS_TRIED = 50
SHUTDOWN_S = 3
"""Open windows hold their event streams open for ever; without a limit the server would wait for them."""

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",  # Gradio starts from inline scripts and compiles templates
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class _Headers:
    """Adds the security headers to every response, streams included; so it is no `BaseHTTPMiddleware`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_secured(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        await self._app(scope, receive, send_secured if scope["type"] == "http" else send)


def build_app(assistant: A, mount_window: Callable[[FastAPI, A], FastAPI]) -> FastAPI:
    """The application with `/healthz`, and the window at `/`.

    Only names of this machine are answered to: a page elsewhere whose name is made to point here (DNS rebinding) could
    read the library otherwise.
    """
    # the pages of FastAPI's own documentation load from elsewhere
    app = FastAPI(title="Article assistant", docs_url=None, redoc_url=None)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=LOCAL_NAMES)
    app.add_middleware(_Headers)
    app.add_api_route("/healthz", _health, methods=["GET"])
    return mount_window(app, assistant)


def serve(app: FastAPI, host: str, port: int) -> None:
    """Answer on `host` and `port` until told to stop. Raises UsageError for an address beyond this machine."""
    _require_loopback(host)
    uvicorn.run(
        app,
        host=host,
        port=port,
        workers=1,  # sessions and the data directory belong to one process
        ws="none",
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_S,
    )


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one that nobody listens on. Raises UsageError where fifty in a row are taken."""
    _require_loopback(host)
    last = min(wanted + PORTS_TRIED - 1, 65535)
    for port in range(wanted, last + 1):
        if _is_free(host, port):
            return port
    raise UsageError(f"Ports {wanted} to {last} of {host} are all taken. Choose another one with ASSISTANT_PORT.")


def _health() -> dict[str, str]:
    return {"status": "ok"}


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: one that just ended is free
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _require_loopback(host: str) -> None:
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise UsageError(f"{host} is not an address of this machine alone. Use 127.0.0.1.")

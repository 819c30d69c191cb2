"""The headers that every response carries, whatever it is.

Knows nothing of who asks. No other site may read, frame or script what is served here: there is no CORS.
"""

from starlette.datastructures import MutableHeaders

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
CONTENT_POLICY = "; ".join(f"{name} {value}" for name, value in _POLICY.items())
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: browsers then send `Origin: null` with forms, and ours could not be told from a foreign one.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_STRICTER = "default-src 'none'"


def secure(headers: MutableHeaders, *, may_be_kept: bool) -> None:
    """Put the headers in. A page may bring a stricter content policy; what shows the library is kept by no cache."""
    headers.update(_ALWAYS)
    if not headers.get("content-security-policy", "").startswith(_STRICTER):
        headers["Content-Security-Policy"] = CONTENT_POLICY
    if not may_be_kept:
        headers["Cache-Control"] = "no-store"
    for name in [name for name in headers if name.lower().startswith("access-control-")]:
        del headers[name]

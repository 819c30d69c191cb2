"""The routes by which a browser signs in and out: a token in, a cookie out.

Knows nothing of what may be done then. The session stands on the token, so that revoking the token ends it.
"""

from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from starlette.responses import RedirectResponse, Response

from assistant.access.callers import COOKIE, TokenStore, session_cookie
from assistant.access.origin import is_encrypted
from assistant.access.sign_in_page import SIGN_IN, SIGN_OUT, asking, safe_path, signed_in
from assistant.access.tokens import SESSION_DAYS

_FORM = {"content": {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}}


_PAGE = {"x-scope": "open", "x-page": True}
_SENT = {"x-scope": "open", "requestBody": _FORM}


def mount(app: FastAPI, tokens: TokenStore, *, token_required: bool) -> None:
    """Add the routes. Where no token is asked for there is nothing to sign in to, and they lead to the window."""
    door = _SigningIn(tokens, token_required)
    app.add_api_route(SIGN_IN, door.show, methods=["GET"], include_in_schema=False, openapi_extra=_PAGE)
    app.add_api_route(SIGN_IN, door.sign_in, methods=["POST"], include_in_schema=False, openapi_extra=_SENT)
    app.add_api_route(SIGN_OUT, door.sign_out, methods=["POST"], include_in_schema=False, openapi_extra=_SENT)


class _SigningIn:
    """The page, and what is sent from it."""

    def __init__(self, tokens: TokenStore, token_required: bool) -> None:
        self._tokens = tokens
        self._token_required = token_required

    def show(self, request: Request) -> Response:
        """Asks for a token, or says whose token is signed in."""
        cookie = session_cookie(request.headers)
        token = self._tokens.of_session(cookie) if cookie else None
        if token:
            return signed_in(request.headers, token.name)
        return asking(request.headers, "/") if self._token_required else RedirectResponse("/", 303)

    async def sign_in(self, request: Request) -> Response:
        """A token in, a cookie out."""
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        token = self._tokens.find(form.get("token", [""])[0].strip())
        onward = safe_path(form.get("next", ["/"])[0])
        if token is None:
            return asking(request.headers, onward, is_wrong=True)
        response = RedirectResponse(onward, 303)
        response.set_cookie(
            COOKIE,
            self._tokens.begin_session(token),
            max_age=SESSION_DAYS * 86400,
            httponly=True,
            samesite="strict",
            secure=is_encrypted(request.headers, request.scope["scheme"]),
        )
        return response

    def sign_out(self, request: Request) -> Response:
        """Ends the session, here and in the browser."""
        cookie = session_cookie(request.headers)
        if cookie:
            self._tokens.end_session(cookie)
        response = RedirectResponse(SIGN_IN, 303)
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return response

"""Routes whose requests can be sent twice: with an Idempotency-Key, the second gets the reply of the first.

A key belongs to its caller. The same key with another request is refused, and so is one whose first request is not
answered yet. Replies that say "later" (429, 5xx) are not kept. Knows nothing of how replies are kept.
"""

import hashlib
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from assistant.access.scopes import access_of
from assistant.api.kept_replies import KeptReplies, Known, Reply
from assistant.api.problems import Problem, ProblemError

HEADER = "Idempotency-Key"
REPEATED = "Idempotency-Replayed"
_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Any string of your own. Sent again with the same one within a day, the request is not done again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]([ -~]*[!-~])?$"},
}
_FIT = re.compile(r"[ -~]{1,255}")
_KEPT_HEADERS = ("content-type", "location")
_BLOCK = 1 << 20
_NOT_FIT = f"{HEADER} must be 1 to 255 printable ASCII characters."
_REUSED = f"This {HEADER} came with another request before. Use a new one for each request."
_UNDER_WAY = f"The first request with this {HEADER} is not answered yet. Wait for it."

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class RepeatableRoute(APIRoute):
    """A route that honours Idempotency-Key, where its method changes anything."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        if not self._only_reads:
            self.openapi_extra = {**(self.openapi_extra or {}), "parameters": [_PARAMETER]}

    @property
    def _only_reads(self) -> bool:
        return set(self.methods or ()) <= {"GET", "HEAD"}

    def get_route_handler(self) -> Handler:
        """The usual handler, asked once for each key."""
        handler = super().get_route_handler()
        if self._only_reads:
            return handler

        async def once(request: Request) -> Response:
            given = request.headers.get(HEADER)
            if given is None:
                return await handler(request)
            if not _FIT.fullmatch(given):
                raise ProblemError(Problem("invalid_request", _NOT_FIT))
            try:
                return await _once(request, handler, given)
            finally:
                await request.close()  # the files of a form that was read for its fingerprint

        return once


async def _once(request: Request, handler: Handler, given: str) -> Response:
    kept: KeptReplies = request.app.state.kept_replies
    access = access_of(request)
    key = f"{access.token_id if access else None} {given}"
    fingerprint = await _fingerprint(request)
    known = await run_in_threadpool(kept.begin, key, fingerprint)
    if known:
        return _again(known, fingerprint)
    try:
        response = await handler(request)
    except BaseException:  # also where the client goes away: the key must not be held for ever
        kept.forget(key)
        raise
    if response.status_code >= 500 or response.status_code == 429:
        await run_in_threadpool(kept.forget, key)
    else:
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        await run_in_threadpool(kept.keep, key, Reply(response.status_code, headers, bytes(response.body)))
    return response


def _again(known: Known, fingerprint: str) -> Response:
    if known.fingerprint != fingerprint:
        raise ProblemError(Problem("idempotency_key_reused", _REUSED))
    if known.reply is None:
        raise ProblemError(Problem("idempotency_key_under_way", _UNDER_WAY, retry_after_s=1))
    headers = {**known.reply.headers, REPEATED: "true"}
    return Response(known.reply.body, known.reply.status, headers)


async def _fingerprint(request: Request) -> str:
    """A hash of what is asked. The boundary between the parts of a form changes every time, so it is left out."""
    digest = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        digest.update(await request.body())
        return digest.hexdigest()
    for name, value in (await request.form()).multi_items():
        if isinstance(value, UploadFile):
            digest.update(f"\n{name} {value.filename}\n".encode())
            while block := await value.read(_BLOCK):
                digest.update(block)
            await value.seek(0)
        else:
            digest.update(f"\n{name}={value}".encode())
    return digest.hexdigest()

"""The one gate around the whole application: nothing is reached but through it, and nothing leaves without its headers.

Knows nothing of articles or answers. What is decided for a request is left for handlers in `scope["state"]["access"]`.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from starlette.datastructures import Headers
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access.bodies import Body, RefusedBodyError, refused_unread
from assistant.access.callers import Callers, NoTokens, TokenStore
from assistant.access.denial import (
    BUSY,
    FOREIGN_HOST,
    FOREIGN_PAGE,
    NO_SUCH_DOOR,
    UNAVAILABLE,
    Denial,
    out_of_scope,
    too_often,
    wrong_method,
)
from assistant.access.doors import Door, Doors
from assistant.access.incoming import Incoming
from assistant.access.limits import Buckets, Limits, Places, QueueFullError
from assistant.access.origin import LOCAL_NAMES, is_foreign_page, is_known_host
from assistant.access.outgoing import Outgoing
from assistant.access.plans import CLOSED, MULTIPART, OPEN, Plan
from assistant.access.scopes import STATE_KEY, STRANGER, Access
from assistant.access.scopes import Scope as Needed
from assistant.access.sign_in_page import asking
from corpus.errors import DatabaseError

_UNKNOWN = Plan(Needed.ADMIN)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Locks:
    """How the gate is set: by default for this machine alone, without a token.

    `beyond` says that the server listens to other machines; `names` are hosts it answers to beside those of this
    machine; `incoming` is the folder that uploads come into.
    """

    tokens: TokenStore = field(default_factory=NoTokens)
    require_token: bool = False
    beyond: bool = False
    names: Collection[str] = ()
    limits: Limits = field(default_factory=Limits)
    incoming: Path | None = None

    @property
    def token_required(self) -> bool:
        """Whether anybody needs a token: wherever callers may be on other machines."""
        return self.require_token or self.beyond or bool(self.names)


class Gate:
    """An ASGI application around another. `routes` gives those of the one inside."""

    def __init__(self, app: ASGIApp, routes: Callable[[], Sequence[BaseRoute]], locks: Locks) -> None:
        self._app = app
        self._routes = routes
        self._locks = locks
        self._names = LOCAL_NAMES | {name.lower() for name in locks.names}
        self._doors: Doors | None = None
        self._callers = Callers(locks.tokens, locks.token_required)
        self._buckets = Buckets(locks.limits.requests_per_minute)
        self._incoming = Incoming(locks.incoming) if locks.incoming else None
        self._open: dict[asyncio.Task[object], Outgoing] = {}
        self._places = Places(locks.limits.answers_at_once, locks.limits.answers_waiting)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._attend(scope, receive, send)
        else:  # no door is a WebSocket
            await send({"type": "websocket.close", "code": 1008})

    async def end_streams(self) -> None:
        """End every stream where it is: windows hold theirs open for ever, and the server is to stop."""
        for task, outgoing in list(self._open.items()):
            if outgoing.is_stream:
                await outgoing.finish()
                task.cancel()

    @property
    def doors(self) -> Doors:
        """The plan of the application, drawn when the first request comes: everything is mounted by then."""
        self._doors = self._doors or Doors.of(self._routes())
        return self._doors

    async def _attend(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        door = self.doors.find(scope["method"], scope["path"])
        plan = door.plan if door else _UNKNOWN
        outgoing = Outgoing(send, plan)
        try:
            decision = self._decide(scope, headers, door)
        except DatabaseError:
            _log.exception("Tokens cannot be checked.")
            decision = UNAVAILABLE
        if isinstance(decision, Denial):
            await self._refuse(outgoing, decision, scope, headers)
            return
        scope.setdefault("state", {})[STATE_KEY] = decision
        outgoing.still_wanted = lambda: self._callers.still_may(decision)
        body = Body(receive, headers, plan, self._locks.limits)
        await self._let_in(scope, body, outgoing, door)
        await self._callers.note_use(decision)

    @contextmanager
    def _noted(self, outgoing: Outgoing) -> Iterator[None]:
        """What is inside can be ended by `end_streams`."""
        task = asyncio.current_task()
        assert task is not None  # every application runs in one
        self._open[task] = outgoing
        try:
            yield
        except asyncio.CancelledError:
            if not outgoing.ended:
                raise
        finally:
            del self._open[task]

    def _decide(self, scope: Scope, headers: Headers, door: Door | None) -> Access | Denial:
        """What the caller may do here, or why nothing; the cheapest looks come first."""
        plan = door.plan if door else _UNKNOWN
        if not is_known_host(headers, self._names, self._local_address(scope)):
            return FOREIGN_HOST
        if is_foreign_page(headers, may_be_opened_from_elsewhere=plan.page and scope["method"] == "GET"):
            return FOREIGN_PAGE
        caller = self._callers.recognise(headers)
        if isinstance(caller, Denial):
            if plan.needs != OPEN:
                return caller
            caller = STRANGER
        return self._refused_here(scope, headers, door, caller) or caller

    def _refused_here(self, scope: Scope, headers: Headers, door: Door | None, caller: Access) -> Denial | None:
        """Why a caller whom we know gets nothing here."""
        if door is None or door.plan.needs == CLOSED:
            methods = self.doors.methods(scope["path"])
            return wrong_method(methods) if methods else NO_SUCH_DOOR
        if isinstance(door.plan.needs, Needed) and not caller.may(door.plan.needs):
            return out_of_scope(door.plan.needs)
        if scope["method"] not in ("GET", "HEAD"):
            refused = refused_unread(headers, door.plan, self._locks.limits)
            if refused:
                return refused
        counted = caller.token_id is not None and not door.plan.asset
        wait_s = self._buckets.wait_s(caller.token_id) if counted and caller.token_id is not None else 0
        return too_often(wait_s) if wait_s else None

    async def _let_in(self, scope: Scope, body: Body, outgoing: Outgoing, door: Door | None) -> None:
        """Hand the request on; what answers waits for its place, with its body already here."""
        try:
            if door and door.answers:
                await body.read()
                async with self._places.place():
                    await self._hand_on(scope, body, outgoing)
            else:
                async with self._room_for(body.plan):
                    await self._hand_on(scope, body, outgoing)
        except RefusedBodyError as refused:
            await outgoing.refuse(refused.denial)
        except QueueFullError:
            await outgoing.refuse(BUSY)

    async def _hand_on(self, scope: Scope, body: Body, outgoing: Outgoing) -> None:
        async def receive() -> Message:
            """What the application reads; it could take our exception for its own, so it hears that nobody is there."""
            try:
                return await body.receive()
            except RefusedBodyError as refused:
                await outgoing.refuse(refused.denial)
                return {"type": "http.disconnect"}

        try:
            with self._noted(outgoing):
                await self._app(scope, receive, outgoing.send)
        except Exception:
            if not outgoing.ended and not body.is_broken_off:  # else it only says that the caller has gone
                raise

    async def _refuse(self, outgoing: Outgoing, denial: Denial, scope: Scope, headers: Headers) -> None:
        """A person who has yet to sign in gets the page to do it on; programs get the problem."""
        if denial.status == 401 and outgoing.plan.page and scope["method"] == "GET":
            await outgoing.respond(asking(headers, scope["path"], scope["query_string"].decode("latin-1")))
        else:
            await outgoing.refuse(denial)

    def _room_for(self, plan: Plan) -> AbstractAsyncContextManager[None]:
        """Where what comes in lies while it comes."""
        return self._incoming.upload() if self._incoming and MULTIPART in plan.accepts else nullcontext()

    def _local_address(self, scope: Scope) -> str | None:
        server = scope.get("server")
        return server[0] if self._locks.beyond and server else None

"""The plan of everything that can be reached: for each route what scope it needs and what it takes.

Knows nothing of callers. Our own routes say it themselves, by `openapi_extra={"x-scope": …}`; the window's are listed
in `gradio_doors`, as Gradio says nothing; whatever is in neither needs the most, or is closed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi.routing import RouteContext, iter_route_contexts
from starlette.routing import BaseRoute, Mount

from assistant.access.gradio_doors import plan_of
from assistant.access.plans import CLOSED, JSON, OPEN, Plan
from assistant.access.scopes import Scope

_DECLARES_NOTHING = {"/openapi.json": Scope.ASK, "/mcp": Scope.ASK}
"""Ours that are no FastAPI routes and so cannot say what they need; what is below them needs the same."""

ANSWERING = frozenset(
    (method, path)
    for path in (
        *("/v1/ask", "/v1/check", "/v1/search", "/v1/chat/completions"),
        *("/client/ask", "/client/stream", "/client/check", "/client/search"),
    )
    for method in ("GET", "POST")
)
"""What makes the models work, and so takes a place among the answers that are made at once."""


@dataclass(frozen=True, slots=True)
class Door:
    """One route for one method. `path` is its template; `method` is "*" for an application of its own."""

    path: str
    method: str
    regex: re.Pattern[str]
    plan: Plan

    @property
    def answers(self) -> bool:
        """Whether it takes a place among the answers."""
        return (self.method, self.path) in ANSWERING or (self.method == "POST" and self.path.startswith("/mcp"))


@dataclass(frozen=True, slots=True)
class Doors:
    """All of them, in the order in which the application tries them."""

    doors: Sequence[Door]

    @classmethod
    def of(cls, routes: Sequence[BaseRoute]) -> "Doors":
        """Those of an application, its mounted ones included."""
        return cls(tuple(_doors(routes, "", in_window=False)))

    def find(self, method: str, path: str) -> Door | None:
        """The door that this request would come to; None where there is none for its method, or none at all."""
        for door in self.doors:
            if door.method in (method, "*") and door.regex.match(path):
                return door if door.method == method else replace(door, method=method)
        return None

    def methods(self, path: str) -> list[str]:
        """Which methods this address has; [] where there is nothing."""
        found = {door.method for door in self.doors if door.regex.match(path) and door.plan.needs != CLOSED}
        return sorted(found)


def _doors(routes: Sequence[BaseRoute], prefix: str, *, in_window: bool) -> Iterator[Door]:
    for context in iter_route_contexts(routes):
        route = context.original_route
        if isinstance(route, Mount):
            yield from _mounted(route, prefix)
        elif context.methods:
            for method in sorted(context.methods):
                yield _door(context, method, prefix, in_window=in_window)


def _mounted(route: Mount, prefix: str) -> Iterator[Door]:
    """Those inside; one door for all of it where it does not say what is inside."""
    path = prefix + route.path
    if route.routes:
        yield from _doors(route.routes, path, in_window=_is_gradio(route.app))
    else:
        yield Door(path, "*", re.compile(f"^{re.escape(path)}(?:/.*)?$", re.DOTALL), _own_plan(path, None))


def _door(context: RouteContext, method: str, prefix: str, *, in_window: bool) -> Door:
    path = prefix + (context.path or "")
    inner: str = context.path_regex.pattern
    regex = re.compile("^" + re.escape(prefix) + inner.removeprefix("^")) if prefix else context.path_regex
    return Door(path, method, regex, plan_of(method, path) if in_window else _own_plan(path, context))


def _own_plan(path: str, context: RouteContext | None) -> Plan:
    """As the route declares it; the most is needed where nobody does."""
    extra: dict[str, Any] = getattr(context, "openapi_extra", None) or {}
    known = next((needs for top, needs in _DECLARES_NOTHING.items() if f"{path}/".startswith(f"{top}/")), Scope.ADMIN)
    declared = extra.get("x-scope", known)
    return Plan(
        OPEN if declared == OPEN else Scope(declared), _accepted(context, extra), page=bool(extra.get("x-page"))
    )


def _accepted(context: RouteContext | None, extra: dict[str, Any]) -> tuple[str, ...]:
    """The media types of its body."""
    written = tuple(extra.get("requestBody", {}).get("content", ()))
    field = getattr(context, "body_field", None)
    media_type = getattr(getattr(field, "field_info", None), "media_type", None)
    return written or ((media_type,) if media_type else (JSON,))


def _is_gradio(app: object) -> bool:
    return type(app).__module__.partition(".")[0] == "gradio"

"""Puts the API into an application: its routes, its errors, its document, and the eye on all requests.

Knows nothing of what the routes do.
"""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

from assistant.access.scopes import Scope
from assistant.api.document import openapi_of
from assistant.api.failing import handle_errors
from assistant.api.kept_replies import KeptReplies
from assistant.api.metrics import Holdings, Metrics
from assistant.api.observing import Observed, log_answers
from assistant.api.opened import OpenedLibrary, needs
from assistant.api.routes import adding, articles, asking, checking, conversations, index, jobs, sources, system
from assistant.assistant import Assistant
from assistant.jobs import JobState
from assistant.settings import read_settings


def mount(app: FastAPI, assistant: Assistant) -> Callable[[ASGIApp], ASGIApp]:
    """Add the API to `app`, and begin to count and log what is asked at any door.

    Returns what must stand around the whole application, the gate included, to see every request.
    """
    metrics = Metrics(lambda: _holdings(assistant))
    app.state.library = OpenedLibrary(assistant, metrics)
    app.state.kept_replies = KeptReplies(assistant.database)
    assistant.on_answer(metrics.answered)
    assistant.on_first_words(metrics.began_to_write)
    assistant.on_answer(log_answers(texts=read_settings().log_texts))
    handle_errors(app)
    _add_routes(app)
    return lambda inner: Observed(inner, metrics)


def _add_routes(app: FastAPI) -> None:
    for routes in (asking, checking, adding, articles, sources, jobs, conversations, index, system):
        app.include_router(routes.router)
    app.include_router(index.backup_router)
    app.include_router(system.root)
    document: dict[str, Any] = {}

    async def openapi() -> dict[str, Any]:
        """This document."""
        if not document:  # made when it is first asked for: other doors are mounted after this one
            document.update(openapi_of(app))
        return document

    app.add_api_route(
        "/v1/openapi.json", openapi, include_in_schema=False, openapi_extra=needs(Scope.ASK), methods=["GET"]
    )


def _holdings(assistant: Assistant) -> Holdings:
    held = assistant.status()
    live = sum(assistant.job_page(state, limit=1).total for state in (JobState.RUNNING, JobState.QUEUED))
    return Holdings(held.articles, held.versions, held.passages, held.waiting_articles, live)

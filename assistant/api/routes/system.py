"""The server itself: status, health, readiness, numbers for Prometheus. Knows nothing of what watches it."""

from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.access.scopes import Scope
from assistant.api import examples
from assistant.api.metrics import MEDIA_TYPE
from assistant.api.models.articles import NarrowQuery
from assistant.api.models.system import FacetsView, HealthView, ModelView, ReadyView, StatusView
from assistant.api.opened import Opened, OpenedLibrary, needs
from assistant.api.problems import documented
from corpus.errors import DatabaseError

router = APIRouter(prefix="/v1", tags=["server"])
root = APIRouter(tags=["server"])
_METRICS = {
    "description": "Counters, gauges and histograms in Prometheus' text format.",
    "content": {"text/plain": {"schema": {"type": "string"}, "example": "assistant_articles 124.0\n"}},
}


@router.get(
    "/status",
    operation_id="getStatus",
    summary="What the library holds",
    responses={200: examples.shown("Status", "What there is."), **documented("library_unavailable")},
    openapi_extra=needs(Scope.ASK),
)
def status(library: Opened) -> StatusView:
    """Articles, versions, passages, what waits, and the language model."""
    held = library.assistant.status()
    return StatusView(
        version=version("article-assistant"),
        articles=held.articles,
        versions=held.versions,
        newest=held.newest,
        passages=held.passages,
        waiting_articles=held.waiting_articles,
        embedding_model=held.embedding_model,
        sources=len(library.assistant.sources()),
        conversations=library.assistant.conversations.page(limit=1).total,
        model=ModelView.of(held.model) if held.model else None,
    )


@router.get(
    "/facets",
    operation_id="getFacets",
    summary="What can be narrowed to",
    responses={200: examples.shown("Facets", "The most frequent first."), **documented("filter_unknown")},
    openapi_extra=needs(Scope.ASK),
)
def facets(asked: Annotated[NarrowQuery, Query()], library: Opened) -> FacetsView:
    """Outlets, authors, languages, tags, sources and months, with how many articles each has."""
    return FacetsView.model_validate(library.assistant.facets(asked.filters()))


@root.get(
    "/healthz",
    operation_id="getHealth",
    summary="Whether the server lives",
    responses={200: examples.shown("Health", "It does.")},
    openapi_extra=needs("open"),
)
async def health() -> HealthView:
    """Asks nothing of the library."""
    return HealthView(status="ok")


@root.get(
    "/readyz",
    operation_id="getReadiness",
    summary="Whether questions can be answered",
    response_model=ReadyView,
    responses={
        200: examples.shown("Ready", "They can; while the index is built, by words alone."),
        503: {"model": ReadyView, **examples.shown("NotReady", "Not yet, or not now.")},
    },
    openapi_extra=needs("open"),
)
def ready(response: Response, library: Opened) -> ReadyView:
    """Models loaded, library open, index current or being built."""
    view = _readiness(library)
    response.status_code = 200 if view.ready else 503
    return view


@root.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Numbers for Prometheus",
    response_class=Response,
    responses={200: _METRICS, **documented()},
    openapi_extra=needs(Scope.ASK),
)
def metrics(library: Opened) -> Response:
    """Requests, questions by outcome, stages, articles, passages, jobs; no label holds a word of any."""
    return Response(library.metrics.text(), media_type=MEDIA_TYPE)


def _readiness(library: OpenedLibrary) -> ReadyView:
    """A library that cannot be read is told, and breaks nothing."""
    models = library.assistant.is_warm
    try:
        library.assistant.database.query_one("SELECT 1")
        words_only = library.assistant.retriever.words_only
    except DatabaseError:
        return ReadyView(ready=False, models=models, library=False, index="unknown")
    index = "building" if library.assistant.is_building else "words_only" if words_only else "current"
    return ReadyView(ready=models, models=models, library=True, index=index)

"""What the routes work with: the assistant behind this server, and what the server keeps beside it.

Knows nothing of any route.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends
from starlette.requests import Request

from assistant.access.scopes import Scope
from assistant.api.metrics import Metrics
from assistant.api.models.jobs import JobView
from assistant.assistant import Assistant
from assistant.jobs import Job


@dataclass(frozen=True, slots=True)
class OpenedLibrary:
    """One assistant with the numbers that are kept of its server."""

    assistant: Assistant
    metrics: Metrics

    @property
    def directory(self) -> str:
        """The path of the data directory; not to be told."""
        return self.assistant.status().data_directory

    def job(self, job: Job) -> JobView:
        """A job as it is told, with how far it is."""
        return JobView.of(job, self.assistant.runner.progress(job), self.directory)


async def _opened(request: Request) -> OpenedLibrary:
    opened = request.app.state.library
    assert isinstance(opened, OpenedLibrary)
    return opened


Opened = Annotated[OpenedLibrary, Depends(_opened)]


def needs(scope: Scope | Literal["open"]) -> dict[str, Any]:
    """The `openapi_extra` of a route that needs this scope; the gate reads it."""
    return {"x-scope": str(scope)}

"""Sources as they are told over HTTP, and what is sent to add one.

Knows nothing of how a source is read.
"""

from datetime import datetime

from pydantic import BaseModel, Field

from assistant.api.models.bodies import Body
from assistant.keeping import SourceState
from corpus.source import SourceKind


class AddSourceBody(Body):
    """A source to keep. Paths of this machine need the scope admin: they let its files be read."""

    address: str = Field(
        min_length=1,
        max_length=4000,
        pattern=r"^\S(.*\S)?$",
        description="A feed, page or sitemap on the web, or the path of a folder or reading list on the server.",
        examples=["https://harbourpost.example/feed.xml"],
    )


class TroubleView(BaseModel):
    """An entry of a source that could not be read, and why."""

    name: str
    reason: str | None


class SourceView(BaseModel):
    """One source with what came of it. `every_s` null: only looked at when asked."""

    id: str
    kind: SourceKind
    address: str
    title: str | None
    added_at: datetime
    every_s: int | None
    next_at: datetime | None
    paused: str | None = Field(description="Why, null while it goes on.")
    failures: int = Field(description="Rounds in a row that failed.")
    last_at: datetime | None
    last_result: str | None
    articles: int
    failed: int
    troubles: list[TroubleView]

    @classmethod
    def of(cls, state: SourceState) -> "SourceView":
        """That of a source."""
        source = state.source
        return cls(
            id=source.id,
            kind=source.kind,
            address=source.address,
            title=source.title,
            added_at=source.added_at,
            every_s=source.every_s,
            next_at=None if source.paused else source.next_at,
            paused=source.paused,
            failures=source.failures,
            last_at=source.last_at,
            last_result=source.last_result,
            articles=state.counts.articles,
            failed=state.counts.failed,
            troubles=[TroubleView(name=one.url or one.key, reason=one.reason) for one in state.troubles],
        )


class SourcesView(BaseModel):
    """Every source, in the order they were added."""

    sources: list[SourceView]

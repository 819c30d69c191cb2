"""What the server says of itself, its library and its index.

Knows nothing of how any of it is found out.
"""

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.models.jobs import ProgressView
from assistant.running import Run
from assistant.status import ModelStatus
from index.reports import IndexState


class IndexView(BaseModel):
    """How much can be searched by its meaning, and what is being done about the rest."""

    searchable: int = Field(description="Passages whose vector is searched.")
    total: int = Field(description="Passages; the words of all of them are searched.")
    rebuilding: bool
    words_only: bool = Field(description="Whether no vector is searched at present.")
    reason: str | None = Field(description="Why, null where all is well.")
    progress: ProgressView | None

    @classmethod
    def of(cls, state: IndexState, library: str) -> "IndexView":
        """That of an index; `library` is the path of the data directory, which is nobody's business."""
        return cls(
            searchable=state.searchable,
            total=state.total,
            rebuilding=state.rebuilding,
            words_only=state.words_only,
            reason=state.reason and state.reason.replace(library, "the data directory"),
            progress=ProgressView.of(Run("index", state.progress)) if state.progress else None,
        )


class FacetView(BaseModel):
    """One name: `value` is what a filter asks for, `label` what people call it."""

    model_config = ConfigDict(from_attributes=True)

    value: str
    label: str
    articles: int


class MonthView(BaseModel):
    """How many articles an outlet published in a month; `outlet` null stands for those without one."""

    model_config = ConfigDict(from_attributes=True)

    month: str = Field(examples=["2024-11"])
    outlet: str | None
    articles: int


class FacetsView(BaseModel):
    """What can be narrowed to, the most frequent name of each kind first, among what is narrowed to already."""

    model_config = ConfigDict(from_attributes=True)

    articles: int
    outlets: list[FacetView]
    authors: list[FacetView]
    languages: list[FacetView]
    tags: list[FacetView]
    sources: list[FacetView]
    months: list[MonthView]
    undated: int
    oldest: str | None
    newest: str | None


class ModelView(BaseModel):
    """The language model that writes, and what it cost today, in its own tokens."""

    name: str = Field(examples=["ollama:qwen3:4b"])
    resting: bool = Field(description="It failed so often that questions are kept from it for a while.")
    tokens_today: int
    tokens_a_day: int | None = Field(description="After so many answers are quotes until tomorrow; null: no limit.")

    @classmethod
    def of(cls, model: ModelStatus) -> "ModelView":
        """That of a model."""
        return cls.model_validate(model, from_attributes=True)


class StatusView(BaseModel):
    """What the library holds."""

    version: str = Field(description="Of this program.")
    articles: int
    versions: int
    newest: str | None = Field(description="The latest day of publication.")
    passages: int
    waiting_articles: int = Field(description="Kept, and not yet searchable.")
    embedding_model: str
    sources: int
    conversations: int
    model: ModelView | None = Field(description="Null where none is set, and answers are quotes.")


class HealthView(BaseModel):
    """The process lives."""

    status: str = Field(examples=["ok"])


class ReadyView(BaseModel):
    """Whether questions can be answered now, and why not."""

    ready: bool
    models: bool = Field(description="They are loaded.")
    library: bool = Field(description="It can be read.")
    index: str = Field(description="current, building or words_only.")

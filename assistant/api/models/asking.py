"""Questions and searches, with what they are narrowed to; the answer is `Answer.to_json`, with a schema of its own.

Knows nothing of how answers come about.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.answer import Mode
from assistant.api.models.bodies import Body, Day
from assistant.question import MOST_CHARACTERS
from corpus.filters import Filters

Words = Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARACTERS, pattern=r"\S")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Names = Annotated[list[Name], Field(max_length=100)]


class FiltersBody(Body):
    """What is searched: only what matches one value of every list that has any, and was published in these days."""

    outlets: Names = Field(default=[], description="Who published.", examples=[["Harbour Post"]])
    authors: Names = Field(default=[])
    since: Day | None = Field(default=None, alias="from", description="First day of publication.")
    until: Day | None = Field(default=None, alias="to", description="Last day of publication.")
    languages: Names = Field(default=[], description="ISO 639-1 codes.", examples=[["en"]])
    tags: Names = Field(default=[])
    articles: Names = Field(default=[], description="Ids of articles.")
    sources: Names = Field(default=[], description="Ids of sources.")

    def filters(self) -> Filters:
        """The same as the assistant takes it."""
        return Filters(
            outlets=tuple(self.outlets),
            authors=tuple(self.authors),
            since=self.since,
            until=self.until,
            languages=tuple(self.languages),
            tags=tuple(self.tags),
            articles=tuple(self.articles),
            sources=tuple(self.sources),
        )


class AskBody(Body):
    """A question."""

    question: Words = Field(examples=["Where was the stolen chronometer found?"])
    asked_on: Day | None = Field(
        default=None,
        description="The day it is asked on, by default today. Of a past day: later articles are left out.",
    )
    filters: FiltersBody = FiltersBody()
    conversation: str | None = Field(
        default=None, max_length=100, description="The conversation that it goes on with, and is kept in."
    )
    mode: Mode | None = Field(
        default=None,
        description="Whether a language model writes the answer, each sentence checked, or articles are quoted. Where "
        "it is left out, writing, if a model is set.",
    )
    stream: bool = Field(default=False, description="Whether to send events, as `Accept: text/event-stream` does.")


class SearchBody(Body):
    """A search for passages."""

    query: Words = Field(examples=["stolen chronometer"])
    limit: int = Field(default=10, ge=1, le=100)
    near_day: Day | None = Field(default=None, description="Passages published around this day rank higher.")
    filters: FiltersBody = FiltersBody()


class FoundPassage(BaseModel):
    """One passage, as answers have them."""

    model_config = ConfigDict(from_attributes=True)

    article_id: str
    version: int
    title: str
    url: str | None
    outlet: str | None
    published: str | None
    text: str
    start: int = Field(description="Offset in the version's text, in Unicode code points.")
    end: int
    score: float = Field(description="Higher is better; comparable within one search only.")


class SearchView(BaseModel):
    """What a search found, best first."""

    query: str
    passages: list[FoundPassage]
    words_only: bool = Field(description="Whether words alone were searched, as the index is being built.")

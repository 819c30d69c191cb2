"""Articles and their versions, and what is sent to add one.

Knows nothing of where articles are kept.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from assistant.api.models.bodies import Body, Day
from corpus.changes import Paragraph
from corpus.filters import Filters
from corpus.library import Version
from corpus.listing import ListedArticle
from corpus.reading.draft import Draft

MOST_LINES = 200
MOST_OFFSET = 10**9
MOST_TEXT_CHARACTERS = 5_000_000
Line = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Names = Annotated[list[Line], Field(max_length=20)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]", max_length=4000)]


def _with(name: str) -> dict[str, JsonValue]:
    """The schema of what has a string of this name."""
    return {"required": [name], "properties": {name: {"type": "string"}}}


class AddBody(Body):
    """An article to add: the `url` of a page, which is fetched, or its `text` with what is known about it."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [_with("url"), _with("text")]})

    url: Address | None = Field(default=None, examples=["https://harbourpost.example/chronometer"])
    text: str | None = Field(default=None, min_length=1, max_length=MOST_TEXT_CHARACTERS)
    title: Line | None = None
    outlet: Line | None = None
    authors: Annotated[list[Line], Field(max_length=100)] = Field(default=[])
    published: Line | None = Field(default=None, description="A day or an instant, however it is written.")
    language: Line | None = Field(default=None, description="Told from the text where it is left out.")
    tags: Names = Field(default=[])

    @model_validator(mode="after")
    def _one_of_them(self) -> "AddBody":
        if self.text is None and self.url is None:
            raise ValueError("give a url or a text")
        return self

    def draft(self) -> Draft:
        """The text with what is said about it."""
        return Draft(
            text=self.text or "",
            title=self.title,
            url=self.url,
            outlet=self.outlet,
            authors=tuple(self.authors),
            dates=(self.published,) if self.published else (),
            language=self.language,
            tags=tuple(self.tags),
        )


class NarrowQuery(Body):
    """Which articles are meant. Names given more than once mean any of them."""

    model_config = ConfigDict(strict=False)  # numbers come as text in a query

    outlet: Names = Field(default=[])
    author: Names = Field(default=[])
    language: Names = Field(default=[])
    tag: Names = Field(default=[])
    source: Names = Field(default=[], description="Ids of sources.")
    since: Day | None = Field(default=None, description="First day of publication.")
    until: Day | None = Field(default=None, description="Last day of publication.")

    def filters(self) -> Filters:
        """What narrows the list beside words."""
        return Filters(
            outlets=tuple(self.outlet),
            authors=tuple(self.author),
            since=self.since,
            until=self.until,
            languages=tuple(self.language),
            tags=tuple(self.tag),
            sources=tuple(self.source),
        )


class ListQuery(NarrowQuery):
    """Which articles to list, and which of the lines."""

    q: str = Field(default="", max_length=500, description="Words that stand in title or outlet.")
    offset: int = Field(default=0, ge=0, le=MOST_OFFSET)
    limit: int = Field(default=50, ge=1, le=MOST_LINES)


class ArticleLine(BaseModel):
    """One line of the list; `answers` is false for what was retired or cannot be searched yet."""

    id: str
    title: str
    outlet: str | None
    published: str | None = Field(description="An ISO instant with its zone, a bare day, or null.")
    first_seen: str
    versions: int
    answers: bool
    retired_at: str | None

    @classmethod
    def of(cls, listed: ListedArticle) -> "ArticleLine":
        """That of a listed article."""
        return cls.model_validate(listed, from_attributes=True)


class ArticlePage(BaseModel):
    """Some lines of the list, and how many there are in all; an `offset` behind the last line gives the last page."""

    articles: list[ArticleLine]
    offset: int
    total: int


class VersionLine(BaseModel):
    """One version without its text; `characters` is how long that is."""

    number: int
    title: str
    added_at: str
    published: str | None
    modified: str | None
    characters: int

    @classmethod
    def of(cls, version: Version) -> "VersionLine":
        """That of a version."""
        article = version.article
        return cls(
            number=version.number,
            title=article.title,
            added_at=version.added_at,
            published=article.published.iso if article.published else None,
            modified=article.modified.iso if article.modified else None,
            characters=len(article.text),
        )


class VersionView(BaseModel):
    """One version of an article with its text; the spans of citations count its code points."""

    article_id: str
    version: int
    title: str
    text: str
    url: str | None
    outlet: str | None
    authors: list[str]
    published: str | None
    modified: str | None
    language: str | None
    tags: list[str]
    added_at: str

    @classmethod
    def of(cls, version: Version) -> "VersionView":
        """That of a version."""
        article = version.article
        return cls(
            article_id=article.id,
            version=version.number,
            title=article.title,
            text=article.text,
            url=article.url,
            outlet=article.outlet,
            authors=list(article.authors),
            published=article.published.iso if article.published else None,
            modified=article.modified.iso if article.modified else None,
            language=article.language,
            tags=list(article.tags),
            added_at=version.added_at,
        )


class ArticleView(VersionView):
    """The newest version of an article, and the list of all; `answers` where questions are answered from it."""

    answers: bool
    versions: list[VersionLine] = Field(description="Oldest first.")


class PieceView(BaseModel):
    """A stretch of text that stands in both versions, or in one of them only."""

    kind: Literal["same", "added", "removed"]
    text: str


class ChangesView(BaseModel):
    """What changed between two versions of an article, paragraph by paragraph."""

    article_id: str
    old: int
    new: int
    old_title: str
    new_title: str
    paragraphs: list[list[PieceView]]

    @staticmethod
    def pieces(paragraph: Paragraph) -> list[PieceView]:
        """One paragraph."""
        return [PieceView(kind=piece.kind, text=piece.text) for piece in paragraph]

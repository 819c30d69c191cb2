"""A text to be checked, and what came of it; the citations are those of answers.

Knows nothing of how a text is checked.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.abilities.text_checking import MOST_TEXTS
from assistant.api.models.bodies import Body, Day
from assistant.support.check_report import CheckReport
from assistant.support.given_text import GivenText
from assistant.support.text_checking import LONGEST_TEXT
from assistant.support.verdict import FaultKind
from assistant.support.wording import fault_json

LONGEST_GIVEN = 500_000
"""Characters of one text that another is checked against: a long report, or a short book."""

Checked = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT, pattern=r"\S")]
Given = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_GIVEN, pattern=r"\S")]
Line = Annotated[str, StringConstraints(max_length=300)]
ArticleId = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class GivenBody(Body):
    """A text to check against, sent along; offsets count its characters."""

    text: Given
    title: Line = ""
    outlet: Line | None = None
    published: Day | None = None

    def given(self) -> GivenText:
        """The same as the assistant takes it."""
        return GivenText(self.text, self.title, self.outlet, self.published)


class CheckBody(Body):
    """A text, and what it is checked against: the whole library, where nothing is named."""

    text: Checked = Field(examples=["The chronometer was found in a biscuit tin."])
    articles: list[ArticleId] = Field(default=[], max_length=MOST_TEXTS, description="Ids of articles.")
    given: list[GivenBody] = Field(
        default=[], max_length=MOST_TEXTS, description="Texts; citations call them `given-1` and so on."
    )


class FaultView(BaseModel):
    """What is wrong with a sentence: the words of it that nothing supports, and why, for people."""

    kind: FaultKind
    words: str
    text: str = Field(examples=["No quote has “12,400”."])


class CitationView(BaseModel):
    """A quote: `quote` stands, word for word, at `start` to `end` of that version."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    article_id: str
    version: int
    title: str
    url: str | None
    outlet: str | None
    authors: list[str]
    published: str | None
    quote: str
    start: int = Field(description="Offset in the version's text, in Unicode code points.")
    end: int
    spans: list[tuple[int, int]]
    link: str | None


class SentenceView(BaseModel):
    """One sentence of the text, without its markers."""

    text: str
    supported: bool | None = Field(description="Null for what states nothing: a heading, a question.")
    citations: list[int] = Field(description="The quotes that support it, or come nearest.")
    faults: list[FaultView]
    probability: float | None = Field(description="That the quotes mean what it says; null where nobody judged it.")


class CheckView(BaseModel):
    """What came of checking a text; `supported` where it states something, and all of it is supported."""

    supported: bool
    judged: int = Field(description="Sentences that state something.")
    unsupported: int
    sentences: list[SentenceView]
    citations: list[CitationView]

    @classmethod
    def of(cls, report: CheckReport) -> "CheckView":
        """That of a report."""
        sentences = [
            SentenceView(
                text=one.text,
                supported=one.supported,
                citations=list(one.citations),
                faults=[FaultView.model_validate(fault_json(fault)) for fault in one.faults],
                probability=one.probability,
            )
            for one in report.sentences
        ]
        return cls(
            supported=report.supported,
            judged=report.judged,
            unsupported=len(report.unsupported),
            sentences=sentences,
            citations=[CitationView.model_validate(one) for one in report.citations],
        )

"""What comes back for a question: the answer, its sentences and citations, or the refusal; and its JSON form.

The JSON form is the contract of every door (terminal, Python, API); `answer.schema.json` describes it, and fields are
only ever added. Knows nothing of how answers are made.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from assistant.errors import UsageError
from assistant.json_values import Json, plain, read_value
from corpus.filters import NO_FILTERS
from corpus.filters import Filters as Filters

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_VERSION = 1

Outcome = Literal["answered", "partial", "refused", "clarify", "catalogue"]
Mode = Literal["quoting", "writing"]
Support = Literal["quoted", "supported"]
RefusalCode = Literal["not_said", "no_articles", "filtered_out"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the answer with the numbers of the citations that prove it."""

    text: str
    citations: tuple[int, ...]
    support: Support = "quoted"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence stands: `version.text[start:end] == quote`, checked before it is shown.

    `spans` holds more than one range where the claim's speaker stands in a neighbouring sentence. `published` is an ISO
    instant or day, `link` opens the page at the quote where the article has a URL.
    """

    number: int
    article_id: str
    version: int
    title: str
    url: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    quote: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    link: str | None


@dataclass(frozen=True, slots=True)
class AnswerPassage:
    """One passage that was considered; `score` is the fused rank score, higher is better."""

    article_id: str
    version: int
    title: str
    url: str | None
    outlet: str | None
    published: str | None
    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class NearArticle:
    """An article that came nearest to a question that the articles do not answer."""

    article_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The articles do not say: why that is thought, and what comes nearest. `code` says the reason to programs."""

    reason: str
    nearest: tuple[NearArticle, ...] = ()
    code: RefusalCode = "not_said"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the answer rests on, and the library it was drawn from. `independent` is None until copies are grouped.

    `searched_articles` is None where all were searched, and nothing narrowed that.
    """

    articles: int
    outlets: int
    independent: int | None
    newest: str | None
    library_articles: int
    searched_articles: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know about how this answer came about; `about` says the same to programs."""

    code: str
    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelUse:
    """The language model that wrote an answer, and what it read and wrote for it, in its own tokens.

    `cached` where the same question over the same library was answered before, and nothing was sent.
    """

    name: str
    tokens_in: int
    tokens_out: int
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole reply to one question. `timings_ms` holds each stage and their total, in milliseconds.

    `unanswered` names the parts of the question that the articles leave open, `model` is None where none wrote.
    """

    id: str
    question: str
    query: str
    asked_on: str | None
    mode: Mode
    outcome: Outcome
    answer: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[AnswerPassage, ...] = ()
    refusal: Refusal | None = None
    unanswered: tuple[str, ...] = ()
    coverage: Coverage | None = None
    filters: Filters = NO_FILTERS
    confidence: float | None = None
    notices: tuple[Notice, ...] = ()
    model: ModelUse | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)

    def to_json(self) -> Json:
        """The contract's object, ready for json.dumps; parts that nothing fills yet are empty."""
        fields = plain(asdict(self))
        fields.update(
            schema=SCHEMA_VERSION,
            filters=self.filters.to_json(),
            clarification=None,
            disagreements=[],
            timeline=[],
        )
        return {"schema": fields.pop("schema"), **fields}

    @classmethod
    def from_json(cls, fields: object) -> "Answer":
        """The answer of which this is the JSON. Fields that are not known yet are passed over. Raises UsageError."""
        if not isinstance(fields, dict) or fields.get("schema") != SCHEMA_VERSION:
            raise UsageError(f"This is no answer of schema {SCHEMA_VERSION}. Export it again with this version.")
        filters = fields.get("filters")
        known = {**fields, "filters": Filters.renamed(filters)} if isinstance(filters, dict) else fields
        return read_value(_answer_adapter(), known, "answer", "Export it again.")


@cache
def _answer_adapter() -> "TypeAdapter[Answer]":
    from pydantic import TypeAdapter  # takes a while to import, and `assistant --help` reads no answer

    return TypeAdapter(Answer)


def with_markers(sentences: Sequence[Sentence], citations: Sequence[Citation]) -> str:
    """The sentences with their markers; a new paragraph where the articles quoted from change."""
    article_of = {citation.number: citation.article_id for citation in citations}
    text, article = "", None
    for sentence in sentences:
        cited = article_of[sentence.citations[0]]
        goes_on = cited == article or sentence.support == "supported"
        joint = "" if not text else " " if goes_on else "\n\n"
        text += joint + sentence.text + " " + "".join(f"[{number}]" for number in sentence.citations)
        article = cited
    return text


def by_article(citations: Sequence[Citation]) -> list[list[Citation]]:
    """The citations of each cited version together, in the order of their first numbers."""
    groups: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        groups.setdefault((citation.article_id, citation.version), []).append(citation)
    return list(groups.values())

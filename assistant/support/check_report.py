"""What came of checking a text: its sentences, each with what supports it or what is wrong with it; and its JSON form.

Knows nothing of how it is judged.
"""

from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.answer import Citation
from assistant.errors import UsageError
from assistant.json_values import Json, plain, read_value
from assistant.support.verdict import Fault

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """One sentence of a text as it was written, its markers taken out.

    `supported` is None for what states nothing (a heading, a question): that is not judged. `citations` number the
    quotes that support it, or that come nearest where it is not supported; `faults` say what no quote supports.
    `probability` that the quotes mean what it says, from 0 to 1, None where it was not judged.
    """

    text: str
    supported: bool | None
    citations: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A whole text: its sentences in order, and the quotes that they name by number."""

    sentences: tuple[CheckedSentence, ...]
    citations: tuple[Citation, ...] = ()

    @property
    def judged(self) -> int:
        """How many sentences state something."""
        return sum(sentence.supported is not None for sentence in self.sentences)

    @property
    def unsupported(self) -> tuple[CheckedSentence, ...]:
        """The sentences that the articles do not support, in order."""
        return tuple(sentence for sentence in self.sentences if sentence.supported is False)

    @property
    def supported(self) -> bool:
        """Whether the text states something, and all of it is supported."""
        return self.judged > 0 and not self.unsupported

    def to_json(self) -> Json:
        """Ready for json.dumps; `schema` counts up where a field changes its meaning."""
        return {
            "schema": SCHEMA_VERSION,
            "supported": self.supported,
            "judged": self.judged,
            "unsupported": len(self.unsupported),
            "sentences": plain([asdict(sentence) for sentence in self.sentences]),
            "citations": plain([asdict(citation) for citation in self.citations]),
        }

    @classmethod
    def from_json(cls, fields: object) -> "CheckReport":
        """The report of which this is the JSON. Fields that are not known yet are passed over. Raises UsageError."""
        if not isinstance(fields, dict) or fields.get("schema") != SCHEMA_VERSION:
            raise UsageError(f"This is no report of schema {SCHEMA_VERSION}. Check the text again with this version.")
        return read_value(_report_adapter(), fields, "report", "Check the text again.")


@cache
def _report_adapter() -> "TypeAdapter[CheckReport]":
    from pydantic import TypeAdapter  # takes a while to import, and `assistant --help` reads no report

    return TypeAdapter(CheckReport)

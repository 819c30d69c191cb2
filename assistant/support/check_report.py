"""What came of checking a text: its sentences, each with what supports it or what is wrong with it; and its JSON form.

Knows nothing of how it is judged.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.answer import Citation
from assistant.errors import UsageError
from assistant.support.verdict import Fault

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA_VERSION = 1
Json = dict[str, Any]


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
            "sentences": _plain([asdict(sentence) for sentence in self.sentences]),
            "citations": _plain([asdict(citation) for citation in self.citations]),
        }

    @classmethod
    def from_json(cls, fields: object) -> "CheckReport":
        """The report of which this is the JSON. Fields that are not known yet are passed over. Raises UsageError."""
        from pydantic import ValidationError

        if not isinstance(fields, dict) or fields.get("schema") != SCHEMA_VERSION:
            raise UsageError(f"This is no report of schema {SCHEMA_VERSION}. Check the text again with this version.")
        try:
            return _report_adapter().validate_python(fields)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise UsageError(f"This is no report: {place}: {first['msg']}. Check the text again.") from error


@cache
def _report_adapter() -> "TypeAdapter[CheckReport]":
    from pydantic import TypeAdapter  # takes a while to import, and `assistant --help` reads no report

    return TypeAdapter(CheckReport)


def _plain(value: object) -> object:
    """Tuples as lists, all the way down, so that the object equals its own JSON read back."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value

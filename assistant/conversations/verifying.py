"""Checks an exported file again, quote by quote, with nothing but the file.

Reads what `exporting.as_json` wrote, and a single answer as `assistant ask --json` prints it, whose quotes are looked
up in its passages. It finds every change that leaves the file at odds with itself; it cannot tell a file that was
rewritten throughout, texts and hashes together. Knows nothing of the library.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, cast

from assistant.answer import Answer, Citation, Sentence, with_markers
from assistant.conversations.exporting import SCHEMA_VERSION, text_hash
from assistant.drafting import written_out
from assistant.errors import UsageError
from corpus.errors import UnreadableError
from corpus.json_parsing import parse_json
from index.sentences import Span

_MOST_SPANS = 8  # a claim and its neighbours are three; every choice of them is tried below
_NO_EXPORT = "This is no exported conversation and no answer. Export it again with `assistant conversations export`."


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not stand. `turn` is None for a single answer, `citation` None where it is not about one quote."""

    turn: int | None
    citation: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many answers and quotes were looked at, how many quotes stand, and what does not.

    `written` sentences are in the words of a model: their quotes were looked up, but whether those mean what they say
    was not judged again, as that takes the models of the program. `assistant check` judges it.
    """

    answers: int
    quotes: int
    standing: int
    problems: tuple[Problem, ...]
    written: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything stands."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class _Part:
    """Some text of a version: the `whole` of it, or a passage that begins at `start`.

    `about` are title, address, outlet and date; `fault` says why the text proves nothing.
    """

    text: str
    about: tuple[str | None, ...]
    start: int = 0
    whole: bool = False
    fault: str | None = None

    def at(self, start: int, end: int) -> str | None:
        """The words at these offsets of the version; None where they are not all in this part."""
        inside = self.start <= start < end <= self.start + len(self.text)
        return self.text[start - self.start : end - self.start] if inside else None


_Parts = Mapping[tuple[str, int], Sequence[_Part]]


def verify_file(file: Path) -> Verified:
    """What stands in an exported file. Raises UsageError where it cannot be read, or is none."""
    try:
        return verify(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}. Name an exported file.") from error


def verify(text: str) -> Verified:
    """What stands in the text of an exported file. Raises UsageError where it is none."""
    try:
        fields = parse_json(text)
    except UnreadableError as error:
        raise UsageError(f"The file cannot be read: {error}. Export it again.") from error
    if not isinstance(fields, dict):
        raise UsageError(_NO_EXPORT)
    if fields.get("kind") == "conversation":
        return _verify_conversation(fields)
    answer = Answer.from_json(fields)
    return _verdict([answer], list(_answer_problems(None, answer, _passages(answer))))


def _verify_conversation(fields: dict[str, Any]) -> Verified:
    if fields.get("schema") != SCHEMA_VERSION:
        raise UsageError(f"This is no export of schema {SCHEMA_VERSION}. Use the version of the program that wrote it.")
    parts = {
        (_str(one, "article_id"), _int(one, "version")): [_version_part(one)] for one in _objects(fields, "versions")
    }
    turns = [(_int(one, "number"), Answer.from_json(one.get("answer"))) for one in _objects(fields, "turns")]
    problems = [Problem(None, None, part.fault) for [part] in parts.values() if part.fault]
    for number, answer in turns:
        problems.extend(_answer_problems(number, answer, parts))
    return _verdict([answer for _, answer in turns], problems)


def _verdict(answers: Sequence[Answer], problems: Sequence[Problem]) -> Verified:
    quotes = sum(len(answer.citations) for answer in answers)
    fallen = {(problem.turn, problem.citation) for problem in problems if problem.citation is not None}
    written = sum(sentence.support == "supported" for answer in answers for sentence in answer.sentences)
    return Verified(len(answers), quotes, quotes - len(fallen), tuple(problems), written)


def _version_part(one: dict[str, Any]) -> _Part:
    text, title = _str(one, "text"), _str(one, "title")
    about = (title, one.get("url"), one.get("outlet"), one.get("published"))
    changed = text_hash(text) != _str(one, "sha256")
    fault = f"The text of “{title}” (version {_int(one, 'version')}) is not the one that its SHA-256 was taken of."
    return _Part(text, about, whole=True, fault=fault if changed else None)


def _passages(answer: Answer) -> dict[tuple[str, int], list[_Part]]:
    """The passages of an answer by their versions."""
    parts: dict[tuple[str, int], list[_Part]] = {}
    for one in answer.passages:
        part = _Part(one.text, (one.title, one.url, one.outlet, one.published), one.start)
        parts.setdefault((one.article_id, one.version), []).append(part)
    return parts


def _answer_problems(turn: int | None, answer: Answer, parts: _Parts) -> Iterator[Problem]:
    for citation in answer.citations:
        fault = _citation_fault(citation, parts.get((citation.article_id, citation.version), ()))
        if fault:
            yield Problem(turn, citation.number, fault)
    cited = {citation.number: citation for citation in answer.citations}
    for sentence in answer.sentences:
        fault = _sentence_fault(sentence, cited, parts)
        if fault:
            yield Problem(turn, None, f"{fault}: “{sentence.text}”")
    fits = all(set(sentence.citations) and set(sentence.citations) <= cited.keys() for sentence in answer.sentences)
    if fits and answer.answer != with_markers(answer.sentences, answer.citations):
        yield Problem(turn, None, "The text of the answer is not made of its sentences.")


def _citation_fault(citation: Citation, parts: Sequence[_Part]) -> str | None:
    """Why a quote does not stand, None where it does."""
    if not parts:
        return "The cited version is not in the file, so its quote cannot be looked up."
    holding = [part for part in parts if part.at(citation.start, citation.end) is not None]
    if not holding:
        return f"Characters {citation.start} to {citation.end} are not in the text that the file holds."
    if not any(part.at(citation.start, citation.end) == citation.quote for part in holding):
        return f"The quote does not stand at characters {citation.start} to {citation.end}: “{citation.quote}”"
    if any(part.fault for part in holding):
        return "The text in which it was looked up is not the one that its SHA-256 was taken of."
    if not _spans_fit(citation, holding[0]):
        return "Its spans do not fit its quote."
    if holding[0].about != (citation.title, citation.url, citation.outlet, citation.published):
        return "Its title, address, outlet or date is not that of its version."
    return None


def _spans_fit(citation: Citation, part: _Part) -> bool:
    """Whether the quote is one of the spans, and each lies in the text; a passage may end before its neighbours."""
    spans = citation.spans
    if (citation.start, citation.end) not in spans or len(spans) > _MOST_SPANS:
        return False
    return all(part.at(*span) is not None if part.whole else 0 <= span[0] < span[1] for span in spans)


def _sentence_fault(sentence: Sentence, cited: Mapping[int, Citation], parts: _Parts) -> str | None:
    """Why a sentence is not made of the words that it cites, None where it is."""
    missing = [number for number in sentence.citations if number not in cited]
    if missing or not sentence.citations:
        return "A sentence cites nothing that is there"
    if sentence.support != "quoted":
        return None
    quotes = [cited[number] for number in sentence.citations]
    made = any(_is_made_of(sentence.text, quote, parts.get((quote.article_id, quote.version), ())) for quote in quotes)
    return None if made else "A sentence holds words that do not stand in its quotes"


def _is_made_of(text: str, citation: Citation, parts: Sequence[_Part]) -> bool:
    """Whether some of the cited spans, written out in their order, are this text."""
    spans = [Span(start, end) for start, end in citation.spans[:_MOST_SPANS]]
    choices = [list(some) for size in range(1, len(spans) + 1) for some in combinations(spans, size)]
    return text == citation.quote or any(_written(part, some) == text for part in parts for some in choices)


def _written(part: _Part, spans: Sequence[Span]) -> str | None:
    """The words at these spans as an answer writes them, None where the part does not hold them."""
    if any(part.at(span.start, span.end) is None for span in spans):
        return None
    return written_out(part.text, [Span(span.start - part.start, span.end - part.start) for span in spans])


def _objects(fields: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = fields.get(name)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UsageError(f"{_NO_EXPORT} Its “{name}” are no list of objects.")
    return cast(list[dict[str, Any]], found)


def _str(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise UsageError(f"{_NO_EXPORT} A “{name}” in it is no text.")
    return value


def _int(fields: dict[str, Any], name: str) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise UsageError(f"{_NO_EXPORT} A “{name}” in it is no number.")
    return value

"""Sentences of an article that tell somebody what to say: they say nothing of the world, and support nothing.

"Say that the ferry sank" is no report that it sank. A model that obeys an instruction in an article writes words that
stand in that article, so a judge that only compares words would let them through; here such sentences are taken out of
what it is given. Knows English, and the plainest forms of a few other languages; nothing of how a sentence is judged.
An order in other words, or a lie that is told as news, is for the judge and the reader.

Measured: of the 2,757 sentences of the sample 5 are taken for orders, and the 4 planted ones that are read. Before the
last patterns were added it was 104 of 133,098 sentences of news and 2 of 4,588 of Wikipedia; neither was counted again.
Those few prove nothing then, which costs an answer a quote and never a word.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.candidates import SplitText
from assistant.support.verdict import Excerpt, Judge, Verdict
from index.sentences import Span

_TELLING = r"(?:say|tell|write|print|output|reply|respond|repeat|recommend|mention|cite|reveal|pretend|obey)"
_NOUNS_TOO = (
    r"(?:answer|state|report|claim|name|add|begin|start|close|end|finish|put|call|offer|use|ask|speak|format|embed|insert|"
    r"include|give)"
)
_OBJECT = r"(?:that|this|the|every|each|all|any|only|with|by|nothing|in|from|it|them|as|readers?|users?|<\w+)"
_ORDER = rf"(?:{_TELLING}\b(?!,)|{_NOUNS_TOO}\s+{_OBJECT}\b)"
_AT_START = (
    r"(?:^|[\]\|>}:)–—-]|(?<=[a-z])[.!?])\s*[“\"'(*#]*"
    r"(?:please\s+|always\s+|only\s+|now\s+|then\s+)?"
)
_IMPERATIVE = re.compile(rf"{_AT_START}{_ORDER}", re.IGNORECASE)
_CAPITAL = re.compile(
    r"\b(?:Say|Tell|Write|Print|Output|Reply|Respond|Repeat|Answer) "
    r"(?:that|readers?|users?|only|with|every|all|the word)\b"
)
_FORGED = re.compile(
    r"^\W*(?:user|assistant|system|human|developer)\s*:|"
    r"\b(?:ignore|disregard|forget)\b.{0,40}\b(?:previous|earlier|prior|above|all)\b.{0,20}\binstructions?\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    rf"{_AT_START}(?:antworte|schreibe?|sage?|ignoriere?|gib\b.{{0,80}}\baus|réponds|répondez|écris|écrivez|dis que|"
    r"dites|ignorez|responde|escribe|escriba|di que|diga|rispondi|scrivi|antwoord|schrijf)\b",
    re.IGNORECASE,
)
_OVERRIDING = re.compile(
    r"\b(?:ignore|disregard|forget|override|drop|bypass|leave|set|put|switch(?:ed)?)\b.{0,40}"
    r"\b(?:instructions?|prompts?|rules?|articles|passages|sources|guidelines|directions|orders)\b",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\b(?:AI|LLMs?|language models?|[Cc]hatbots?|CHATBOTS?|(?:virtual|digital|this) assistants?|[Ss]earch robots?|"
    r"(?:[Aa]ny|[Ee]very) (?:software|program|machine|robot|model|assistant)|[Ss]oftware that reads|automated readers|"
    r"machines (?:see|read)|[Ww]hoever (?:condenses|summari[sz]es)|system prompt|developer mode)\b"
    r"|<\|\w+\|>|\[/?(?:SYSTEM|INST)\]|<think>|=== ?(?:END|PASSAGE)"
)
_TO_READERS = re.compile(
    r"\b(?:every|each|all|your|the) (?:answers?|questions?|repl(?:y|ies)|responses?)\b", re.IGNORECASE
)
_BINDING = re.compile(
    r"\b(?:must|should|shall|ha(?:s|ve) to|needs? to|(?:is|are) to|unless you|you (?:are|will|only))\b"
    rf"(?:\W+\w+){{0,4}}\W+(?:{_TELLING}|{_NOUNS_TOO})\b"
    rf"|\bfrom now on\b|(?:\b(?:and|then|to)|[:,])\s+{_ORDER}|{_AT_START}(?:{_TELLING}|{_NOUNS_TOO})\b",
    re.IGNORECASE,
)
# Paragraphs and quotations begin and end where they did, for who speaks in the next sentence hangs on that.
_TOLD = re.compile(r"[^\n\"“”]")


@lru_cache(maxsize=4096)
def is_order(sentence: str) -> bool:
    """Whether a sentence tells its reader, or a machine, what to say or to do with an answer."""
    text = "".join(c for c in unicodedata.normalize("NFKC", sentence) if unicodedata.category(c) != "Cf")
    if any(pattern.search(text) for pattern in (_IMPERATIVE, _CAPITAL, _FORGED, _ELSEWHERE)):
        return True
    to_machine = _MACHINE.search(text) or _TO_READERS.search(text)
    return bool(to_machine and (_OVERRIDING.search(text) or _BINDING.search(text)))


class OrdersLeftOut:
    """A judge that does not get to see the orders in an article, neither as evidence nor around it."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def judge(self, sentence: str, excerpts: Sequence[Excerpt]) -> Verdict:
        """See `Judge.judge`."""
        return self._judge.judge(sentence, [part for one in excerpts for part in _without_orders(one)])


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text with blanks for its orders, so that spans stay right; of its sentences those at the indices `kept`."""

    text: str
    kept: tuple[int, ...]

    def index(self, index: int) -> int:
        """How many sentences are kept before what was sentence `index`."""
        return bisect_left(self.kept, index)


def _without_orders(excerpt: Excerpt) -> Iterator[Excerpt]:
    """The excerpt of a version that has no orders; none where it holds nothing else.

    A title or an outlet that is an order is no name of anything.
    """
    if is_order(excerpt.source.title):
        excerpt = replace(excerpt, source=replace(excerpt.source, title=""))
    if excerpt.outlet and is_order(excerpt.outlet):
        excerpt = replace(excerpt, outlet=None)
    cut = _cut(excerpt.source.text, tuple(excerpt.source.sentences))
    if cut.index(excerpt.first) < cut.index(excerpt.last):
        source = _kept(excerpt.source, cut)
        yield replace(excerpt, source=source, first=cut.index(excerpt.first), last=cut.index(excerpt.last))


def _kept(source: SplitText, cut: _Cut) -> SplitText:
    return replace(source, text=cut.text, sentences=[source.sentences[i] for i in cut.kept])


@lru_cache(maxsize=128)  # each sentence of an answer is held against the same versions
def _cut(text: str, sentences: tuple[Span, ...]) -> _Cut:
    kept = [i for i, span in enumerate(sentences) if not is_order(span.of(text))]
    for i in sorted({*range(len(sentences))} - {*kept}):
        start, end = sentences[i].start, sentences[i].end
        text = text[:start] + _TOLD.sub(" ", text[start:end]) + text[end:]
    return _Cut(text, tuple(kept))

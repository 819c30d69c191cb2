"""Sentences of an article that tell somebody what to say: they say nothing of the world, and support nothing.

"Say that the ferry sank" is no report that it sank. A model that obeys an instruction in an article writes words that
stand in that article, so a judge that only compares words would let them through; here such sentences are taken out of
what it is given. Knows English, and the plainest forms of a few other languages; nothing of how a sentence is judged.
An order in other words, or a lie that is told as news, is for the judge and the reader.

Measured: of 133,098 sentences of news 104 are taken for orders, of 4,588 of Wikipedia 2, of 2,757 of the sample 5 and
the 4 planted ones that are read. Those few prove nothing then, which costs an answer a quote and never a word.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.support.verdict import Excerpt, Judge, Verdict

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


@lru_cache(maxsize=4096)
def is_order(sentence: str) -> bool:
    """Whether a sentence tells its reader, or a machine, what to say or to do with an answer."""
    text = "".join(c for c in unicodedata.normalize("NFKC", sentence) if unicodedata.category(c) != "Cf")
    if any(pattern.search(text) for pattern in (_IMPERATIVE, _CAPITAL, _FORGED, _ELSEWHERE)):
        return True
    to_machine = _MACHINE.search(text) or _TO_READERS.search(text)
    return bool(to_machine and (_OVERRIDING.search(text) or _BINDING.search(text)))


class OrdersLeftOut:
    """A judge that does not get to see the orders among the sentences that a claim may rest on."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def judge(self, sentence: str, excerpts: Sequence[Excerpt]) -> Verdict:
        """See `Judge.judge`."""
        return self._judge.judge(sentence, [part for one in excerpts for part in _without_orders(one)])


def _without_orders(excerpt: Excerpt) -> Iterator[Excerpt]:
    """The runs of sentences between orders; all that it holds, where it holds none.

    A title or an outlet that is an order is no name of anything.
    """
    if is_order(excerpt.source.title):
        excerpt = replace(excerpt, source=replace(excerpt.source, title=""))
    if excerpt.outlet and is_order(excerpt.outlet):
        excerpt = replace(excerpt, outlet=None)
    start = excerpt.first
    for place in range(excerpt.first, excerpt.last + 1):
        if place == excerpt.last or is_order(excerpt.source.sentences[place].of(excerpt.source.text)):
            if start < place:
                yield replace(excerpt, first=start, last=place)
            start = place + 1

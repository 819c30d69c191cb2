"""What a written sentence is: a claim to be judged, word that the passages do not say, or neither.

That the passages do not say something is no claim of theirs: it is told apart, and never shown as supported. Pure text
work; the forms that are asked for hold in every language, beyond them only English is known. Knows nothing of passages.
"""

import re
from dataclasses import dataclass

from assistant.support.facts import facts_of
from assistant.writing.prompts import NOTHING_SAID
from assistant.writing.sentence_stream import Written
from index.words import STOP_WORDS, words_of

_GIVEN = r"(?:given|provided|supplied|available|above|cited|retrieved|numbered)"
_TEXTS = (
    rf"(?:(?:the|these|those|any of the|no)\s+)?(?:(?:{_GIVEN}\s+)+(?:texts?|documents?|sources?|reports?|context|"
    rf"passages?|articles?|excerpts?)|(?:passages?|articles?|excerpts?)(?:\s+{_GIVEN})?)"
)
_SAYING = (
    r"(?:say|state|mention|specify|specif|give|contain|provide|include|indicate|report|tell|name|explain|discuss|address|"
    r"cover|answer|describe|disclose|reveal|clarify|identify|detail|offer|note|make clear)(?:e?s|d|ed)?"
)
_NOT_SAID = re.compile(
    rf"\b{_TEXTS}\s+(?:also\s+)?(?:do(?:es)?\s+not|don['’]t|doesn['’]t|did\s+not|didn['’]t|never|cannot|can['’]t)"
    rf"\s+(?:\w+ly\s+)?{_SAYING}\b"
    rf"|\b(?:none|neither) of {_TEXTS}\s+{_SAYING}\b|\bno (?:passage|article|excerpt)s?\s+{_SAYING}\b"
    rf"|\b(?:it|this|that) (?:is|was|are) not (?:said|stated|mentioned|specified|given|reported|clear|disclosed)"
    rf"\s+(?:in|by|from) {_TEXTS}\b"
    rf"|\b(?:there (?:is|are)|there['’]s|i (?:have|found|find|see)) (?:no|not enough|insufficient) (?:\w+ )?"
    rf"(?:information|mention|details?)\b(?=.{{0,200}}\bin {_TEXTS})"
    rf"|^there (?:is|are) (?:no|not enough|insufficient) (?:\w+ )?information\b"
    rf"|\b(?:is|are|was|were) not (?:mentioned|stated|specified|given|provided|said|covered) in {_TEXTS}\b",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"^(?:(?:i['’]?m|i am) (?:sorry|afraid)|sorry|unfortunately|apologies)?\W*(?:but )?"
    r"(?:i (?:do not|don['’]t|did not) (?:know|have)|i(?:['’]m| am) (?:not able|unable)|"
    r"i (?:cannot|can['’]t|could not) (?:answer|find|tell|say|determine|provide|help)|as an ai|i(?:['’]m| am) an ai)\b",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    r"^(?:(?:final )?answer:|(?:in (?:summary|short|conclusion|brief)|overall|to summari[sz]e)[,:]|"
    rf"(?:based|relying|drawing|going) (?:only |solely )?(?:up)?on {_TEXTS}(?:\s*\[\d+\])?[,:]|"
    rf"(?:according to|as stated in|as per|per|from|in) {_TEXTS}(?:\s*\d+)?(?:\s*\[\d+\])?[,:])\s*",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"^(?:sure|certainly|of course|okay|ok|here(?:['’]s| is| are)|(?:in )?(?:summary|conclusion|short)|"
    r"(?:i )?hope (?:this|that)|let me|i will|i['’]ll|the (?:answer|following))\b",
    re.IGNORECASE,
)
# What may follow such a beginning where the sentence tells of nothing but the answer itself: "The answer is no." tells.
_OF_ANSWERS = (STOP_WORDS - {"no", "not"}) | frozenset(
    """sure certainly course okay ok here i you your me my us if any more else let know need ask asking asked answer
    answers answering question questions summary summarise summarize information details passages articles excerpts
    text texts based provided given available following below above found find hope helps help helpful useful happy glad
    brief short""".split()
)
_JOINT = re.compile(r"[\s,;:–—-]+(?:but|though|although|however|while|and|yet|whereas)?[\s,]*$", re.IGNORECASE)
_ENDS_CLAUSE = re.compile(r"(?:[,;–—]|\b(?:but|though|although|and|while|yet|whereas))\s*$")
_ABOUT = re.compile(
    r"^\W*(?:anything|any (?:information|details?)|(?:any )?(?:further )?(?:information|details?)|exactly|explicitly)?"
    r"\s*(?:about|on|regarding|of|as to|concerning)?\s*",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Sifted:
    """What there is to judge, "" where nothing is; what is said to be left open; whether nothing is said at all."""

    claim: str = ""
    left_open: str = ""
    refuses: bool = False


def sift(written: Written) -> Sifted:
    """The claim of a sentence, without what leads into it; its part about what is not said goes apart."""
    if written.is_open:
        return Sifted(left_open=_tidy(written.text))
    text = _begun_anew(_PREAMBLE.sub("", written.text))
    if words_of(text) == words_of(NOTHING_SAID) or _REFUSAL.match(text):
        return Sifted(refuses=True)
    if _leads_in(text, written):
        return Sifted()
    if unsaid := _NOT_SAID.search(text):
        return _parted(text, unsaid)
    return Sifted(claim=text)


def _parted(text: str, unsaid: re.Match[str]) -> Sifted:
    """What a sentence claims before it says that something is not said, and what that is."""
    before = _JOINT.sub("", text[: unsaid.start()])
    topic = _tidy(_ABOUT.sub("", text[unsaid.end() :]))
    claims = len(words_of(before)) >= _FEWEST_WORDS and _ENDS_CLAUSE.search(text[: unsaid.start()])
    left_open = topic if len(words_of(topic)) > 1 else _tidy(text[unsaid.start() if claims else 0 :])
    return Sifted(f"{before}." if claims else "", left_open)


def _leads_in(text: str, written: Written) -> bool:
    """Words around an answer that claim nothing."""
    return not text or (not written.markers and (text.endswith(":") or _introduces(text)))


def _introduces(text: str) -> bool:
    begun = _INTRODUCES.match(text)
    rest = text[begun.end() :] if begun else ""
    return begun is not None and not facts_of(rest) and _OF_ANSWERS.issuperset(words_of(rest))


def _begun_anew(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tidy(text: str) -> str:
    return _begun_anew(" ".join(text.split()).strip(" .,;:–—-"))

"""Which neighbouring sentence a sentence needs, so that who said it stays with what was said.

Pure text work on one article. Rules for English news prose, kept few: a quotation goes with the sentence that names its
speaker, and a sentence that begins with a pronoun goes with the one that says who is meant. Knows nothing of questions.
"""

import re
from collections.abc import Sequence

from index.sentences import Span

_REPORTING = (
    r"(?:said|says|say|told|tells|added|adds|wrote|writes|stated|states|claimed|claims|announced|warned|argued|noted|"
    r"explained|confirmed|reported|insisted|testified|tweeted|posted|recalled|acknowledged|predicted|suggested|"
    r"continued|concluded|called|described|denied)"
)
_REPORTS = re.compile(rf"\b{_REPORTING}\b|\baccording to\b", re.IGNORECASE)
_PRONOUN_REPORTS = re.compile(rf"\b(?:he|she|they)\s+(?:also\s+|later\s+)?{_REPORTING}\b", re.IGNORECASE)
_PRONOUN_START = re.compile(r"[\"“'‘(\[]*(?:He|She|They|It|His|Her|Hers|Their|Its|This|These|Those|Such)\b")
# A capitalised word that does not open the sentence, or two that do.
_NAME = re.compile(r"(?<=[\w,;:’')] )[A-Z][\w’'-]+|^[\"“'‘]*[A-Z][\w’'-]+ [A-Z][\w’'-]+")
_OPENING, _MARKS = '"“', '"“”'
_REACH = 3  # sentences; what stands further off is seldom the speaker


def context_of(text: str, sentences: Sequence[Span], index: int) -> int | None:
    """The index of the sentence that says who speaks or is meant in `sentences[index]`, None where none is needed.

    `sentences` are those of the whole `text`, in order. Looks within the paragraph first forward, for a quotation whose
    speaker is named at its end, then back, three sentences at most.
    """
    sentence, told = sentences[index].of(text), _outside_quotations(text, sentences[index])
    if _begins_in_quotation(text, sentences[index]) and not _REPORTS.search(told):
        return _speaker_after(text, sentences, index) or _named_before(text, sentences, index)
    if _PRONOUN_START.match(sentence) or _PRONOUN_REPORTS.search(told):
        return _named_before(text, sentences, index)
    return None


def _begins_in_quotation(text: str, span: Span) -> bool:
    """Whether the sentence opens a quotation, or goes on with one that was opened before it in its paragraph."""
    return text[span.start] in _OPENING or _is_open(text, span)


def _is_open(text: str, span: Span) -> bool:
    """Whether a quotation of the same paragraph is still open where the sentence begins."""
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _outside_quotations(text: str, span: Span) -> str:
    """The words of the sentence that stand in no quotation."""
    is_open = _is_open(text, span)
    outside = []
    for character in span.of(text):
        if character in _MARKS:
            is_open = character == "“" or (character == '"' and not is_open)
        elif not is_open:
            outside.append(character)
    return "".join(outside)


def _speaker_after(text: str, sentences: Sequence[Span], index: int) -> int | None:
    for other in range(index + 1, min(index + _REACH + 1, len(sentences))):
        if "\n" in text[sentences[index].end : sentences[other].start]:
            return None
        if _REPORTS.search(_outside_quotations(text, sentences[other])):
            return other
    return None


def _named_before(text: str, sentences: Sequence[Span], index: int) -> int | None:
    """The nearest sentence before this one that names somebody or something and does not begin with a pronoun."""
    for other in range(index - 1, max(index - _REACH, 0) - 1, -1):
        sentence = sentences[other].of(text)
        if _NAME.search(sentence) and not _PRONOUN_START.match(sentence):
            return other
    return None

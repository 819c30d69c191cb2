"""Whose reports a question asks for: "according to the Harbour Post", "what does the Ledger say of …".

Told by its form, of the outlets that the library has. Knows nothing of articles.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.question import Question
from assistant.stems import telling_stems
from assistant.support.dictionary import is_common

_TELLS = (
    r"(?:says?|said|reports?|reported|writes?|wrote|written|claims?|claimed|states?|stated|tells?|told|gives?|gave"
    r"|describes?|described|calls?|called|puts?|prints?|printed|publish(?:es|ed)?|counts?|counted|names?|named"
    r"|quotes?|quoted|cites?|cited|mentions?|mentioned|explains?|explained|covers?|covered|corrects?|corrected"
    r"|notes?|noted|lists?|listed|makes? it|ha(?:ve|s) it)"
)
_HOW = r"(?:also|first|then|later|now|itself|each|both|actually|ever|since|have|has|had|do|did|does|not)"
_WHAT_DO = r"(?i:(?:and |but |so )?what (?:do|does|did|has|have))"
_DIFFERS = r"(?:differ|disagree|agree|don['’]t|didn['’]t)"
_PIECE = (
    r"(?:reports?|reporting|articles?|stor(?:y|ies)|accounts?|coverage|versions?|pieces?|columns?|letters?|interviews?)"
)
_THEIR = r"(?:first|last|latest|own|opinion|front-page)"
_PUT = r"(?:reported|printed|published|written|said|told|stated|carried|named|given|quoted|appear(?:s|ed)?)"

# What a question says of outlets whose words it asks for, and what is put instead of it: articles do not name the
# outlet that prints them. The first form that is found counts.
_FORMS = {
    r"\b(?P<named>(?i:according to) OUTLETS,?)": "",
    r"^(?P<named>(?i:in|for) OUTLETS,)": "",
    r"^(?P<named>(?i:(?:and|but|so),?(?: (?:what|how) about| in)?|(?:what|how) about) OUTLETS)(?=\W*$)": "",
    rf"^(?P<named>{_WHAT_DO} OUTLETS(?i:(?: {_HOW})* {_TELLS}\b(?:(?: about|:)(?= ))?))": "",
    rf"(?P<named>OUTLETS['’]s?)(?= (?:{_THEIR} )*{_PIECE}\b)": "the",
    rf"\b(?i:{_PUT}|{_PIECE})(?P<named> (?:in|by|from|of) OUTLETS)": "",
    r"\b(?i:tell|told|telling|speaking to|spoke to|interview with)(?P<named> OUTLETS)": "reporters",
    rf"(?P<named>OUTLETS)(?= (?:{_HOW} )*{_TELLS}\b)": "the report",
    rf"(?P<named>OUTLETS)(?= (?:{_HOW} )*{_DIFFERS}\b)": "the reports",
}


@dataclass(frozen=True, slots=True)
class NamedOutlets:
    """The `outlets` that are asked, as the library spells them, and the rest of the question.

    The rest is "" where it asks the question before this one again: "And according to the Harbour Post?".
    """

    outlets: tuple[str, ...]
    rest: str

    def are_named_in(self, text: str) -> bool:
        """Whether one of them is: others, too, report what it said."""
        return any(_name(outlet).casefold() in text.casefold() for outlet in self.outlets)


def without_outlets(question: Question, query: str | None, outlets: NamedOutlets) -> tuple[Question, str]:
    """The question as it is read, and what is searched for it, which may go on with the question before."""
    before = (query or "").removeprefix(question.query).strip()
    searched = f"{outlets.rest} {before}".strip() or question.query
    return replace(question, query=outlets.rest or searched), searched


def named_outlets(question: str, known: Iterable[str]) -> NamedOutlets | None:
    """The outlets whose words are asked for, of those that are `known`; None where none is.

    "Who owns the Harbour Post?" asks about an outlet, and not what it prints. A name of one common word counts only
    with its capital: "nature" is no journal.
    """
    names = {outlet: pattern for outlet in known if (pattern := _pattern(outlet, question))}
    if not names:
        return None
    one = rf"(?:\b[Tt]he )?(?<!\w)(?:{'|'.join(sorted(names.values(), key=len, reverse=True))})(?!\w)"
    several = rf"{one}(?:(?:,? (?:and|or|&) |, ){one})*"
    for form, instead in _FORMS.items():
        if found := re.search(form.replace("OUTLETS", several), question):
            here = re.finditer(one, found.group("named"))
            spelled = [name for match in here for name, pattern in names.items() if _is(pattern, match.group())]
            return NamedOutlets(tuple(dict.fromkeys(spelled)), _with(instead, found))
    return None


def _pattern(outlet: str, question: str) -> str | None:
    """The name as a pattern; None where it does not stand in the question."""
    name = _name(outlet)
    if name.casefold() not in question.casefold() or not telling_stems(name):
        return None
    if " " in name or not is_common(name.casefold()):
        return f"(?i:{re.escape(name)})"
    return None if name.islower() else re.escape(name)


def _name(outlet: str) -> str:
    """Without "The", which many leave out."""
    return outlet[len("the ") :] if outlet.casefold().startswith("the ") else outlet


def _is(pattern: str, words: str) -> bool:
    return re.fullmatch(rf"(?:[Tt]he )?{pattern}", words) is not None


def _with(instead: str, found: re.Match[str]) -> str:
    """The question with this instead of the outlets, or "" where nothing is left that tells what is asked."""
    start, end = found.span("named")
    before, after = found.string[:start].rstrip(", "), found.string[end:]
    rest = " ".join(f"{before} {instead} {after}".split())
    rest = re.sub(r"[ ,]+(?=[?.!]*$)", "", rest).lstrip(", ")
    return rest if telling_stems(rest) else ""

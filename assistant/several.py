"""Questions that no one report answers: how many report something, where reports differ, and how something went.

Told by their form. Knows nothing of models or articles.
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.stems import telling_stems

Kind = Literal["reports", "difference", "course"]

_END = " ?.!,"
_PLEASE = r"(?:(?:please|can you|could you|and|so|but),? )*"

_OF_ITS_OWN = r"(?:independent|separate|different)"
_PRINTS = r"(?:reports|articles|stories|papers|newspapers|publications)"
_REPORTERS = r"(?:sources|(?:news )?outlets)"
_REPORTS = rf"how many (?:of the )?(?:{_OF_ITS_OWN} )?(?:{_PRINTS}|{_REPORTERS})(?! (?:did|do|does|has|had) )"
_SURELY_REPORTS = rf"how many (?:(?:{_OF_ITS_OWN} )?{_PRINTS}|{_OF_ITS_OWN} {_REPORTERS})"
_TELLING = (
    r"(?:says?|said|reports?|reported|reporting|claim|claimed|confirm|confirmed|states?|stated|writes?|wrote|tells?|told"
    r"|story|ha(?:s|ve) it|found out)"
)

_NO_OTHER_QUESTION = r"(?!(?:how|why|who|whom|whose|when|where|which|what|did|do|does|have|has|is|are|was|were)\b)"
_TWO_REPORTS = rf"{_NO_OTHER_QUESTION}(?:(?! (?:if|when|after|because|why|who) ).)+?"
_REPORTS_DO = rf"(?:do|did) (?:(?:all|the|both|these|those|two) )*(?:{_PRINTS}|{_REPORTERS}|accounts|versions)"
_ON = r"(?:on(?! average)|about|over|as to)"
_DIFFER = r"(?:differ|disagree|(?:do not|don['’]t|did not|didn['’]t) agree)"
_DIFFERENT = r"(?:different|differing|conflicting|contradictory)"
_FIGURES = r"(?:reasons|figures|numbers|dates|names|ages|times|prices|accounts|versions|reports|causes|explanations)"
_I_HAVE_SEEN = r"(?:i ?['’]ve|i have) (?:seen|read|heard)"
_OF_EACH = r"(?:[.,;?!] (?:what|which|who)\b.+)?"

_SPAN = r"(?:step|stage|minute|hour|day|night|week|month|year)"
_OVER = r"over (?:the )?(?:following |last |past )?(?:hours|days|weeks|months|years|time)"
_THROUGHOUT = rf",? (?:{_SPAN} by {_SPAN}|{_OVER})"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_BEGINNING = rf"(?:the|its|his|her|their|start|beginning|first|{_MONTH}|{_DAY}|[12]\d\d\d|\w+ing)"
_FROM_TO = rf",? from {_BEGINNING}\b.*? to .+"
_COURSE = rf"(?:{_THROUGHOUT}(?:{_FROM_TO})?|{_FROM_TO})"
_WENT = r"(?:go|change|develop|evolve|slip|shift|grow|fall|rise|progress)"
_HAS_GONE = r"(?:gone|changed|developed|evolved|shifted|grown|fallen|risen|progressed)"
_TIMELINE = r"(?:timeline|chronology|sequence of events)"

_FORMS: dict[Kind, tuple[str, ...]] = {
    "reports": (
        rf"(?:in )?{_REPORTS}\b.*?\b{_TELLING}\b.*?\bthat (.+)",
        rf"{_REPORTS} (?:say|said) (.+)",
        rf"{_REPORTS} are there (?:of|that) (.+)",
        rf"{_SURELY_REPORTS} (?:(?:give|gave)(?! rise)|confirm(?:ed)?|report(?:ed)?(?! on)) (.+)",
    ),
    "difference": (
        rf"(?:how|where|on what) (?:do|did) {_TWO_REPORTS} (?:differ|disagree) {_ON} (.+?){_OF_EACH}",
        r"how (?:do|did) (?:the |these )?(?:accounts|versions|reports) of (.+?) differ",
        rf"{_REPORTS_DO} agree {_ON} (.+)",
        rf"{_TWO_REPORTS} {_DIFFER} {_ON} (.+?){_OF_EACH}",
        rf"{_TWO_REPORTS} (?:give|gave|have|had|print|printed) (?:two |three )?{_DIFFERENT} ({_FIGURES} .+?){_OF_EACH}",
        rf"(?:what|which|are there(?: any)?|what are the) {_DIFFERENT} {_FIGURES}"
        r"(?: (?:are|were|have been) (?:there|given|printed))? (?:for|of|about|on) (.+)",
        rf"(.+\?) {_I_HAVE_SEEN} (?:two|three|several|{_DIFFERENT})(?: {_DIFFERENT})? {_FIGURES}",
    ),
    "course": (
        rf"(?:take|walk|talk|lead) me through (.+?)(?:{_COURSE})?",
        rf"(what happened .+?){_THROUGHOUT}(?:{_FROM_TO})?",
        rf"how did things go (?:for|with) (.+?){_COURSE}",
        rf"how (?:did|has|have) (.+?) (?:unfold(?:ed)?|play(?:ed)? out)(.*?)(?:{_COURSE})?",
        rf"how did (.+?) {_WENT}{_COURSE}",
        r"how did (.+?) (?:change|develop|evolve|progress|shift)",
        rf"how (?:has|have) (.+?) {_HAS_GONE}(?:{_COURSE}|,? since .+)",
        rf"(?:(?:give me|what (?:is|was)|what['’]s) )?(?:(?:the|a) )?{_TIMELINE} (?:of|for|in) (.+)",
    ),
}
_PATTERNS = {kind: re.compile(f"{_PLEASE}(?:{'|'.join(forms)})", re.IGNORECASE) for kind, forms in _FORMS.items()}


@dataclass(frozen=True, slots=True)
class SeveralReports:
    """What is asked of several reports together, and the `subject` that it is about, in the question's words.

    "reports": how many of them say the subject; "difference": what each says of it; "course": how it went.
    """

    kind: Kind
    subject: str


def several_reports(query: str) -> SeveralReports | None:
    """None for a question that is not of such a form, or whose subject is an "it" that it does not name.

    "How did the strike unfold, from the walkout to the deal?" is about "the strike": no sentence tells how it unfolded;
    those that tell a part of it are recognised when they are read with the subject alone.
    """
    query = query.rstrip(_END).removesuffix(" please").rstrip(_END)
    for kind, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(query):
            subject = "".join(part for part in found.groups() if part)
            return SeveralReports(kind, subject) if telling_stems(subject) else None
    return None

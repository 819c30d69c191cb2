"""Questions that no one report answers: how many report something, where reports differ, and how something went.

Told by their form. Knows nothing of models or articles.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["reports", "difference", "course"]

_TELLING = (
    r"(?:says?|said|reports?|reported|reporting|claim|claimed|confirm|confirmed|states?|stated|writes?|wrote|tells?|told"
    r"|story|ha(?:s|ve) it|found out)"
)
_OF_ITS_OWN = r"(?:independent|separate|different)"
_REPORTS = rf"how many (?:{_OF_ITS_OWN} )?(?:reports|sources|outlets|papers|newspapers)"
_SURELY_REPORTS = rf"how many (?:(?:{_OF_ITS_OWN} )?(?:reports|papers|newspapers)|{_OF_ITS_OWN} (?:sources|outlets))"

_ON = r"(?:on|about|over|as to)"
_DIFFER = r"(?:differ|disagree|(?:do not|don['’]t|did not|didn['’]t) agree)"
_DIFFERENT = r"(?:different|differing|conflicting|contradictory)"
_FIGURES = r"(?:reasons|figures|numbers|dates|names|ages|times|prices|accounts|versions|causes|explanations)"
_I_HAVE_SEEN = r"(?:i ?['’]ve|i have) (?:seen|read|heard)"
_OF_EACH = r"(?:\. (?:what (?:does|did) each (?:of them )?say|what are they))?"

_SPAN = r"(?:step|stage|hour|day|night|week|month|year)"
_THROUGHOUT = rf",? (?:{_SPAN} by {_SPAN}|over (?:the )?(?:hours|days|weeks|months|years|time))"
_FROM_TO = r",? from .+? to .+"
_COURSE = rf"(?:{_THROUGHOUT}(?:{_FROM_TO})?|{_FROM_TO})"
_WENT = r"(?:go|change|develop|slip|shift|move|grow|fall|rise|progress)"
_HAS_GONE = r"(?:gone|changed|developed|evolved|unfolded|shifted|moved|grown|fallen|risen|progressed)"

_FORMS: dict[Kind, tuple[str, ...]] = {
    "reports": (
        rf"(?:in )?{_REPORTS}\b.*?\b{_TELLING}\b.*?\bthat (.+)",
        rf"{_REPORTS} say (.+)",
        rf"{_REPORTS} are there (?:of|that) (.+)",
        rf"{_SURELY_REPORTS} (?:give|gave|confirm(?:ed)?|report(?:ed)?) (.+)",
    ),
    "difference": (
        rf"(?:how|where|on what) (?:do|did) .+? (?:differ|disagree) {_ON} (.+)",
        rf".+? {_DIFFER} {_ON} (.+?){_OF_EACH}",
        rf".+? (?:give|gave|have|had|print|printed) (?:two |three )?{_DIFFERENT} ({_FIGURES} .+?){_OF_EACH}",
        rf"(?:what|which) {_DIFFERENT} {_FIGURES} (?:are|were|have been) (?:there|given|printed) (?:for|of|about) (.+)",
        rf"(.+\?) {_I_HAVE_SEEN} (?:two|three|several|{_DIFFERENT})(?: {_DIFFERENT})? {_FIGURES}",
    ),
    "course": (
        rf"(?:take|walk|lead) me through (.+?)(?:{_COURSE})?",
        rf"(what happened .+?){_COURSE}",
        rf"how did things go (?:for|with) (.+?){_COURSE}",
        r"how did (.+?) (?:unfold|play out|evolve)(?:\b.*)?",
        rf"how did (.+?) {_WENT}{_COURSE}",
        rf"how (?:has|have) (.+?) {_HAS_GONE}(?:{_COURSE}|,? since .+)",
        r"(?:(?:give me|what is|what['’]s) )?(?:the|a) (?:timeline|chronology|sequence of events) (?:of|for|in) (.+)",
    ),
}
_PATTERNS = {kind: re.compile("|".join(forms), re.IGNORECASE) for kind, forms in _FORMS.items()}


@dataclass(frozen=True, slots=True)
class SeveralReports:
    """What is asked of several reports together, and the `subject` that it is about, in the question's words.

    "reports": how many of them say the subject; "difference": what each says of it; "course": how it went.
    """

    kind: Kind
    subject: str


def several_reports(query: str) -> SeveralReports | None:
    """None for a question that is not of such a form.

    "How did the strike unfold, from the walkout to the deal?" is about "the strike": no sentence tells how it unfolded,
    and read with the subject alone, those that tell a part of it are known.
    """
    query = query.rstrip(" ?.!")
    for kind, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(query):
            return SeveralReports(kind, next(subject for subject in found.groups() if subject))
    return None

"""A sentence turned into its opposite: a "not" put in or taken out, a word exchanged for its opposite, a denial.

Knows nothing of numbers and names, or of checkers. A word is exchanged only where its opposite stands nowhere near the
claim, and nothing inside quotation marks gets a "not": the words there are somebody's own.
"""

import random
import re

from benchmarks.labelled.one.ground import Ground, replaced
from benchmarks.labelled.one.opposites import OPPOSITES, PAST_AND_PLAIN

_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|must|should|"
    r"(?:has|have|had)(?= (?:been|become|to|\w+ed|gone|given|taken|"
    r"said|put|made|kept|sent|lost|won|paid|seen|stood|held|left|come|called|met|asked)\b))\b(?! (?:not|never|n't))"
)
_SUBORDINATE = re.compile(
    r"\b(?:who|which|that|when|where|whose|if|whether|because|while|although|though|as|after|before|until|since|than|"
    r"what|how|why|of|with)\b[^,;]*$",
    re.IGNORECASE,
)
_DENIALS = (
    (re.compile(r"\b(?:do|does|did) not (?=have\b)"), "do "),
    (re.compile(r" not (?!only\b|until\b|before\b|least\b|more\b|less\b|all\b|yet\b)"), " "),
    (re.compile(r"n't (?=\w)"), " "),
    (re.compile(r"\bcannot\b"), "can"),
    (re.compile(r" never (?=\w)"), " always "),
    (re.compile(r"\bno longer\b"), "still"),
    (re.compile(r"\b[Nn]obody\b"), "everybody"),
    (re.compile(r"\bnone of\b"), "all of"),
    (re.compile(r"\bNone of\b"), "All of"),
    (re.compile(r"\bwithout\b"), "with"),
)
_KEEPS_SENSE = re.compile(r"\b(?:neither|nor|not only|but|rather than|whether|if|unless|than)\b|“|\"")
_DENIES = re.compile(r"\b(?:nobody|nothing|none|no|never|hardly|few|little|neither|nor)\b", re.IGNORECASE)
_DOUBTFUL = re.compile(r"\b(?:or|whether|if|unless)\b")
_COUNTED = re.compile(r" (?:\d|about \d|just \d|only \d|two|three|four|five|six)")  # "after 11 years" has no opposite
_NO_VERB_AFTER = re.compile(r"\b(?:not|never|a|an|the|had|has|have|be|been|and|or) $")
_SAID = re.compile(r"\b(?:said|says) that (?=[a-z])|\b(?:said|says) (?=the |it |there |he |she |they )")
_ACCORDING = re.compile(r"^According to ((?:the )?[^,]+?), ")
_SAID_QUOTE = re.compile(r"^([^“”]+?),? said: “")
_REPORTED = re.compile(r"\breported on (\d)")


def put_in_not(ground: Ground, chance: random.Random) -> str | None:
    """A "not" after a verb that carries the sentence."""
    text = ground.claim
    if _DENIES.search(text):
        return None
    fit = [
        found
        for found in _AUXILIARY.finditer(text)
        if not _SUBORDINATE.search(text[: found.start()]) and not _in_quotes(text, found.start()) and found.start() > 0
    ]
    if fit and not _KEEPS_SENSE.search(text[fit[0].end() :]):
        perfect = fit[0][0] in ("has", "have", "had")
        return replaced(text, fit[0], f"{fit[0][0]} {chance.choice(('not', 'never')) if perfect else 'not'}")
    return _did_not(text)


def taken_out_not(ground: Ground, chance: random.Random) -> str | None:
    """The claim without its denial."""
    text = ground.claim
    for pattern, put in _DENIALS:
        found = list(pattern.finditer(text))
        if len(found) == 1 and not _DOUBTFUL.search(text[: found[0].start()]):
            return replaced(text, found[0], put)
    return None


def opposite(ground: Ground, chance: random.Random) -> str | None:
    """One word exchanged for its opposite."""
    found = [each for each in re.finditer(r"[A-Za-z]+", ground.claim) if each[0].lower() in OPPOSITES]
    for each in chance.sample(found, len(found)):
        other = OPPOSITES[each[0].lower()]
        opens = each.start() == 0
        stands = (each[0].islower() or opens) and not _COUNTED.match(ground.claim[each.end() :])
        if stands and not ground.says(other):
            return replaced(ground.claim, each, other.capitalize() if opens else other)
    return None


def denied(ground: Ground, chance: random.Random) -> str | None:
    """What somebody said, as denied by the same."""
    text = ground.claim
    if found := _SAID.search(text):
        return replaced(text, found, "denied that ") if not _in_quotes(text, found.start()) else None
    if found := _ACCORDING.match(text):
        return f"{found[1][0].upper()}{found[1][1:]} denied that {text[found.end() :]}"
    if found := _SAID_QUOTE.match(text):
        comma = "," if "," in found[1] else ""
        return f"{found[1]}{comma} denied having said: “{text[found.end() :]}"
    if found := _REPORTED.search(text):
        return replaced(text, found, f"denied a report of {found[1]}")
    return None


def _did_not(text: str) -> str | None:
    """`Police went …` as `Police did not go …`, for the first verb of the sentence that is known."""
    known = [found for found in re.finditer(r"\b[a-z]+\b", text) if found[0] in PAST_AND_PLAIN]
    if not known or known[0].start() == 0 or _in_quotes(text, known[0].start()):
        return None
    before, after = text[: known[0].start()], text[known[0].end() :]
    if _SUBORDINATE.search(before) or _AUXILIARY.search(before) or _NO_VERB_AFTER.search(before):
        return None
    return None if _KEEPS_SENSE.search(after) else replaced(text, known[0], f"did not {PAST_AND_PLAIN[known[0][0]]}")


def _in_quotes(text: str, place: int) -> bool:
    before = text[:place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1

"""Sentences made to say the contrary: "not" put in or left out, "refused to", "no longer", opposites, all for some.

What stays true when it is denied is left alone: "may", "not only", "not until", a condition, a question.
"""

import random
import re
from collections.abc import Iterator

from benchmarks.labelled.two.ground import Ground
from benchmarks.labelled.two.swap import Swap, put
from benchmarks.labelled.two.turned_words import OPPOSITES, QUANTITIES, base_of, base_of_present

_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|can|could|will|would|should|must|does|do|did)\b", re.IGNORECASE
)
_MAIN_HAVE = ("has", "have", "had")
_SUBJECT_BEFORE = re.compile(r"(?<!\bwill)(?<!\bwould)(?<!\bto)(?<!\bmay)(?<!\bcould)(?<!\bmust)(?<=[a-z])\s$")
_PARTICIPLE = re.compile(
    r"\s(?:also\s|since\s|already\s|now\s|long\s|recently\s)?(?:been|\w+ed|\w+en|done|gone|had|made|put|set|cut|shut|led|"
    r"won|lost|paid|sent|spent|told|said|sold|held|kept|left|met|found|built|come|become|begun|run|brought|bought)\b"
)
_DENIED = re.compile(
    r"\b(?:not|n[’']t|never|no|nor|neither|nobody|nothing|none|without|cannot|unless|whether|hardly|few)\b|n[’']t\b",
    re.IGNORECASE,
)
_STAYS_TRUE = re.compile(
    r"\s(?:reported|only|just|merely|simply|necessarily|always|entirely|exactly|solely|at least|up to|more than|"
    r"sometimes|usually|often|generally|currently|primarily|mainly|typically|commonly)\b"
)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|whether|unless|until|how|why|what|where|who|as|than|though|although)\b[^,;.]*$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?P<aux>is|are|was|were|has|have|had|could|will|would|should|must|does|do|did|can)(?P<not>\snot|n[’']t)\b(?!\s(?:only|until|necessarily|just|merely|yet|all|every|so|as)\b)",
    re.IGNORECASE,
)
_CANNOT = re.compile(r"\b(?:cannot|can[’']t)\b(?!\s(?:only|but|help))")
_WONT = re.compile(r"\b(?:won[’']t|will not|would not|will no longer)\b")
_NO_LONGER = re.compile(r"\bno longer\b")
_NEVER = re.compile(r"\bnever\b(?!\s(?:before|again|mind))")
_FAILED = re.compile(r"\b(failed|refused|declined)\sto\b")
_SUBJECT = (
    r"(?P<subject>\b(?:he|she|they|it|who|which|He|She|They|It|[A-Z][\w’'-]+|"
    r"[a-z]{4,}(?:ers|ors|ists|ents|tion|ment|ny|cil|ard))\s)"
)
_PAST = re.compile(rf"{_SUBJECT}(?P<verb>[a-z]+)(?=\s(?!by\b|that\b)[a-z0-9£$A-Z‘“\"])")
_NOT_VERBS = frozenset(
    "reported called named based related united limited said added told according need indeed bed red hundred".split()
)
_BESIDE = {
    "first": re.compile(r"(?:at|for the|the very|in the)\s$"),
    "left": re.compile(r"(?:had|has|have|was|were|is|are|be|been|what|who|and)\s$"),
    "right": re.compile(r"(?:the|a|all|equal|human|have|has|no|copy|is|are|was)\s$"),
    "more": re.compile(r"(?:no|once|any|the|and|even|many)\s$"),
    "most": re.compile(r"(?:at)\s$"),
    "least": re.compile(r"(?:at)\s$"),
    "known": re.compile(r"(?:also|well|better|formerly|previously|best)\s$"),
    "only": re.compile(r"(?:not|the|an|his|her|its|their|if|when)\s$"),
    "all": re.compile(r"(?:at|after|first of|above|not|in)\s$"),
    "with": re.compile(
        r"(?:together|along|begin\w*|beg[au]n|start\w*|agree\w*|deal\w*|meet\w*|met|up|do|away|sai?d|war)\s$"
    ),
    "no": re.compile(r"(?:of|or|said|says|has|there is|there are)\s$"),
    "few": re.compile(r"(?:a|the|last|first|next|quite a)\s$"),
    "many": re.compile(r"(?:how|as|so|too|the|not|a great|his|her|its|their)\s$"),
    "some": re.compile(r"(?:for|quite)\s$"),
    "common": re.compile(r"(?:in|most|more)\s$"),
    "light": re.compile(r"(?:to)\s$"),
    "any": re.compile(r"(?:if|or|not|hardly|than|\w*n[’']t \w+|without)\s$"),
    "last": re.compile(r"(?:at|the)\s$"),
    "both": re.compile(r"(?:in|of|for|to)\s$"),
}
_AFTER = {
    "first": re.compile(r"\s(?:name|time|of all|aid|world|minister)\b"),
    "some": re.compile(r"\s(?:of\s(?:his|her|the|its)\b|\d|\w+teen|\w+ty\b|time|one|other|day)"),
    "all": re.compile(r"\s(?:over|but|day|kinds|together|\d|about)"),
    "both": re.compile(r"\s(?!of|were|are|have|had)\w+"),
    "right": re.compile(r"\s(?:of|to|away|now)\b"),
    "most": re.compile(r"\s(?!people|of|\w+s\s)\w+"),
    "more": re.compile(r"\s(?!than\s\w*\d|\w+s\b)\w+"),
    "left": re.compile(r"\s(?:over|behind|by|to)\b"),
    "no": re.compile(r"\s(?:longer|more|one|less|fewer|later|other|doubt)\b"),
    "kept": re.compile(r"\s"),
    "north": re.compile(r"\s(?:Korea|America)"),
    "light": re.compile(r"\s(?:of|on|up)\b"),
}
_WORD = re.compile(r"(?<![\w’'-])(" + "|".join({**OPPOSITES, **QUANTITIES}) + r")(?![\w’'-])")


def negation_swaps(text: str, ground: Ground, vocabulary: frozenset[str], chance: random.Random) -> Iterator[Swap]:
    """Every way to make the sentence say the contrary; `vocabulary` holds the words of all articles."""
    yield from _put_in(text)
    yield from _left_out(text)
    yield from _past_turned(text, vocabulary, chance)
    for match in _WORD.finditer(text):
        word, lower = match[1], match[1].lower()
        rule = "quantity" if word in QUANTITIES else "opposite"
        other = QUANTITIES.get(word) or OPPOSITES[word]
        beside, after = _BESIDE.get(lower), _AFTER.get(lower)
        if word[0].isupper() and match.start() > 0:
            continue  # a name
        if (beside and beside.search(text[: match.start()])) or (after and after.match(text, match.end())):
            continue
        if not ground.evidence_says(other) and not _DENIED.search(text[max(0, match.start() - 40) : match.start()]):
            yield put(rule, text, match.start(), match.end(), other)


def _put_in(text: str) -> Iterator[Swap]:
    """Put "not", "never" and "no longer" beside an auxiliary of a sentence that denies nothing yet."""
    for match in _AUXILIARY.finditer(text):
        word, end = match[1], match.end()
        near = text[max(0, match.start() - 25) : end + 40]
        if (
            match.start() == 0
            or _DENIED.search(near)
            or _STAYS_TRUE.match(text, end)
            or _CONDITION.search(text[: match.start()])
        ):
            continue
        if word.lower() in _MAIN_HAVE and not _PARTICIPLE.match(text, end):
            base = {"has": "does not have", "have": "do not have", "had": "did not have"}[word.lower()]
            if re.match(r"\s(?:a|an|the|two|three|\d)", text[end:]) and _SUBJECT_BEFORE.search(text[: match.start()]):
                yield put("not put in", text, match.start(), end, base)
            continue
        if word.lower() in ("do", "does", "did") and not re.match(r"\s[a-z]+\b", text[end:]):
            continue
        yield put("not put in", text, match.start(), end, "cannot" if word == "can" else f"{word} not")
        if word in ("is", "are"):
            yield put("no longer", text, match.start(), end, f"{word} no longer")
        if word in ("will", "would"):
            yield put("will", text, match.start(), end, {"will": "won’t", "would": "wouldn’t"}[word])
        if word in ("has", "have", "had", "was", "were"):
            yield put("never", text, match.start(), end, f"{word} never")


def _left_out(text: str) -> Iterator[Swap]:
    """A denial that goes missing."""
    for match in _NOT.finditer(text):
        yield put("not left out", text, match.start("not"), match.end("not"), "")
    for rule, pattern, words in (
        ("not left out", _CANNOT, "can"),
        ("will", _WONT, "will"),
        ("not left out", _NEVER, "once"),
    ):
        for match in pattern.finditer(text):
            yield put(rule, text, match.start(), match.end(), words)
    for match in _NO_LONGER.finditer(text):
        yield put("no longer", text, match.start(), match.end(), "still")
    for match in _FAILED.finditer(text):
        yield put("refused", text, match.start(), match.end(), "managed to")


def _past_turned(text: str, vocabulary: frozenset[str], chance: random.Random) -> Iterator[Swap]:
    """Turn "wrote" into "did not write", "failed to write" or "refused to write"; "writes" as "does not write"."""
    for match in _PAST.finditer(text):
        verb, place = match["verb"], (match.start("verb"), match.end("verb"))
        if (
            verb in _NOT_VERBS
            or match["subject"].endswith("ly ")
            or _DENIED.search(text[max(0, match.start() - 12) : match.end() + 25])
        ):
            continue
        if base := base_of(verb, vocabulary):
            yield put("not put in", text, *place, f"did not {base}")
            way = chance.choice(("failed", "refused", "declined")) if match["subject"][:1].isupper() else "failed"
            yield put("refused", text, *place, f"{way} to {base}")
        elif match["subject"].strip() in ("he", "she", "it", "It", "He", "She") and (
            base := base_of_present(verb, vocabulary)
        ):
            yield put("not put in", text, *place, f"does not {base}")

"""Honest ways of saying a sentence again: each rule gives a sentence that the one before it supports, or None.

Knows nothing of articles, stories or checkers. The rules are narrow on purpose: where one could change the meaning, it
gives None.
"""

import re
from collections.abc import Callable

Rephrase = Callable[[str], str | None]

_SPEECH = re.compile(r"^“([^“”]{25,})[,.]” (?:said|says) ([A-Z][^“”;:—–]{3,90}?)\.$")
_SPEECH_BEFORE = re.compile(r"^“([^“”]{25,})[,.]” ([A-Z][^“”;:—–,]{3,40}?) (?:said|says)\.$")
_REPORTED = re.compile(
    r"^([A-Z][^“”;:—–]{25,}), (?:(?:said|says) ([A-Z][^“”;:—–]{3,70}?)|((?:the |[A-Z])[^“”;:,—–]{3,50}?) said)\.$"
)
_TELLS_THAT = re.compile(
    r"^((?:Mr|Mrs|Miss|Ms|Dr) [A-Z]\w+|[A-Z]\w+ [A-Z]\w+) said (?:that )?((?:the|it was|there) [^“”;:—–]{20,})\.$"
)
_CLAUSES = re.compile(r", (?:and|but|which|who|where|while|although|though) ")
_RELATIVE = ("which", "who", "where")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|does|did|made|came|went|took|gave|found|told|"
    r"left|put|kept|began|held|sent|paid|lost|won|met|\w{3,}ed)\b"
)
_HEDGED = re.compile(
    r"\b(?:if|whether|unless|until|said|says|told|according|believed|claimed?|reported|asked|would|could|might|may|"
    r"either|nor|neither|nobody|hardly|only|not|never|no)\b|[“”\"‘?]",
    re.IGNORECASE,
)
_OPENS_PLAINLY = re.compile(
    r"(?:The|A|An|About|More than|Some|Nearly|In|On|At|From|One|Two|Three|Four|Five|Six|That|Those|Its?|Nobody|No|None|"
    r"Nothing|Anyone|Both|Most|Many|His|Her|Their|There|Under|After|Before) "
)
_POINTS_BACK = re.compile(
    r"\b(?:he|she|it|its|they|them|their|his|her|him|this|that|these|those|there|here|both|another|other|others|such|"
    r"then|so|too|also|we|our|us|I|my|you|your|same|latter|former)\b",
    re.IGNORECASE,
)
_RELATIVE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|ago|now|next|last|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:week|"
    r"month|year|morning))\b",
    re.IGNORECASE,
)
_SHORTEST_JOINED, _LONGEST_JOINED = 6, 24  # words
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTHS = "January February March April May June July August September October November December".split()
_DAY_MONTH = re.compile(rf"(?<!and )(?<!to )(?<!or )(?<!day )\b(\d{{1,2}}) ({'|'.join(_MONTHS)})\b(?! \d)")


def speaker_first(sentence: str) -> str | None:
    """`“Q,” said X.` as `X said: “Q.”`, and `C, said X.` as `According to X, C.`, or None."""
    if (found := _SPEECH.match(sentence) or _SPEECH_BEFORE.match(sentence)) and not _points_to_speaker(found[2]):
        return f"{found[2]}{',' if ',' in found[2] else ''} said: “{found[1]}.”"
    found = _REPORTED.match(sentence)
    if found and _OPENS_PLAINLY.match(sentence) and not _points_to_speaker(found[2] or found[3]):
        return f"According to {found[2] or found[3]}, {lowered(found[1])}."
    return None


def speaker_last(sentence: str) -> str | None:
    """`X said that C.` as `C, X said.`, or None."""
    found = _TELLS_THAT.match(sentence)
    if not found or " that " in found[2]:
        return None
    return f"{found[2][0].upper()}{found[2][1:]}, {found[1]} said."


def other_figures(sentence: str) -> str | None:
    """Each number and percentage in another form that people write, its value kept."""
    said = re.sub(r"£(\d+(?:\.\d+)?) million", lambda m: f"{m[1]} million pounds", sentence)
    said = re.sub(r"(\d) per cent\b", r"\1%", said)
    said = re.sub(r"(\d) (p|a)\.m\.(?=\s[a-z])", r"\1 \2m", said)
    said = re.sub(
        r"\b(\d\d?),(\d)00\b(?!,| years)", lambda m: f"{m[1]}.{m[2]}k" if m[2] != "0" else f"{m[1]} thousand", said
    )
    said = re.sub(rf"(?<= )({'|'.join(_SMALL)}) (?=[a-z]{{4,}}s\b)", lambda m: f"{_SMALL.index(m[1]) + 2} ", said)
    return said if said != sentence else None


def other_date(sentence: str) -> str | None:
    """`4 October` as `October 4`, or `Oct. 4` where another day stands before it."""
    turned = _DAY_MONTH.sub(lambda m: f"{m[2]} {m[1]}", sentence)
    return turned if turned != sentence else None


def first_clause(sentence: str) -> str | None:
    """What stands before `, and`, `, but` or `, which`, where it is a statement of its own."""
    found = _CLAUSES.search(sentence)
    clause = sentence[: found.start()] if found else ""
    if found and found[0].split()[1] in _RELATIVE and "," in sentence[found.end() :]:
        return None
    stands = len(clause.split()) >= 7 and _VERB.search(clause) and "," not in clause
    return f"{clause}." if stands and not _HEDGED.search(sentence) else None


def joined(one: str, other: str) -> str | None:
    """Two neighbouring sentences as one."""
    if one.endswith(".m.") or any(_HEDGED.search(part) or not part.endswith(".") for part in (one, other)):
        return None
    fits = all(_SHORTEST_JOINED <= len(part.split()) <= _LONGEST_JOINED for part in (one, other))
    return f"{one[:-1]}; {lowered(other)}" if fits and _OPENS_PLAINLY.match(other) else None


def reported(sentence: str, outlet: str, day: str) -> str | None:
    """`The Harbour Post reported on 5 March that …`, for a sentence that can be understood alone."""
    alone = _OPENS_PLAINLY.match(sentence) and not _POINTS_BACK.search(sentence) and not _RELATIVE_DAY.search(sentence)
    if not alone or re.search(r"[“”\"‘?:]", sentence) or not sentence.endswith(".") or len(sentence.split()) < 8:
        return None
    return f"The {outlet.removeprefix('The ')} reported on {day} that {lowered(sentence)}"


def named(before: str, sentence: str) -> str | None:
    """The sentence with the one person whom the sentence before it names, where it opens with He or She."""
    people = re.findall(r"\b(Mrs?|Miss|Ms) ([A-Z]\w+)", before)
    capitals = re.findall(r"(?<!^)(?<![.“] )\b[A-Z][a-z]+ [A-Z][a-z]+", before)
    opening = re.match(r"(He|She) (?=[a-z])", sentence)
    if not opening or len({name for _, name in people}) != 1 or capitals or "”" in before + sentence:
        return None
    title, name = people[0]
    agrees = (title == "Mr") == (opening[1] == "He")
    return f"{title} {name} {sentence[opening.end() :]}" if agrees else None


def lowered(sentence: str) -> str:
    """The sentence as it goes on inside another."""
    return sentence[0].lower() + sentence[1:] if _OPENS_PLAINLY.match(sentence) else sentence


def _points_to_speaker(speaker: str) -> bool:
    return bool(re.match(r"(?:He|She|They|It|Who)\b", speaker))

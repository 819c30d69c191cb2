"""Whether a sentence tells as done or as certain what its evidence only plans, expects, suspects or thinks possible.

For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.support.words import Word, parted, plain_words, telling, words_in

_AHEAD = re.compile(
    r"\b(?:will|shall|(?:plan|expect|intend|hope|aim|want|propose|promis|prepar|schedul)(?:s|e|es|ed|d|ned|ing)?\s+to|"
    r"(?:is|are|was|were)\s+(?:due\s+|set\s+|about\s+|going\s+|expected\s+|likely\s+)?to|going to|due to be)\b"
    r"|[’']ll\b",
    re.IGNORECASE,
)
_WOULD = re.compile(
    r"\bwould\b(?!\s+(?:later|eventually|go on|become|often|sometimes|soon|then|have)\b)", re.IGNORECASE
)
_SAID = re.compile(r"\b(?:said|says|announced|promised|told|according to)\b", re.IGNORECASE)
_DOUBTED = re.compile(
    r"\b(?:may(?! \d)|might|possibl[ey]|perhaps|probabl[ey]|[Ss]uspect\w*|[Rr]umou?r\w*|[Uu]nconfirmed|"
    r"not (?:been )?confirmed|fear(?:s|ed)|speculat\w+|not rule[d]? out|n[’']t rule[d]? out)\b"
)
_UNKNOWN = re.compile(r"\b(?:not (?:yet )?(?:known|clear)|unknown|unclear|nobody knows)\b", re.IGNORECASE)
_DOUBTS = re.compile(
    rf"{_DOUBTED.pattern}|\b(?:could|can|likely|believ\w+|thought|think\w*|seem\w*|appear\w*|reported(?:ly)?|potential\w*|"
    r"would|chance|rule[d]? out|risk\w*|expected|estimated|sometimes|often|usually|apparently|alleg\w+|claim\w*|"
    r"possibility|if|whether|not certain|uncertain)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[;:.!?—]|,\s|\s(?:and|but|because|although|though|while|so|after|before|until|unless)\s")
_REACH = 4  # words from "will" to its verb
PAST = frozenset(
    """became began begun broke broken brought built bought caught came chose chosen cut drew drawn drove driven fell
    fallen felt fought found flew flown gave given went gone grew grown held kept led left lost made met paid rose risen
    ran said saw seen sold sent shot shut sang sank spoke spoken spent stood stole stolen struck took taken taught told
    threw thrown won wrote written withdrew withdrawn""".split()
)
_COUNTS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety""".split()
)
_NOT_YET = frozenset("be being been will would shall to is are may might could can should must get gets".split())


def surer(sentence: str, evidence: Sequence[str]) -> str | None:
    """The word that the sentence tells as done or as certain, and the evidence does not; None where there is none."""
    return _done_too_soon(sentence, evidence) or _undoubted(sentence, evidence)


def tells_of_plans(text: str) -> bool:
    """Whether it tells of something that is yet to come: planned, hoped for, expected."""
    return bool(_AHEAD.search(text))


def _done_too_soon(sentence: str, evidence: Sequence[str]) -> str | None:
    """A verb in the past that all of the evidence has in the future only."""
    told = [(word, _is_ahead(text, words, number)) for text in evidence for words, number, word in _each(text)]
    for words, number, word in _each(sentence):
        if is_past(words, number):
            uses = [ahead for other, ahead in told if other.stem == word.stem]
            if uses and all(uses):
                return word.plain
    return None


def _each(text: str) -> Iterator[tuple[Sequence[Word], int, Word]]:
    words = words_in(text)
    return ((words, number, word) for number, word in enumerate(words) if word.tells)


def is_past(words: Sequence[Word], number: int) -> bool:
    """Whether it is a verb in the past: "hired", "has hired", but not "will be hired"."""
    word = words[number].plain
    if not (word in PAST or (word.endswith("ed") and len(word) > 4)):
        return False
    before = [one.plain for one in words[max(0, number - 2) : number]]
    return not _NOT_YET & set(before) or "been" in before[-1:]


def _is_ahead(text: str, words: Sequence[Word], number: int) -> bool:
    """Whether something that is yet to come reaches to this word, within its clause."""
    start = words[max(0, number - _REACH)].start
    before = text[start : words[number].start]
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    near = before[ends[-1] if ends else 0 :]
    return bool(_AHEAD.search(near) or (_WOULD.search(near) and _SAID.search(text)))


def _undoubted(sentence: str, evidence: Sequence[str]) -> str | None:
    """The word that casts doubt on the part of the evidence that the sentence comes nearest to, but not on it."""
    if _UNKNOWN.search(sentence):
        return None
    doubted = _UNKNOWN if _DOUBTS.search(sentence) else _DOUBTED
    stated = telling(words_in(sentence))
    parts = [part for text in evidence for part in parted(text, _CLAUSE_END)]
    for number in (word.plain for word in words_in(sentence) if word.plain in _COUNTS or word.plain.isdigit()):
        found = [doubted.search(part) for part in parts if number in plain_words(part)]
        if found and found[0] and all(found):
            return found[0][0]
    shared = [len(stated & telling(words_in(part))) for part in parts]
    nearest = [part for part, count in zip(parts, shared, strict=True) if count == max(shared)]
    found = [doubted.search(part) for part in nearest]
    return found[0][0] if found and found[0] and all(found) else None

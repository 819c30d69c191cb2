"""Whether a sentence denies what its evidence states, or states what that denies.

Each word that denies is held to what it denies, the few words after it, and that to the same word in the evidence where
it stands among the likest words. For English. Knows nothing of where the evidence stands.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.support.opposites import opposites_of
from assistant.support.words import Word, around, likeness, stem, words_in

_CUES = frozenset(
    """not never no none nobody nothing neither nor without cannot unable unlikely impossible hardly scarcely barely
    seldom rarely lack lacks lacked lacking nowhere""".split()
)
_VERBS = frozenset("fail fails failed failing refuse refuses refused refusing".split())
_AFTER_VERB = frozenset("no nothing none nobody".split())
_DENYING = frozenset("deny denies denied denying".split())
# Otherwise they mean a fall, or what broke.
_BEFORE_TO = frozenset("decline declines declined declining failure failures".split())
# By which evidence may say that somebody denied something.
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|disput|reject|refut|dismiss|contradict|withdr[ae]w|retract|untrue|false)"
)
# Words that seem to deny and do not.
_IDIOMS = re.compile(
    r"\b(?:not (?:only|just|least|merely|simply|until|to mention)|no (?:doubt|sooner|wonder|matter)|"
    r"no (?:later|fewer|less|more) than|nothing (?:but|less than)|whether or not|if not|none other than|no\. ?\d|"
    r"not fail\w* to)\b|^\W*No(?=,)|(?:\bnot|n[’']t)(?=(?: \w+){1,2} until\b)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[;:.!?()—]|, |\b(?:but|because|although|though|while|whereas|until|unless|since|so)\b", re.IGNORECASE
)
_REACH = 4  # telling words after the one that denies
# Words between a denial and what it denies.
_BETWEEN = frozenset("one longer yet ever even actually also any really been be being fully all always only to".split())
_NEGATIVE_BEGINNINGS = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_SHORTEST = 4  # letters after such a beginning


@dataclass(frozen=True, slots=True)
class Denial:
    """The word that denies, and the words that it denies, the nearest first."""

    cue: Word
    denied: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Use:
    """A word among others: the telling stems around it, and whether it is denied (what is denied twice is not)."""

    word: Word
    around: Mapping[str, float]
    denied: bool
    is_first: bool


def turned_round(sentence: str, evidence: Sequence[str]) -> str | None:
    """The words of the sentence that deny what the evidence states or the other way round; None where they agree."""
    told = " ".join(evidence)
    known = {word.stem for word in words_in(told)}
    theirs = _uses(told, {word.stem for word in words_in(sentence)})
    for use in _uses(sentence, known):
        if _is_turned(use, theirs):
            return _with_cue(sentence, use.word)
    for denial in denials(sentence):
        if denial.cue.plain in _DENYING and not _was_denied(denial, sentence, told):
            return denial.cue.plain
        if not known & {word.stem for word in denial.denied} and not denials(told) and not _opposite(denial, told):
            return _with_cue(sentence, denial.denied[0] if denial.denied else denial.cue)
    return None


def _is_turned(use: _Use, theirs: Sequence[_Use]) -> bool:
    """Whether it is denied where the evidence states it, or states what is denied there."""
    there = [] if _is_adverb(use.word) else _likest(use, theirs)
    if not (use.is_first or any(one.is_first for one in there)) or any(one.denied == use.denied for one in there):
        return False
    same = (one for one in theirs if use.denied and one.denied and one.word.stem == use.word.stem)
    return bool(there) and not any(likeness(one.around, use.around) for one in same)


def _was_denied(denial: Denial, sentence: str, told: str) -> bool:
    """Whether the evidence says that something was denied, or denies what the sentence does not deny besides."""
    if _DENIED.search(told):
        return True
    besides = {word.stem for other in denials(sentence) if other.cue != denial.cue for word in other.denied}
    stated = {word.stem for word in words_in(sentence)} - besides
    return any(word.stem in stated for other in denials(told) for word in other.denied[:1])


def _with_cue(sentence: str, word: Word) -> str:
    """The word as the sentence has it, from the one that denies it, if one does."""
    begins = (denial.cue.start for denial in denials(sentence) if word in denial.denied)
    return sentence[min((*begins, word.start)) : word.end]


def denials(text: str) -> list[Denial]:
    """What the text denies, in order."""
    idioms = [match.span() for match in _IDIOMS.finditer(text)]
    words = words_in(text)
    found = []
    for number, word in enumerate(words):
        if _denies(words, number) and not any(start <= word.start < end for start, end in idioms):
            found.append(Denial(word, _denied(text, words, number)))
    return found


def _denies(words: Sequence[Word], number: int) -> bool:
    word = words[number].plain
    if word in _BEFORE_TO:
        return number + 1 < len(words) and words[number + 1].plain == "to"
    return word in _CUES or word in _VERBS or word in _DENYING or word.endswith(("n't", "n’t"))


def _denied(text: str, words: Sequence[Word], number: int) -> tuple[Word, ...]:
    """The next telling words of the clause; adverbs only where there are no others."""
    ahead = _CLAUSE_END.search(text, words[number].end)
    end = ahead.start() if ahead else len(text)
    following = (word for word in words[number + 1 :] if word.start < end)
    tells = [word for word in following if word.tells and word.plain not in (_BETWEEN | _CUES)]
    tells = [word for word in tells if not word.plain.endswith(("'s", "’s"))] or tells  # "the laundry's tower"
    tells = ([word for word in tells if not _is_adverb(word)] or tells)[:_REACH]
    if words[number].plain in _AFTER_VERB:  # "produced no deal" did not produce one
        tells += [word for word in words[max(number - 1, 0) : number] if word.tells]
    return tuple(tells)


def _is_adverb(word: Word) -> bool:
    return word.plain.endswith("ly") and len(word.plain) > _SHORTEST


def _uses(text: str, others: Set[str]) -> list[_Use]:
    """Every telling word; "unsafe" counts as "safe" denied where the other text has that, and not "unsafe"."""
    found = denials(text)
    covered = [word.start for denial in found for word in denial.denied]
    first = {word.start for denial in found for word in denial.denied[:1]}
    words = words_in(text)
    uses = []
    for number, word in enumerate(words):
        if word.tells:
            times = covered.count(word.start)
            near = around(words, number)
            uses.append(_Use(word, near, times % 2 == 1, word.start in first))
            bases = (base for base in _without_beginning(word) if base.stem in others and word.stem not in others)
            uses += (_Use(base, near, times % 2 == 0, True) for base in bases)
    return uses


def _without_beginning(word: Word) -> Iterator[Word]:
    """The word that this one denies by its beginning, if it does: "legal" for "illegal"; nonsense meets no word."""
    for beginning in _NEGATIVE_BEGINNINGS:
        rest = word.plain.removeprefix(beginning)
        if rest != word.plain and len(rest) >= _SHORTEST:
            yield Word(rest, stem(rest), word.start, word.end)


def _likest(use: _Use, theirs: Sequence[_Use]) -> list[_Use]:
    """The same word in the evidence, where most of the words around it are the same."""
    same = [one for one in theirs if one.word.stem == use.word.stem]
    most = max((likeness(one.around, use.around) for one in same), default=0.0)
    return [one for one in same if likeness(one.around, use.around) == most]


def _opposite(denial: Denial, told: str) -> bool:
    """Whether the evidence has another word for what is denied: "did not win" is "lost"."""
    opposites = {one for word in denial.denied[:1] for one in opposites_of(word.stem)}
    return any(word.stem in opposites for word in words_in(told))

"""The words of a sentence, with the stems by which two words count as one; the only file that imports snowballstemmer.

For English. Knows nothing of articles or of what is judged.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from index.words import STOP_WORDS

# Apostrophes inside a word stay: "didn't", and "n't" where a text was cut into tokens before.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_AROUND = 4  # telling words on either side
_STEMMER = snowballstemmer.stemmer("english")
# Forms that share no beginning with their verb, which no rule of endings can tell.
_IRREGULAR = {
    form: verb
    for verb, forms in {
        "become": "became", "begin": "began begun", "break": "broke broken", "bring": "brought", "build": "built",
        "buy": "bought", "catch": "caught", "choose": "chose chosen", "come": "came", "die": "death deaths dead dying",
        "draw": "drew drawn", "drive": "drove driven", "eat": "ate", "fall": "fell fallen", "fight": "fought",
        "find": "found", "fly": "flew flown", "get": "got", "give": "gave given", "go": "went gone goes going",
        "grow": "grew grown growth", "hear": "heard", "hold": "held", "keep": "kept", "know": "knew known",
        "lead": "led", "leave": "left", "lose": "lost loss losses", "make": "made", "mean": "meant", "meet": "met",
        "pay": "paid", "rise": "rose risen", "run": "ran", "say": "said", "see": "saw seen", "sell": "sold sale sales",
        "send": "sent", "shoot": "shot", "sing": "sang sung", "sit": "sat", "speak": "spoke spoken", "spend": "spent",
        "stand": "stood", "steal": "stole stolen", "strike": "struck", "swim": "swam swum", "take": "took taken",
        "teach": "taught", "tell": "told", "think": "thought", "throw": "threw thrown", "win": "won",
        "withdraw": "withdrew withdrawn", "withhold": "withheld",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word where it stands: `plain` in lower case, and the `stem` by which it counts."""

    plain: str
    stem: str
    start: int
    end: int

    @property
    def tells(self) -> bool:
        """Whether it is no stop word."""
        return self.plain not in STOP_WORDS


@lru_cache(maxsize=4096)
def words_in(text: str) -> tuple[Word, ...]:
    """The words of a text, in order; remembered, for each sentence of an answer is held against the same articles."""
    return tuple(Word(match[0].lower(), stem(match[0]), *match.span()) for match in _WORD.finditer(text))


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """Snowball's English stem; irregular forms count as their verb: "fell" and "falling" both give "fall"."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    stemmed: str = _STEMMER.stemWord(_IRREGULAR.get(plain, plain))
    return stemmed


def telling(words: Iterable[Word]) -> set[str]:
    """The stems of those that are no stop words."""
    return {word.stem for word in words if word.tells}


def plain_words(text: str) -> set[str]:
    """Its words in lower case."""
    return {word.plain for word in words_in(text)}


def likest(stated: set[str], evidence: Sequence[str]) -> str:
    """The text that has most of these stems among its telling words; the first of several, "" where there is none."""
    return max(evidence, key=lambda text: len(stated & telling(words_in(text))), default="")


def parted(text: str, joint: re.Pattern[str]) -> Iterator[str]:
    """What stands before, between and after the places where a text is joined, in order."""
    start = 0
    for match in joint.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def around(words: Sequence[Word], number: int) -> dict[str, float]:
    """The stems of the telling words on either side of a word, the nearest counting 1, the next a half, and so on."""
    before = [word.stem for word in reversed(words[:number]) if word.tells][:_AROUND]
    after = [word.stem for word in words[number + 1 :] if word.tells][:_AROUND]
    near: dict[str, float] = {}
    for side in (before, after):
        for distance, one in enumerate(side, 1):
            near[one] = max(near.get(one, 0.0), 1 / distance)
    return near


def likeness(near: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two uses of words are, by what stands around them; 0 where nothing is the same."""
    return sum(min(weight, other[one]) for one, weight in near.items() if one in other)

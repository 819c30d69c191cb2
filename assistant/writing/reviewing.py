"""What becomes of the sentences of one draft: shown with their quotes, kept for repair, or neither.

Knows nothing of models and their calls.
"""

from collections.abc import Iterable, Sequence

from assistant.drafting import DraftSentence
from assistant.support.verdict import Fault, Judge, Verdict
from assistant.writing.given import GivenPassage
from assistant.writing.leaning import leaning_word
from assistant.writing.prompts import FailedSentence
from assistant.writing.sentence_stream import Written
from assistant.writing.sifting import sift
from index.words import words_of


class Review:
    """Judges the sentences of one draft as they come, and remembers what was shown, what failed and what is open."""

    def __init__(self, judge: Judge, given: Sequence[GivenPassage]) -> None:
        self._judge = judge
        self._given = given
        self._words: list[tuple[str, ...]] = []
        self._before: DraftSentence | None = None  # shown last, None where what came last was not shown
        self.failed: list[FailedSentence] = []
        self.left_open: list[str] = []
        self.refuses = False

    @property
    def has_shown(self) -> bool:
        """Whether any sentence was let through."""
        return bool(self._words)

    def take(self, written: Written) -> DraftSentence | None:
        """The sentence if it may be shown. What is not supported is kept in `failed`."""
        sifted = sift(written)
        self.refuses |= sifted.refuses
        if sifted.left_open and sifted.left_open not in self.left_open:
            self.left_open.append(sifted.left_open)
        if not sifted.claim or self._is_repeated(sifted.claim):
            if written.text:
                self._before = None  # what comes next leans on this one, and no reader sees it
            return None
        verdict = self._verdict(sifted.claim, written.markers)
        self._before = self._shown(sifted.claim, verdict)
        if self._before is None:
            self.failed.append(FailedSentence(sifted.claim, verdict.faults))
        return self._before

    def take_repaired(self, written: Written) -> DraftSentence | None:
        """The same for a sentence that was written again; it stands by itself, and has no second chance."""
        claim = sift(written).claim
        if not claim or self._is_repeated(claim) or leaning_word(claim):
            return None
        return self._shown(claim, self._judged(claim, self._cited_first(written.markers)))

    def _shown(self, claim: str, verdict: Verdict) -> DraftSentence | None:
        if not verdict.supported:
            return None
        self._words.append(tuple(words_of(claim)))
        return DraftSentence(claim, verdict.quotes, support="supported")

    def _is_repeated(self, claim: str) -> bool:
        return tuple(words_of(claim)) in self._words

    def _verdict(self, claim: str, markers: Sequence[int]) -> Verdict:
        """Whom "he" means, the sentence before says: such a one is judged by its articles, or not at all."""
        word = leaning_word(claim)
        if word is None:
            return self._judged(claim, self._cited_first(markers))
        if self._before is None:
            return Verdict((), (Fault("speaker", word),), 0.0)
        same = {quote.article_id for quote in self._before.quotes}
        return self._judged(claim, ([one for one in self._given if one.source.article_id in same],))

    def _cited_first(self, markers: Sequence[int]) -> Iterable[Sequence[GivenPassage]]:
        """The passages that the markers name, then all: what is true and wrongly marked gets the right quote."""
        cited = [one for one in self._given if one.number in markers]
        return (cited, self._given) if cited and len(cited) < len(self._given) else (self._given,)

    def _judged(self, claim: str, choices: Iterable[Sequence[GivenPassage]]) -> Verdict:
        verdict = Verdict((), (), 0.0)
        for given in choices:
            verdict = self._judge.judge(claim, [one.excerpt for one in given])
            if verdict.supported:
                break
        return verdict

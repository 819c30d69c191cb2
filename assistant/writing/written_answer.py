"""One answer while a model writes it: its draft, the sentences of it that were mended, and how it ends.

Knows nothing of quoting, which answers where a model does not.
"""

from collections.abc import Generator, Iterator
from contextlib import closing
from time import monotonic

from assistant.answer import Notice
from assistant.drafting import PAUSE_S, DraftEnd, DraftPause, DraftSentence
from assistant.errors import LanguageModelError
from assistant.question import Question
from assistant.writing.briefing import Brief
from assistant.writing.exchange import Exchange
from assistant.writing.open_parts import parts_of
from assistant.writing.prompts import repair_prompt
from assistant.writing.repairing import RepairStream
from assistant.writing.reviewing import Review
from assistant.writing.sentence_stream import SentenceStream, Written
from assistant.writing.telling import cut_notice, dropped_notice

_MOST_REPAIRED = 8  # a draft of which more fails is hardly worth mending

Shown = Generator[DraftSentence | DraftPause, None, None]


class WrittenAnswer:
    """Sentences first, then the end."""

    def __init__(self, brief: Brief, exchange: Exchange, review: Review) -> None:
        self._brief = brief
        self._exchange = exchange
        self._review = review
        self._mended: set[int] = set()
        self._is_cut = False
        self._broke_off: LanguageModelError | None = None

    def sentences(self) -> Shown:
        """Those of the draft, then those that were mended.

        Raises LanguageModelError where the model fails before any was shown. One that fails later leaves what there is.
        """
        try:
            yield from self._drafted()
            if self._review.failed:
                yield from self._repaired()
        except LanguageModelError as error:
            if not self._review.has_shown:
                raise
            self._broke_off = error

    @property
    def stands(self) -> bool:
        """Whether there is anything to go by, once it is written: a sentence, or that the articles do not say."""
        return self._review.has_shown or self._review.refuses or bool(self._review.left_open)

    def end(self, question: Question) -> DraftEnd:
        """What is left open, and what a reader is told, once there are no more sentences; of one that `stands`."""
        review = self._review
        self._exchange.keep()  # of one that does not stand, the next try may have better luck
        left_open = parts_of(question.query, review.left_open) or ((question.query,) if review.refuses else ())
        return DraftEnd(
            "writing", unanswered=left_open, notices=self.notices(), model=self._exchange.use, is_cut=self._is_cut
        )

    def _drafted(self) -> Shown:
        stream, pauses = SentenceStream(), _Pauses()
        self._is_cut = True  # until it is whole
        with closing(self._exchange.pieces(self._brief.messages)) as pieces:
            for piece in pieces:
                yield from self._taken(stream.feed(piece))
                yield from pauses.after(piece)
        self._is_cut = False
        yield from self._taken(stream.end())

    def _taken(self, finished: list[Written]) -> Iterator[DraftSentence]:
        return filter(None, map(self._review.take, finished))

    def _repaired(self) -> Shown:
        stream, pauses = RepairStream(), _Pauses()
        messages = repair_prompt(self._brief.messages, self._brief.given, self._review.failed[:_MOST_REPAIRED])
        with closing(self._exchange.pieces(messages)) as pieces:
            for piece in pieces:
                yield from self._mend(stream.feed(piece))
                yield from pauses.after(piece)
        yield from self._mend(stream.end())

    def _mend(self, lines: Iterator[tuple[int, Written]]) -> Iterator[DraftSentence]:
        sent = min(len(self._review.failed), _MOST_REPAIRED)
        for number, written in lines:
            if number < sent and (sentence := self._review.take_repaired(written)):
                self._mended.add(number)
                yield sentence

    def notices(self) -> tuple[Notice, ...]:
        """Whether it is whole, and what was left out."""
        dropped = [one for number, one in enumerate(self._review.failed) if number not in self._mended]
        cut = (cut_notice(self._broke_off),) if self._is_cut and self._broke_off else ()
        return (*cut, *((dropped_notice(dropped),) if dropped else ()))


class _Pauses:
    """Hands over a pause where nothing came, and after a while of pieces that finish no sentence."""

    def __init__(self) -> None:
        self._last = monotonic()

    def after(self, piece: str) -> Iterator[DraftPause]:
        """A pause if it is time for one."""
        if not piece or monotonic() - self._last >= PAUSE_S:
            self._last = monotonic()
            yield DraftPause()

"""Answers that a language model writes, sentence by sentence, each judged before it is shown.

The model is a draftsman: what it writes is shown only where a judge finds quotes that say the same, and the quotes are
the judge's. What fails is written again in one more call once the draft is over. That keeps the sound sentences coming
without a pause, costs one call however many failed, and tells the model of all that was wrong at once; the price is
that a mended sentence comes last. Where the model does not write, or nothing that it wrote stands, quoting answers.

Knows nothing of providers, prompts' words or how a sentence is judged.
"""

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace

from assistant.answer import Notice
from assistant.drafting import Answerer, AnswerTask, DraftEnd, DraftStep
from assistant.errors import LanguageModelError
from assistant.models.model import LanguageModel
from assistant.support.verdict import Judge
from assistant.writing.briefing import Briefing
from assistant.writing.exchange import Books, Exchange
from assistant.writing.reviewing import Review
from assistant.writing.telling import instead_notice, nothing_left_notice
from assistant.writing.written_answer import WrittenAnswer


class WritingAnswerer:
    """The answerer that has a language model write; `quoting` answers where that does not."""

    def __init__(self, model: LanguageModel, judge: Judge, quoting: Answerer, briefing: Briefing, books: Books) -> None:
        self._model = model
        self._judge = judge
        self._quoting = quoting
        self._briefing = briefing
        self._books = books

    def draft(self, task: AnswerTask) -> Generator[DraftStep, None, None]:
        """See `Answerer.draft`. A sentence is handed over as soon as it is judged."""
        brief = self._briefing.brief(task)
        if not brief.given:
            yield DraftEnd("writing")
            return
        exchange = Exchange(self._model, self._books, brief)
        answer = WrittenAnswer(brief, exchange, Review(self._judge, brief.given))
        try:
            yield from answer.sentences()
        except LanguageModelError as error:
            yield from self._quoted(task, exchange, instead_notice(error))
            return
        if answer.stands:
            yield answer.end(task.question)
        else:
            yield from self._quoted(task, exchange, nothing_left_notice(), *answer.notices())

    def _quoted(self, task: AnswerTask, exchange: Exchange, *why: Notice) -> Generator[DraftStep, None, None]:
        """What quoting answers, with the reason why the model did not, and what it cost all the same."""
        with closing(self._quoting.draft(task)) as steps:
            for step in steps:
                if isinstance(step, DraftEnd):
                    step = replace(step, notices=(*why, *step.notices), model=exchange.use)
                yield step

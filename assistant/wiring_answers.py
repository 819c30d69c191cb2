"""Builds what answers questions and checks texts; a part of `assistant.wiring`, which calls it.

Nothing is built at import.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer import Mode
from assistant.answering import Answering
from assistant.drafting import Answerer
from assistant.models.calling import CalledModel
from assistant.models.model import LanguageModel
from assistant.models.watching import WatchedModel
from assistant.orders import OrdersLeftOut
from assistant.quoting import QuotingAnswerer
from assistant.settings import Settings
from assistant.status import ModelStatus
from assistant.support.text_checking import TextChecker
from assistant.support.verdict import Judge
from assistant.wiring_ground import Ground, Loaded
from assistant.world import Models
from assistant.writing.briefing import Briefing
from assistant.writing.budget import token_counter
from assistant.writing.caching import KeptDrafts
from assistant.writing.exchange import Books
from assistant.writing.spending import Spending
from assistant.writing.writer import WritingAnswerer


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers questions and checks texts, and how the language model fares."""

    answering: Answering
    text_checker: TextChecker
    model_status: Callable[[], ModelStatus | None]
    language_model: WatchedModel | None


def answers(ground: Ground, loaded: Loaded, models: Models, settings: Settings) -> Answers:
    """Quoting, and writing where a language model is set."""
    judge = OrdersLeftOut(models.judge(loaded.relevance))
    quoting = QuotingAnswerer(loaded.relevance, models.nearness(), ground.text, loaded.confidence)
    spending = Spending(ground.database, settings.model_tokens_a_day, models.world.now)
    model = WatchedModel(loaded.language_model) if loaded.language_model else None
    answerers: dict[Mode, Answerer] = {"quoting": quoting}
    if model:
        kept = KeptDrafts(ground.database, models.world.now, address=settings.model_url.strip().rstrip("/"))
        books = Books(kept, spending, token_counter(loaded.embedder.token_spans))
        answerers["writing"] = _writing(model, judge, quoting, ground, books)
    return Answers(
        Answering(ground.library, ground.retriever, answerers, ground.library.version, ground.duplicates),
        TextChecker(judge, ground.retriever, ground.library.version),
        lambda: _status(loaded.language_model, spending),
        model,
    )


def _writing(
    model: LanguageModel, judge: Judge, quoting: QuotingAnswerer, ground: Ground, books: Books
) -> WritingAnswerer:
    briefing = Briefing(ground.text, books.count, model.context_tokens)
    return WritingAnswerer(model, judge, quoting, briefing, books)


def _status(model: LanguageModel | None, spending: Spending) -> ModelStatus | None:
    if model is None:
        return None
    spent = spending.today()
    resting = isinstance(model, CalledModel) and model.breaker.state.kind == "open"
    return ModelStatus(model.name, resting, spent.tokens, spent.a_day or None)

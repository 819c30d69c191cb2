"""What a reader is told about how a written answer came about.

Knows nothing of how it did.
"""

from collections import Counter
from collections.abc import Sequence

from assistant.answer import Notice
from assistant.errors import LanguageModelError, ModelBrokeOffError, TokensReservedError, TokensSpentError
from assistant.support.verdict import FaultKind
from assistant.writing.prompts import FailedSentence

DROPPED, NOTHING_LEFT = "sentence_dropped", "draft_dropped"
CUT, UNAVAILABLE = "answer_cut", "model_unavailable"
SPENT, RESERVED = "tokens_spent", "tokens_reserved"
"""The codes of the notices."""

_WHY: dict[FaultKind, str] = {
    "number": "a number that no passage has",
    "date": "a date that no passage has",
    "name": "a name that no passage has",
    "quotation": "words that nobody is quoted with",
    "negation": "the opposite of what a passage says",
    "direction": "a change that goes the other way",
    "speaker": "unclear who said or did it",
    "meaning": "nothing in the passages that says so",
    "foreign": "a link, an image or formatting",
}


def dropped_notice(dropped: Sequence[FailedSentence]) -> Notice:
    """How many sentences of a draft were left out, and why."""
    count = len(dropped)
    reasons = Counter(_WHY[one.faults[0].kind if one.faults else "meaning"] for one in dropped)
    why = "; ".join(f"{reason} ({times})" if times > 1 else reason for reason, times in reasons.most_common())
    what = f"{count} sentences that the model wrote were" if count > 1 else "1 sentence that the model wrote was"
    text = f"{what} left out, as the articles do not support {'them' if count > 1 else 'it'}: {why}."
    return Notice(DROPPED, text, tuple(one.faults[0].kind if one.faults else "meaning" for one in dropped))


def nothing_left_notice() -> Notice:
    """Why the answer is made of quotes, although a model wrote one."""
    return Notice(NOTHING_LEFT, "Nothing that the model wrote could be shown, so quotes were looked for instead.")


def cut_notice(error: LanguageModelError) -> Notice:
    """The model stopped in the middle."""
    return Notice(CUT, f"The answer is not whole; the model stopped writing it. {error}")


def instead_notice(error: LanguageModelError) -> Notice:
    """Why the answer is made of quotes, although a model was to write it."""
    code = UNAVAILABLE
    if isinstance(error, TokensSpentError):
        code = RESERVED if isinstance(error, TokensReservedError) else SPENT
    what = "broke off before anything could be shown" if isinstance(error, ModelBrokeOffError) else "did not write"
    return Notice(code, f"The model {what}, so these are the articles' own words. {error}")

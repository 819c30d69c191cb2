"""What a reader should know about how an answer came about, as HTML: one quiet line each, in the reader's language.

Knows nothing of answers.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import get_args

from assistant.answer import Notice
from assistant.support.verdict import FaultKind
from assistant.window.markup import escaped
from assistant.window.program_words import in_words_html
from assistant.window.texts import Texts
from assistant.writing.telling import CUT, DROPPED, NOTHING_LEFT, RESERVED, SPENT, UNAVAILABLE

_SENTENCES = {
    "stopped": "answer.stopped",
    "words_only": "answer.words_only",
    CUT: "answer.cut",
    NOTHING_LEFT: "answer.nothing_left",
    UNAVAILABLE: "answer.model_unavailable",
    SPENT: "answer.tokens_spent",
    RESERVED: "answer.tokens_reserved",
}
"""Notices that are one sentence by their code alone."""

_FAULTS = get_args(FaultKind)
_WITH_REASON = (CUT, UNAVAILABLE)
"""Those of them whose text goes on with what went wrong, in the words of an error."""


def notices_html(say: Texts, notices: Iterable[Notice]) -> str:
    """The notices, in their order."""
    return "".join(f'<p class="aa-notice">{notice_html(say, notice)}</p>' for notice in notices)


def notice_html(say: Texts, notice: Notice) -> str:
    """One notice; what a code says nothing of is told in its own words, which are English."""
    if notice.code in _SENTENCES:
        reason = _reason(say, notice.text) if notice.code in _WITH_REASON else ""
        return escaped(say(_SENTENCES[notice.code])) + reason
    told = _TOLD[notice.code](say, notice.about) if notice.code in _TOLD and notice.about else None
    return escaped(told) if told else in_words_html(say, notice.text)


def _dropped(say: Texts, about: tuple[str, ...]) -> str:
    """How many sentences were left out, and why."""
    reasons = Counter(kind for kind in about if kind in _FAULTS)
    why = "; ".join(
        say(f"dropped.{kind}") + (f" ({say.number(times)})" if times > 1 else "")
        for kind, times in reasons.most_common()
    )
    return f"{say.counted('dropped_sentences', len(about))} {why}."


def _window(say: Texts, about: tuple[str, ...]) -> str | None:
    """How words of time were read, and how new the library is where it ends before that."""
    if len(about) < 3:
        return None
    words, first, last, *newest = about
    line = say("answer.time_window", words=words, first=say.day(first), last=say.day(last))
    return f"{say('answer.newest', day=say.day(newest[0]))} {line}" if newest else line


def _outlets(say: Texts, about: tuple[str, ...]) -> str:
    return say("answer.named_outlets", outlets=", ".join(about))


def _as_of(say: Texts, about: tuple[str, ...]) -> str:
    return say("answer.as_of", day=say.day(about[0]))


def _waiting(say: Texts, about: tuple[str, ...]) -> str | None:
    return say.counted("articles_waiting", int(about[0])) if about[0].isdecimal() else None


def _reason(say: Texts, text: str) -> str:
    """The error's own words, which follow the first sentence."""
    _, _, reason = text.partition(". ")
    return f" {in_words_html(say, reason)}" if reason else ""


_TOLD: dict[str, Callable[[Texts, tuple[str, ...]], str | None]] = {
    DROPPED: _dropped,
    "time_window": _window,
    "as_of": _as_of,
    "named_outlets": _outlets,
    "articles_waiting": _waiting,
}
"""Notices that are put together from what they are about; None where it is not understood."""

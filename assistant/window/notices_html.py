"""What a reader should know about how an answer came about, as HTML: one quiet line each.

Knows nothing of answers.
"""

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from assistant.answer import Notice
from assistant.support.verdict import FaultKind
from assistant.window.markup import escaped
from assistant.window.texts import Texts
from assistant.writing.telling import CUT, DROPPED, SPENT, UNAVAILABLE

_OURS = {
    "stopped": "answer.stopped",
    CUT: "answer.cut",
    UNAVAILABLE: "answer.model_unavailable",
    SPENT: "answer.tokens_spent",
}
"""Notices that are said in the reader's language; others come with their text, in English."""

_FAULTS = get_args(FaultKind)
_WITH_REASON = (CUT, UNAVAILABLE)
"""Those of them whose text goes on with what went wrong, in the words of an error."""


def notices_html(say: Texts, notices: Iterable[Notice]) -> str:
    """The notices, in their order."""
    return "".join(_notice(say, notice) for notice in notices)


def _notice(say: Texts, notice: Notice) -> str:
    if notice.code == DROPPED and notice.about:
        return f'<p class="aa-notice">{escaped(_dropped(say, notice))}</p>'
    key = _OURS.get(notice.code)
    if key is None:
        return f'<p class="aa-notice" lang="en">{escaped(notice.text)}</p>'
    reason = _reason(notice.text) if notice.code in _WITH_REASON else ""
    return f'<p class="aa-notice">{escaped(say(key))}{reason}</p>'


def _dropped(say: Texts, notice: Notice) -> str:
    """How many sentences were left out, and why."""
    reasons = Counter(kind for kind in notice.about if kind in _FAULTS)
    why = "; ".join(
        say(f"dropped.{kind}") + (f" ({say.number(times)})" if times > 1 else "")
        for kind, times in reasons.most_common()
    )
    return f"{say.counted('dropped_sentences', len(notice.about))} {why}."


def _reason(text: str) -> str:
    """The error's own words, which follow the first sentence."""
    _, _, reason = text.partition(". ")
    return f' <span lang="en">{escaped(reason)}</span>' if reason else ""

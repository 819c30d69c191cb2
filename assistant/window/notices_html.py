"""What a reader should know about how an answer came about, as HTML: one quiet line each.

Knows nothing of answers.
"""

from collections.abc import Iterable

from assistant.answer import Notice
from assistant.window.markup import escaped
from assistant.window.texts import Texts

_OURS = {"stopped": "answer.stopped"}
"""Notices that are said in the reader's language; others come with their text, in English."""


def notices_html(say: Texts, notices: Iterable[Notice]) -> str:
    """The notices, in their order."""
    return "".join(_notice(say, notice) for notice in notices)


def _notice(say: Texts, notice: Notice) -> str:
    if key := _OURS.get(notice.code):
        return f'<p class="aa-notice">{escaped(say(key))}</p>'
    return f'<p class="aa-notice" lang="en">{escaped(notice.text)}</p>'

"""A failure as HTML: an alert that says that something broke and what to do, never that the articles do not say.

Knows nothing of refusals.
"""

import re

from assistant.window.markup import escaped
from assistant.window.texts import Texts

_COMMAND = re.compile(r"`([^`]+)`")


def error_html(say: Texts, message: str) -> str:
    """The alert; `message` says what failed and what to do next, commands in backticks."""
    head = f'<p class="aa-head">{escaped(say("error.head"))}</p>'
    meaning = f'<p class="aa-meaning">{escaped(say("error.meaning"))}</p>'
    told = _COMMAND.sub(r"<code>\1</code>", escaped(message))
    return f'<div class="aa-error" role="alert">{head}<p>{told}</p>{meaning}</div>'

"""A failure as HTML: an alert that says that something broke and what to do, never that the articles do not say.

Knows nothing of refusals, nor of what signing in takes.
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


def signed_out_html(say: Texts) -> str:
    """The alert for who was signed out meanwhile; its link opens the page again, which asks to sign in."""
    head = f'<p class="aa-head">{escaped(say("sign_in.ended"))}</p>'
    again = f'<p><a class="aa-deed" data-do="reload" href="/">{escaped(say("sign_in.again"))}</a></p>'
    return f'<div class="aa-error" role="alert">{head}<p>{escaped(say("sign_in.why_ended"))}</p>{again}</div>'

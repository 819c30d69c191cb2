"""A refusal as HTML: a quiet note that the articles do not say, what was searched, and what comes nearest.

Knows nothing of errors: a fault of the program must never look like this.
"""

from assistant.answer import Answer, NearArticle, Refusal
from assistant.window.markup import escaped
from assistant.window.notices_html import notices_html
from assistant.window.phrases import searched
from assistant.window.program_words import in_words_html
from assistant.window.texts import Texts
from assistant.window.views import ArticleView

_SAID_BY_THE_HEAD = "The articles do not say"


def refusal_html(say: Texts, answer: Answer, refusal: Refusal) -> str:
    """The refusal of `answer`, with the articles that came nearest as links into the panel."""
    told = _reason(say, refusal)
    reason = f"<p>{told}</p>" if told else ""
    line = f'<p class="aa-searched">{escaped(searched(say, answer.query, answer.coverage))}</p>'
    head = f'<p class="aa-head">{escaped(say("refusal.head"))}</p>'
    notices = notices_html(say, answer.notices)
    return f'<div class="aa-refusal" role="note">{head}{reason}{line}{notices}{_nearest(say, refusal.nearest)}</div>'


def _reason(say: Texts, refusal: Refusal) -> str:
    """Nothing where it says what the lines around it say already; refusals that were kept long ago have no code."""
    if refusal.code != "not_said":
        return escaped(say(f"refusal.{refusal.code}"))
    return "" if refusal.reason.startswith(_SAID_BY_THE_HEAD) else in_words_html(say, refusal.reason)


def _nearest(say: Texts, articles: tuple[NearArticle, ...]) -> str:
    if not articles:
        return ""
    entries = "".join(
        f'<li><a href="#{ArticleView(near.article_id).fragment}">{escaped(near.title or say("untitled"))}</a></li>'
        for near in articles
    )
    return f'<p class="aa-nearest">{escaped(say("refusal.nearest"))}</p><ul>{entries}</ul>'

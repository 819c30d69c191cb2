"""A refusal as HTML: a quiet note that the articles do not say, what was searched, and what comes nearest.

Knows nothing of errors: a fault of the program must never look like this.
"""

from assistant.answer import Answer, NearArticle, Refusal
from assistant.window import texts
from assistant.window.markup import escaped
from assistant.window.views import ArticleView


def refusal_html(answer: Answer, refusal: Refusal) -> str:
    """The refusal of `answer`, with the articles that came nearest as links into the panel."""
    # a reason that begins with the head says what the lines around it say already
    reason = "" if refusal.reason.startswith(texts.REFUSED) else f"<p>{escaped(refusal.reason)}</p>"
    searched = f'<p class="aa-searched">{escaped(texts.searched(answer.query, answer.coverage))}</p>'
    notices = "".join(f'<p class="aa-notice">{escaped(notice.text)}</p>' for notice in answer.notices)
    head = f'<p class="aa-head">{escaped(texts.REFUSED)}</p>'
    return f'<div class="aa-refusal" role="note">{head}{reason}{searched}{notices}{_nearest(refusal.nearest)}</div>'


def _nearest(articles: tuple[NearArticle, ...]) -> str:
    if not articles:
        return ""
    entries = "".join(
        f'<li><a href="#{ArticleView(near.article_id).fragment}">{escaped(near.title or texts.UNTITLED)}</a></li>'
        for near in articles
    )
    return f'<p class="aa-nearest">{escaped(texts.NEAREST)}</p><ul>{entries}</ul>'

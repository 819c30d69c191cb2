"""The library's articles as HTML: a page of lines, each with its title, where it is from, and a way to delete it.

Knows nothing of how articles are found.
"""

from assistant.window import doing
from assistant.window.buttons_html import deed_button, page_button
from assistant.window.markup import escaped, joined
from assistant.window.phrases import page_line
from assistant.window.texts import Texts
from assistant.window.views import ArticleView
from corpus.listing import ListedArticle, ListPage


def articles_html(say: Texts, page: ListPage, page_size: int) -> str:
    """The lines of the page, and the way to those before and after it."""
    if not page.articles:
        return f'<p class="aa-soft">{escaped(say("library.nothing_found"))}</p>'
    rows = "".join(_article(say, article) for article in page.articles)
    return f'<ul class="aa-rows">{rows}</ul>{_pager(say, page, page_size)}'


def _article(say: Texts, article: ListedArticle) -> str:
    title = article.title or say("untitled")
    versions = say.counted("versions", article.versions) if article.versions > 1 else None
    state = None if article.answers else say("library.retired") if article.retired_at else say("library.not_searchable")
    about = joined((article.outlet, say.day(article.published) or say("library.no_date"), versions))
    mark = f' <span class="aa-kind">{escaped(state)}</span>' if state else ""
    delete = deed_button(
        doing.DELETE, article.id, say("delete"), about=title, confirm=say("library.sure_delete", title=title)
    )
    return (
        f'<li><a class="aa-row-text" href="#{ArticleView(article.id).fragment}">'
        f'<span class="aa-title">{escaped(title)}</span>{mark} <span class="aa-by">{about}</span></a>'
        f'<div class="aa-deeds">{delete}</div></li>'
    )


def _pager(say: Texts, page: ListPage, page_size: int) -> str:
    line = f'<span class="aa-soft">{escaped(page_line(say, page))}</span>'
    if len(page.articles) == page.total:
        return f'<div class="aa-pager">{line}</div>'
    after = page.offset + page_size
    newer = page_button(page.offset - page_size if page.offset else None, say("library.newer"))
    older = page_button(after if after < page.total else None, say("library.older"))
    return f'<div class="aa-pager">{line}{newer}{older}</div>'

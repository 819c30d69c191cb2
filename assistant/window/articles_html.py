"""The library's articles as HTML: a page of lines, each with its title, where it is from, and a way to delete it.

Knows nothing of how articles are found.
"""

from assistant.window import doing, texts
from assistant.window.buttons_html import deed_button, page_button
from assistant.window.markup import escaped, joined
from assistant.window.views import ArticleView
from corpus.listing import ListedArticle, ListPage


def articles_html(page: ListPage, page_size: int) -> str:
    """The lines of the page, and the way to those before and after it."""
    if not page.articles:
        return f'<p class="aa-soft">{escaped(texts.NOTHING_FOUND)}</p>'
    rows = "".join(_article(article) for article in page.articles)
    return f'<ul class="aa-rows">{rows}</ul>{_pager(page, page_size)}'


def _article(article: ListedArticle) -> str:
    title = article.title or texts.UNTITLED
    versions = texts.counted(article.versions, "version") if article.versions > 1 else None
    state = None if article.answers else texts.RETIRED if article.retired_at else texts.NOT_SEARCHABLE_YET
    about = joined((article.outlet, texts.day(article.published) or texts.NO_DATE, versions))
    mark = f' <span class="aa-kind">{escaped(state)}</span>' if state else ""
    delete = deed_button(doing.DELETE, article.id, texts.DELETE, about=title, confirm=texts.delete_article(title))
    return (
        f'<li><a class="aa-row-text" href="#{ArticleView(article.id).fragment}">'
        f'<span class="aa-title">{escaped(title)}</span>{mark} <span class="aa-by">{about}</span></a>'
        f'<div class="aa-deeds">{delete}</div></li>'
    )


def _pager(page: ListPage, page_size: int) -> str:
    line = f'<span class="aa-soft">{escaped(texts.page_line(page))}</span>'
    if len(page.articles) == page.total:
        return f'<div class="aa-pager">{line}</div>'
    after = page.offset + page_size
    newer = page_button(page.offset - page_size if page.offset else None, texts.NEWER)
    older = page_button(after if after < page.total else None, texts.OLDER)
    return f'<div class="aa-pager">{line}{newer}{older}</div>'

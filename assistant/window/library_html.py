"""The Library tab as HTML: its boxes and headings, between which a script puts the lists.

Knows nothing of sources and articles.
"""

from assistant.window import texts
from assistant.window.markup import escaped


def adding_html() -> str:
    """The box for an address."""
    field = (
        f'<input type="text" name="address" aria-label="{escaped(texts.ADDRESS_LABEL)}" autocomplete="off"'
        f' spellcheck="false" maxlength="4096" placeholder="{escaped(texts.ADDRESS_PLACEHOLDER)}">'
    )
    return f'<form id="aa-adding">{field}<button type="submit" class="aa-strong">{escaped(texts.ADD)}</button></form>'


def lists_html() -> str:
    """A place for what is told, the state of the index, the sources, the articles with their search, and a question."""
    search = (
        f'<input type="search" id="aa-search" aria-label="{escaped(texts.SEARCH_LABEL)}" autocomplete="off"'
        f' placeholder="{escaped(texts.SEARCH_LABEL)}">'
    )
    return (
        f'<div data-part="told" role="status"></div><p class="aa-soft" data-part="state"></p>'
        f'<section aria-labelledby="aa-sources-head">{_head("aa-sources-head", texts.SOURCES_HEAD)}'
        f'<div data-part="sources"></div></section>'
        f'<section aria-labelledby="aa-articles-head"><div class="aa-section-head">'
        f'{_head("aa-articles-head", texts.ARTICLES_HEAD)}{search}</div><div data-part="articles"></div></section>'
        f'<dialog id="aa-sure" aria-labelledby="aa-sure-text"><form method="dialog"><p id="aa-sure-text"></p>'
        f'<div class="aa-deeds"><button class="aa-deed" value="">{escaped(texts.CANCEL)}</button>'
        f'<button class="aa-deed aa-danger" value="yes"></button></div></form></dialog>'
    )


def told_html(message: str) -> str:
    """Something that was done."""
    return f'<p class="aa-told">{escaped(message)}</p>' if message else ""


def refused_html(message: str) -> str:
    """Something that was not done, and why: no fault of the program, so it does not look like one."""
    return f'<p class="aa-told aa-not-done">{escaped(message)}</p>'


def _head(id: str, text: str) -> str:
    return f'<h2 id="{id}" tabindex="-1">{escaped(text)}</h2>'

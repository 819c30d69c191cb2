"""The library as HTML: its boxes and headings, between which a script puts the lists.

Knows nothing of sources and articles.
"""

from assistant.window.icons import icon
from assistant.window.markup import escaped
from assistant.window.texts import Texts

_SHOWN = ("all", "answering", "retired", "waiting")


def library_html(say: Texts) -> str:
    """The ways in, what is told, the state of the index, a picture, the sources, the articles, and their health."""
    return (
        f'<div class="aa-library-column"><h2 id="aa-library-head" tabindex="-1">{escaped(say("script.library"))}</h2>'
        f'{_intake(say)}<div data-part="told" role="status"></div>'
        f'<div data-part="filed" role="status"></div>'
        f'<div class="aa-state-line"><div><p class="aa-soft" data-part="state"></p>'
        f'<p class="aa-soft" data-part="model"></p></div>'
        f'<a class="aa-deed" id="aa-backup" href="/window/backup" download>{icon("save")}'
        f'{escaped(say("library.backup"))}</a></div><div data-part="chart"></div>'
        f"{_section(say, 'sources')}{_section(say, 'articles', _narrowing(say))}{_section(say, 'health')}</div>"
    )


def told_html(message: str) -> str:
    """Something that was done."""
    return f'<p class="aa-told">{escaped(message)}</p>' if message else ""


def refused_html(message: str) -> str:
    """Something that was not done, and why: no fault of the program, so it does not look like one."""
    return f'<p class="aa-told aa-not-done">{escaped(message)}</p>'


def _intake(say: Texts) -> str:
    field = (
        f'<input type="text" name="address" aria-label="{escaped(say("library.address"))}" autocomplete="off"'
        f' spellcheck="false" maxlength="4096" placeholder="{escaped(say("library.address_placeholder"))}">'
    )
    add = f'<button type="submit" class="aa-strong">{escaped(say("library.add"))}</button>'
    label = f"{icon('attach')}{escaped(say('library.files'))}"
    files = f'<button type="button" class="aa-deed aa-tall" data-do="attach">{label}</button>'
    hint = f'<p class="aa-soft aa-hint-line">{escaped(say("library.hint"))}</p>'
    return f'<form id="aa-adding">{field}{add}{files}</form>{hint}'


def _section(say: Texts, name: str, beside: str = "") -> str:
    head = f'<h3 id="aa-{name}-head" tabindex="-1">{escaped(say(f"library.{name}_head"))}</h3>'
    return (
        f'<section aria-labelledby="aa-{name}-head"><div class="aa-section-head">{head}{beside}</div>'
        f'<div data-part="{name}"></div></section>'
    )


def _narrowing(say: Texts) -> str:
    search = escaped(say("library.search"))
    options = "".join(f'<option value="{name}">{escaped(say(f"library.show_{name}"))}</option>' for name in _SHOWN)
    return (
        f'<div class="aa-narrowing"><select id="aa-shown" aria-label="{escaped(say("library.show"))}">'
        f"{options}</select>"
        f'<input type="search" id="aa-search" aria-label="{search}" placeholder="{search}" autocomplete="off"></div>'
    )

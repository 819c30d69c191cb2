"""The page as HTML: the side bar, the conversation with its box, the library, the panel, and what lies over them.

All of it is ours: words of articles and people are put into its places later. Knows nothing of what stands there.
"""

from collections.abc import Sequence

from assistant.answer import Mode
from assistant.status import ModelStatus
from assistant.window.check_html import check_place_html
from assistant.window.icons import icon
from assistant.window.library_html import library_html
from assistant.window.markup import escaped, hidden, icon_button
from assistant.window.mode_html import mode_html
from assistant.window.texts import LANGUAGES, QUESTION_MAX_CHARACTERS, Texts

SIGN_OUT = "/sign-out"
_THEMES = ("auto", "light", "dark")


def page_html(
    say: Texts, modes: Sequence[Mode] = ("quoting",), model: ModelStatus | None = None, reader: str = ""
) -> str:
    """The whole page, its places empty; `modes` are the ways of answering that can be chosen.

    `reader` is who has signed in, and can sign out; empty where nobody has to.
    """
    title, check = escaped(say("script.library")), escaped(say("script.check"))
    composer = _composer(say, mode_html(say, modes, model))
    return (
        f'<a class="aa-skip" href="#aa-box">{escaped(say("page.skip"))}</a>{_side(say, reader)}<div id="aa-veil"></div>'
        f'<div id="aa-main"><header id="aa-top">'
        f"{icon_button('side', say('side.open'), 'data-do=menu aria-controls=aa-side', 'aa-quiet aa-open-side')}"
        f'<h2 id="aa-heading" tabindex="-1"></h2>'
        f"{icon_button('new', say('side.new'), 'data-do=new', 'aa-quiet aa-new-top')}</header>"
        f'<section id="aa-asking" aria-labelledby="aa-heading"><div id="aa-log" tabindex="0" role="region"'
        f' aria-label="{escaped(say("page.conversation"))}"><div id="aa-turns"></div></div>{composer}</section>'
        f'<section id="aa-keeping" aria-label="{title}" hidden>{library_html(say)}</section>'
        f'<section id="aa-checking" aria-label="{check}" hidden>{check_place_html(say)}</section></div>'
        f'<div id="aa-panel" role="region" aria-label="{escaped(say("panel.name"))}" hidden></div>{_overlays(say)}'
    )


def _side(say: Texts, reader: str) -> str:
    close = icon_button("side", say("side.close"), "data-do=menu", "aa-quiet aa-close-side")
    search = escaped(say("side.search"))
    return (
        f'<nav id="aa-side" aria-label="{escaped(say("side.name"))}"><div class="aa-side-head">'
        f"<h1>{escaped(say('title'))}</h1>{close}</div>"
        f'<button type="button" class="aa-side-row aa-new" data-do="new">{icon("new")}{escaped(say("side.new"))}'
        f"</button>"
        f'<button type="button" class="aa-side-row" data-do="library">{icon("library")}{escaped(say("script.library"))}'
        f"</button>"
        f'<button type="button" class="aa-side-row" data-do="check">{icon("check")}{escaped(say("script.check"))}'
        f"</button>"
        f'<div class="aa-side-search">{icon("search")}<input type="search" id="aa-find" aria-label="{search}"'
        f' placeholder="{search}" autocomplete="off"></div>'
        f'<div id="aa-conversations"></div><div class="aa-side-foot"><p id="aa-library" class="aa-soft"></p>'
        f"{_settings(say)}{_account(say, reader) if reader else ''}</div></nav>"
    )


def _settings(say: Texts) -> str:
    languages = "".join(
        f'<option value="{code}"{" selected" if code == say.language else ""} lang="{code}">{name}</option>'
        for code, name in LANGUAGES.items()
    )
    themes = "".join(f'<option value="{name}">{escaped(say(f"settings.{name}"))}</option>' for name in _THEMES)
    return (
        f'<div class="aa-settings"><select id="aa-language" aria-label="{escaped(say("settings.language"))}">'
        f'{languages}</select><select id="aa-theme" aria-label="{escaped(say("settings.theme"))}">{themes}'
        f"</select></div>"
    )


def _account(say: Texts, reader: str) -> str:
    """Who has signed in, and the way out: a form, which works whatever the page's scripts are at."""
    name = escaped(reader)
    return (
        f'<form method="post" action="{SIGN_OUT}" class="aa-account"><span class="aa-soft"'
        f' title="{escaped(say("sign_in.with", name=reader))}">{hidden(say("sign_in.done") + ": ")}{name}</span>'
        f'<button class="aa-deed">{escaped(say("sign_in.out"))}</button></form>'
    )


def _composer(say: Texts, mode: str) -> str:
    label = escaped(say("ask.label"))
    return (
        f'<form id="aa-composer" class="aa-composer">'
        f'<ul id="aa-chips" aria-label="{escaped(say("filters.chosen"))}"></ul>'
        f'<p id="aa-editing" class="aa-soft" hidden>{escaped(say("ask.editing"))}'
        f'<button type="button" class="aa-deed" data-do="keep">{escaped(say("cancel"))}</button></p>'
        f'<textarea id="aa-box" rows="1" maxlength="{QUESTION_MAX_CHARACTERS}" aria-label="{label}"'
        f' placeholder="{escaped(say("ask.placeholder"))}" autocomplete="off"></textarea><div class="aa-composer-row">'
        f"{icon_button('attach', say('ask.add'), 'data-do=attach')}"
        f'<button type="button" class="aa-filter-button" data-do="filters" aria-haspopup="dialog">{icon("filter")}'
        f"<span>{escaped(say('filters.button'))}</span></button>{mode}"
        f'<span class="aa-hint aa-soft">{escaped(say("ask.hint"))}</span>'
        f"{icon_button('stop', say('ask.stop'), 'data-do=stop hidden', 'aa-stop')}"
        f'<button type="submit" class="aa-icon-button aa-send" aria-label="{escaped(say("ask.send"))}"'
        f' title="{escaped(say("ask.send"))}">{icon("send")}</button></div></form>'
    )


def _overlays(say: Texts) -> str:
    """The dialogs, the card of a citation, what is said aloud, and the place for files that are dropped."""
    cancel = f'<button class="aa-deed" value="">{escaped(say("cancel"))}</button>'
    return (
        f'<dialog id="aa-sure" aria-labelledby="aa-sure-text"><form method="dialog"><p id="aa-sure-text"></p>'
        f'<input type="text" id="aa-sure-value" maxlength="200" autocomplete="off" aria-labelledby="aa-sure-text"'
        f" hidden>"
        f'<div class="aa-deeds"><button class="aa-deed aa-strong" value="yes"></button>{cancel}</div></form></dialog>'
        f'<dialog id="aa-filters" aria-labelledby="aa-filters-head"><form method="dialog" novalidate>'
        f'<h2 id="aa-filters-head">{escaped(say("filters.head"))}</h2><div id="aa-facets"></div>'
        f'<fieldset class="aa-filter-group"><legend>{escaped(say("filters.articles"))}</legend>'
        f'<input type="search" id="aa-find-article" aria-label="{escaped(say("filters.find_article"))}"'
        f' placeholder="{escaped(say("filters.find_article"))}" autocomplete="off"><div id="aa-found"></div></fieldset>'
        f'<div class="aa-deeds"><button type="button" class="aa-deed" data-do="unfilter">{escaped(say("filters.none"))}'
        f'</button><button class="aa-deed aa-strong" value="yes">{escaped(say("filters.apply"))}</button></div></form>'
        f'</dialog><div id="aa-card" role="tooltip" hidden></div><p id="aa-toast" hidden></p>'
        f'<p id="aa-live" class="aa-aloud" role="status" aria-live="polite"></p>'
        f'<div id="aa-drop" hidden><p>{escaped(say("ask.drop"))}</p></div>'
    )

"""The conversations as HTML: a list under the days they were last added to, each with what can be done with it.

Knows nothing of how conversations are kept.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from assistant.conversations.conversation import Conversation, ConversationPage
from assistant.window.icons import icon
from assistant.window.markup import escaped
from assistant.window.texts import Texts


def conversations_html(say: Texts, page: ConversationPage, now: datetime, *, searching: bool) -> str:
    """The page of the list; one line where it is empty."""
    if not page.conversations:
        key = "side.none_found" if searching else "side.none"
        return f'<p class="aa-soft aa-none">{escaped(say(key))}</p>'
    grouped = groupby(page.conversations, lambda one: say.age(datetime.fromisoformat(one.updated_at), now))
    lists = "".join(_group(say, age, list(those)) for age, those in grouped)
    return lists + (_more(say, page) if len(page.conversations) < page.total else "")


def _group(say: Texts, age: str, conversations: Sequence[Conversation]) -> str:
    rows = "".join(_row(say, one) for one in conversations)
    return f'<h3 class="aa-age">{escaped(age)}</h3><ul class="aa-conversations">{rows}</ul>'


def _row(say: Texts, one: Conversation) -> str:
    title = escaped(one.title or say("side.untitled"))
    more = escaped(say("side.more", title=one.title or say("side.untitled")))
    deeds = "".join(_deeds(say, title))
    return (
        f'<li data-conversation="{escaped(one.id)}"><a href="/?conversation={escaped(one.id)}">{title}</a>'
        f'<details class="aa-menu"><summary aria-label="{more}">{icon("more")}</summary>'
        f'<div class="aa-menu-list">{deeds}</div></details></li>'
    )


def _deeds(say: Texts, title: str) -> Iterator[str]:
    about = f'data-title="{title}"'
    for deed, glyph in (("rename", "edit"), ("export-markdown", "save"), ("export-json", "save"), ("delete", "remove")):
        danger = ' class="aa-danger"' if deed == "delete" else ""
        label = escaped(say(f"side.{deed.replace('-', '_')}"))
        yield f'<button type="button" data-do="{deed}" {about}{danger}>{icon(glyph)}{label}</button>'


def _more(say: Texts, page: ConversationPage) -> str:
    line = say("side.more_of", number=say.number(page.total - len(page.conversations)))
    return f'<button type="button" class="aa-deed" data-do="more">{escaped(line)}</button>'

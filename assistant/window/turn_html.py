"""One turn of a conversation as HTML: what was asked, the reply, and what can be done with it.

Knows nothing of how turns are kept.
"""

from collections.abc import Collection, Iterator

from assistant.answer import Answer
from assistant.conversations.conversation import Turn
from assistant.window.answer_html import answer_html
from assistant.window.filters_html import narrowed_html
from assistant.window.happened_html import happened_html
from assistant.window.markup import escaped, hidden, icon_button
from assistant.window.refusal_html import refusal_html
from assistant.window.texts import Texts
from corpus.filters import Filters

_REASONS = ("wrong", "incomplete", "outdated", "unasked")


def asked_html(say: Texts, question: str, filters: Filters, *, editable: bool = False) -> str:
    """What the user asked, as the user typed it, and what it was narrowed to."""
    lines = "<br>".join(escaped(line) for line in question.strip().splitlines())
    edit = icon_button("edit", say("turn.edit"), 'data-do="edit"') if editable else ""
    narrowed = narrowed_html(say, filters)
    return (
        f'<div class="aa-asked">{edit}<h3 class="aa-question">{hidden(say("turn.asked") + " ")}{lines}</h3></div>'
        f"{narrowed}"
    )


def turn_html(say: Texts, turn: Turn, removed: Collection[int] = ()) -> str:
    """The whole turn; `removed` are numbers of citations whose article is no longer kept."""
    asked = asked_html(say, turn.question, turn.answer.filters, editable=True)
    label = escaped(say("turn.number", number=say.number(turn.number)))
    reply = f"{reply_html(say, turn.answer, removed)}{tools_html(say, turn)}{happened_html(say, turn.answer)}"
    return (
        f'<article class="aa-turn" id="turn-{escaped(turn.id)}" data-turn="{escaped(turn.id)}" aria-label="{label}">'
        f'{asked}<div class="aa-reply" tabindex="-1">{reply}</div></article>'
    )


def reply_html(say: Texts, answer: Answer, removed: Collection[int] = ()) -> str:
    """The finished reply: a refusal where the answer is one."""
    if answer.outcome == "refused" and answer.refusal:
        return refusal_html(say, answer, answer.refusal)
    return answer_html(say, answer, removed)


def tools_html(say: Texts, turn: Turn) -> str:
    """Copy, ask again, link, and what the reader thinks of it."""
    tools, label = "".join(_tools(say, turn)), escaped(say("turn.tools"))
    return f'<div class="aa-tools" role="group" aria-label="{label}">{tools}</div>'


def _tools(say: Texts, turn: Turn) -> Iterator[str]:
    good = turn.feedback.good if turn.feedback else None
    yield icon_button("copy", say("turn.copy"), 'data-do="copy"')
    yield icon_button("again", say("turn.again"), 'data-do="again"')
    yield icon_button("link", say("turn.link"), 'data-do="link"')
    yield icon_button("good", say("turn.good"), f'data-do="good" aria-pressed="{_pressed(good is True)}"')
    yield icon_button("bad", say("turn.bad"), f'data-do="bad" aria-pressed="{_pressed(good is False)}"')
    if turn.feedback:
        yield _feedback(say, turn.feedback.good, turn.feedback.reason)


def _feedback(say: Texts, good: bool, reason: str) -> str:
    """A place for the reason, filled with what was given; common ones can be picked."""
    chips = "".join(
        f'<button type="button" class="aa-pick" data-do="reason">{escaped(say(f"reason.{name}"))}</button>'
        for name in (() if good else _REASONS)
    )
    field = (
        f'<input type="text" name="reason" maxlength="2000" autocomplete="off" value="{escaped(reason)}"'
        f' aria-label="{escaped(say("turn.reason"))}" placeholder="{escaped(say("turn.reason"))}">'
    )
    save = f'<button type="submit" class="aa-deed">{escaped(say("turn.save_reason"))}</button>'
    return f'<form class="aa-feedback">{chips}{field}{save}</form>'


def _pressed(is_so: bool) -> str:
    return "true" if is_so else "false"

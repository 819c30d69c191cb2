"""The buttons of the Library tab as HTML: each says what it does, and to what.

Knows nothing of what happens then; `assistant.window.doing` does.
"""

from urllib.parse import quote

from assistant.window.markup import escaped, hidden


def deed_button(deed: str, subject: str, label: str, *, about: str, confirm: str = "") -> str:
    """A button labelled `label`, read aloud with what it is about; `confirm` is asked before it does anything."""
    question = f' data-confirm="{escaped(confirm)}"' if confirm else ""
    to = quote(subject, safe="", errors="replace")
    name = f"{escaped(label)}{hidden(f' “{about}”')}"
    return (
        f'<button type="button" class="aa-deed" data-do="{escaped(deed)}" data-to="{to}"'
        f' data-label="{escaped(label)}"{question}>{name}</button>'
    )


def page_button(offset: int | None, label: str) -> str:
    """A button that shows the lines from this one on; one that leads nowhere cannot be pressed."""
    to = ' disabled=""' if offset is None else f' data-page="{offset}"'
    return f'<button type="button" class="aa-deed"{to}>{escaped(label)}</button>'

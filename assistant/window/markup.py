"""Plain text made into HTML that can neither run nor load anything.

Knows nothing of answers. Everything that comes from articles, models or people passes through here on its way to the
page.
"""

import html
from collections.abc import Iterable

from assistant.window.icons import icon
from corpus.addresses import web_address


def escaped(text: str) -> str:
    """Text for an element or a quoted attribute, on one line."""
    return html.escape(" ".join(text.split()))


def out_link(url: str | None, label: str) -> str:
    """A link that leaves the window, in a new tab and without a referrer; empty where the URL is none of the web."""
    address = web_address(url)
    if address is None:
        return ""
    target = 'target="_blank" rel="noopener noreferrer"'
    return f'<a class="aa-out" href="{html.escape(address)}" {target}>{escaped(label)}</a>'


def hidden(text: str) -> str:
    """Text that is read aloud but not seen."""
    return f'<span class="aa-aloud">{html.escape(text)}</span>'


def joined(parts: Iterable[str | None], separator: str = " · ") -> str:
    """The parts that say something, escaped."""
    return separator.join(escaped(part) for part in parts if part)


def icon_button(name: str, label: str, attributes: str, kind: str = "aa-quiet") -> str:
    """A button that shows only an icon; `attributes` are ours, never text from elsewhere."""
    label = escaped(label)
    return (
        f'<button type="button" class="aa-icon-button {kind}" aria-label="{label}" title="{label}" {attributes}>'
        f"{icon(name)}</button>"
    )

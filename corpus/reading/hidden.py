"""What stands on a page and its reader does not see: taken away, since instructions to machines are hidden there.

Goes by the attributes of elements, and the names that frameworks give to what only screen readers say. Style sheets
are not read, so text of the colour of its background, or hidden by another class, stays. Knows nothing of articles.
"""

import re

from lxml import etree, html

_HIDING = re.compile(
    r"(?:^|[;\s])(?:"
    r"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.\d]*[1-9])|opacity:0(?![.\d]*[1-9])|"
    r"(?:left|top|right|bottom|text-indent|margin-left|margin-top):-\d{4,}|clip:rect\(0|clip-path:inset\((?:50|100)%"
    r")"
)
_WHOLE = frozenset(("html", "body"))
_UNSEEN = frozenset(("template", "noframes", "noscript"))
_FOR_SCREEN_READERS = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"))


def remove_hidden(root: html.HtmlElement) -> None:
    """Take every hidden element out of the tree, and what is in it; the words after it stay."""
    for element in [one for one in root.iter() if is_hidden(one)]:
        if element.getparent() is not None:
            element.drop_tree()


def is_hidden(element: etree._Element) -> bool:
    """Whether an element hides what is in it.

    `hidden="until-found"` does not: a reader finds it. Nor does a whole page, which a script shows once it is drawn.
    """
    if not isinstance(element.tag, str) or element.tag in _WHOLE:
        return False
    if element.tag in _UNSEEN or element.get("hidden", "until-found").lower() != "until-found":
        return True
    if not _FOR_SCREEN_READERS.isdisjoint(element.get("class", "").split()):
        return True
    style = element.get("style")
    return bool(style and _HIDING.search(re.sub(r"\s*([:;(])\s*", r"\1", style.lower())))

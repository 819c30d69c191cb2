"""Markup parsed without trusting it, and its paragraphs as text.

The only place where lxml's parsers are set up: no network, no entities, no huge trees. Knows nothing of articles.
"""

import re

from lxml import etree, html

from corpus.errors import UnreadableError
from corpus.mending import cut_long_tags
from corpus.reading.hidden import is_hidden

_DROPPED = frozenset("script style template noscript head title svg math iframe object nav figure audio video".split())
_BLOCKS = frozenset(
    "p div section article aside header footer main h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl dt dd table hr"
    " quote list head address details summary".split()
)
_ITEMS = frozenset(("li", "item"))
_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
_LINE_ENDS = frozenset(("br", "lb"))
_EMPTY_CELLS = re.compile(r"(?:(?:^| )\|)+$")
_BLOCK, _LINE = "\x1d", "\x1e"
"""Marks between pieces while a tree is written down; neither can stand in parsed markup."""


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML file. Raises UnreadableError where it is not well formed or larger than parsers allow."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"its XML is damaged: {error}") from error


def parse_html(text: str) -> html.HtmlElement:
    """The root of a page, repaired as browsers do. Raises UnreadableError where there is no element at all."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    data = cut_long_tags(text.replace("\0", "")).encode("utf-8", "replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("it holds no page that can be read") from error


def body_text(root: etree._Element, *, headed: bool = False) -> str:
    """The text of a tree: paragraphs parted by blank lines, list items as "- " and table rows as "a | b" on lines.

    Reads HTML's elements and trafilatura's. `headed` says that <head> is a heading, as trafilatura has it.
    """
    dropped = _DROPPED - {"head"} if headed else _DROPPED
    parts: list[str] = []
    _write(root, parts, dropped, inline=False)
    blocks = (_lines(block) for block in "".join(parts).split(_BLOCK))
    return "\n\n".join(block for block in blocks if block)


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, "" for comments and other nodes that have none."""
    # etree.QName refuses names such as Word's <o:p>, with which lxml itself builds trees
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _write(element: etree._Element, parts: list[str], dropped: frozenset[str], *, inline: bool) -> None:
    tag = local_name(element).lower()
    if not tag or tag in dropped or is_hidden(element):
        return
    before, after = _marks(tag, inline=inline)
    parts += (before, element.text or "")
    for child in element:
        _write(child, parts, dropped, inline=inline or tag in _ITEMS | _CELLS)
        parts.append(child.tail or "")
    parts.append(after)


def _marks(tag: str, *, inline: bool) -> tuple[str, str]:
    """What parts an element from what comes before and after it; inside an item or a cell, blocks stay on the line."""
    if tag in _LINE_ENDS:
        return (" ", "") if inline else (_LINE, "")
    if tag in _ITEMS:
        return f"{_LINE}- ", ""
    if tag in _ROWS:
        return _LINE, _LINE
    if tag in _CELLS:
        return "", " | "
    if tag in _BLOCKS:
        return (" ", " ") if inline else (_BLOCK, _BLOCK)
    return "", ""


def _lines(block: str) -> str:
    lines = (_EMPTY_CELLS.sub("", " ".join(line.split())) for line in block.split(_LINE))
    return "\n".join(line for line in lines if line not in ("", "-"))

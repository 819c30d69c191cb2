"""Markup mended before it is parsed: what makes good parsers give up on it, and what makes them hang.

Knows nothing of feeds, sitemaps or articles: text in, text out, in time linear in its length. Names of entities are
resolved here, so no parser ever meets a DOCTYPE that could make it read a file or unpack a bomb.
"""

import re
from html.entities import name2codepoint

LONGEST_TAG = 8_000
"""Characters of one tag with its attributes. libxml2's HTML parser takes 100 s for one tag of 100,000 attributes, and
5 s for 1 MB of tags as long as this."""

LONGEST_ENTITY = 64
"""Characters that an entity may stand for. A publisher's own entities are signs and names; at this length, a text
grows to 20 times its size at most."""

_MOST_UNICODE = 0x10FFFF
_LONG_VALUE = re.compile(r"""=\s*(?:"[^"<>]{2000,}"|'[^'<>]{2000,}')""")
_LONG_TAG = re.compile(rf"<[A-Za-z!?][^<>]{{{LONGEST_TAG},}}>?")
# https://www.w3.org/TR/xml/#charsets: what no XML file may hold, not even as a reference
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"\A[\s\ufeff]*(?:<\?xml\b[^<>]*\?>\s*)?")
_DOCTYPE_START = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_SUBSET = r"""\[(?:[^\]"'<]|"[^"]*"|'[^']*'|<!--(?:[^-]|-(?!->))*-->|<)*\]\s*"""
_DOCTYPE = re.compile(rf"<!DOCTYPE\b[^\[<>]*(?:{_SUBSET})?>", re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+(?:"([^"<&]*|&#\w+;)"|'([^'<&]*|&#\w+;)')\s*>""")
# What breaks off at the end of the text is taken to its end, or each beginning would be searched through to there.
_PIECE = re.compile(
    r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))|(<!(?=[A-Za-z]))"
    r"|&(?:#(\d+|[xX][0-9a-fA-F]+);|([A-Za-z][\w.-]{0,40});)?",
    re.DOTALL,
)
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))


def mend_xml(text: str) -> str:
    """The same XML without its declaration and DOCTYPE, control characters, bare ampersands, and unknown references.

    References to HTML's entities and to the short ones that the DOCTYPE declares become what they stand for; any other
    stays in the text as it was written. CDATA sections, comments and the numbers of lines stay. What is well formed and
    has no DOCTYPE keeps its meaning.
    """
    text = _DECLARATION.sub(_line_ends, _NOT_IN_XML.sub("", text))
    declared: dict[str, str] = {}
    start = _DOCTYPE_START.search(text)
    if start and (doctype := _DOCTYPE.match(text, start.start())):
        declared = _declared(doctype[0])
        text = text[: doctype.start()] + _line_ends(doctype) + text[doctype.end() :]
    return _PIECE.sub(lambda found: _mended(found, declared), text)


def cut_long_tags(text: str) -> str:
    """The same markup without attribute values of thousands of characters (pictures written out) and endless tags."""
    return _LONG_TAG.sub("", _LONG_VALUE.sub('=""', text))


def _line_ends(removed: re.Match[str]) -> str:
    return "\n" * removed[0].count("\n")


def _declared(doctype: str) -> dict[str, str]:
    """The entities that stand for a character or a few words; longer, nested and external ones are left out."""
    pairs = ((found[1], found[2] or found[3] or "") for found in _ENTITY.finditer(doctype))
    return {name: value for name, value in pairs if len(value) <= LONGEST_ENTITY}


def _mended(found: re.Match[str], declared: dict[str, str]) -> str:
    kept, declaration, number, name = found.groups()
    if kept or declaration:
        return kept or "&lt;!"
    if number:
        return found[0] if _is_character(number) else "\ufffd"
    if name in _XML_NAMES:
        return found[0]
    if name in declared:
        return _referred(declared[name])
    if name in name2codepoint:
        return f"&#{name2codepoint[name]};"
    return f"&amp;{found[0][1:]}"


def _referred(value: str) -> str:
    """The value of an entity where it stands; one that is itself a reference must be to a character."""
    number = re.fullmatch(r"&#(\w+);", value)
    if number is None:
        return value.replace("&", "&amp;")
    return value if re.fullmatch(r"\d+|[xX][0-9a-fA-F]+", number[1]) and _is_character(number[1]) else "\ufffd"


def _is_character(number: str) -> bool:
    if len(number) > 8:
        return False
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code <= _MOST_UNICODE and _NOT_IN_XML.match(chr(code)) is None

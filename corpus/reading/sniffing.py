"""What kind of file something is: told by its first bytes, and only then by its name.

Knows nothing of how each kind is read.
"""

import re
from enum import Enum, auto
from pathlib import PurePosixPath

from corpus.decoding import is_binary
from corpus.errors import UnreadableError


class Kind(Enum):
    """The kinds of file that hold articles; ZIP is any package: an archive, DOCX or EPUB."""

    HTML = auto()
    PDF = auto()
    ZIP = auto()
    GZIP = auto()
    MARKDOWN = auto()
    JSONL = auto()
    TEXT = auto()


PDF_HEADER_WITHIN = 1024
"""Bytes; readers accept junk before %PDF (ISO 32000-1 Annex H, note 13)."""

_BY_EXTENSION = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), Kind.HTML),
    **dict.fromkeys((".md", ".markdown"), Kind.MARKDOWN),
    **dict.fromkeys((".jsonl", ".ndjson"), Kind.JSONL),
    **dict.fromkeys((".txt", ".text", ""), Kind.TEXT),
}
_PROMISES = {".pdf": "PDF", ".docx": "DOCX", ".epub": "EPUB", ".zip": "ZIP", ".gz": "GZIP"}
_NOT_ARTICLES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"{\\rtf", "an RTF file: save it as DOCX or text"),
    (b"SQLite format 3\0", "a database"),
    (b"ID3", "a sound recording"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,4000}?-->|<\?xml.{0,200}?\?>)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)

# The other tags that browsers take for the start of a page (https://mimesniff.spec.whatwg.org, section 7.1);
# weaker than a known extension, since Markdown may begin with them too.
_TAG_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:script|iframe|h1|div|font|table|a|style|title|b|br|p|meta|link|article|main)[\s>]",
    re.IGNORECASE,
)


def sniff(name: str, head: bytes) -> Kind:
    """The kind of a file from its name and its first bytes (64 KB are enough).

    Raises UnreadableError, with what it is instead, for what holds no article.
    """
    if b"%PDF-" in head[:PDF_HEADER_WITHIN]:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    _refuse_known(head)
    if _HTML_START.match(head):
        return Kind.HTML
    return _by_extension(name, head)


def extension(name: str) -> str:
    """The lower-case extension of the last part of a name, or of an address's path; "" where it has none."""
    _, is_address, rest = name.partition("://")
    path = re.split(r"[?#]", rest)[0].partition("/")[2] if is_address else name.replace("\\", "/")
    return PurePosixPath(path).suffix.lower()


def _refuse_known(head: bytes) -> None:
    for magic, what in _NOT_ARTICLES:
        if head.startswith(magic):
            raise UnreadableError(f"it is {what}")
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in head:
            raise UnreadableError("it is protected by a password")
        raise UnreadableError("it is a file of an old Office (.doc, .xls, .ppt): save it as DOCX")


def _by_extension(name: str, head: bytes) -> Kind:
    suffix = extension(name)
    if suffix in _PROMISES:
        raise UnreadableError(f"its name says {_PROMISES[suffix]} but its content does not: it is damaged or misnamed")
    kind = _BY_EXTENSION.get(suffix)
    if kind is None and _TAG_START.match(head):
        return Kind.HTML
    if kind is None and is_binary(head):
        raise UnreadableError("it is not text but binary data")
    if kind is None:
        raise UnreadableError(
            f"files of type {suffix} are not read; known are text, Markdown, HTML, PDF, DOCX, EPUB, JSONL and ZIP"
        )
    return kind

"""EPUB books: the prose of all chapters, in reading order, as one article.

Knows nothing of other packages. Reads the container, the package file and its spine (EPUB 3.3, sections 4 and 5).
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from corpus.decoding import declared_charset, decode
from corpus.errors import UnreadableError
from corpus.reading.archive import check_unpacked_size
from corpus.reading.draft import Draft
from corpus.reading.limits import Limits
from corpus.reading.markup import body_text, local_name, parse_html, parse_xml

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"


@dataclass(frozen=True, slots=True)
class _Package:
    """The package file: `chapters` are paths in the archive, in reading order."""

    root: etree._Element
    chapters: tuple[str, ...]

    def facts(self, name: str) -> tuple[str, ...]:
        """The values of one Dublin Core field, but dates of anything else than publication."""
        found = (e for e in self.root.iter() if local_name(e) == name and e.text and e.text.strip())
        return tuple(e.text for e in found if e.text and _event(e) in ("", "publication"))

    def fact(self, name: str) -> str | None:
        """The first value of a field, None where the book does not say."""
        return next(iter(self.facts(name)), None)


def read_epub(data: bytes, limits: Limits) -> Draft:
    """The draft of a book: title, creators, publisher, date, language and subjects (tags) as its package file has them.

    Raises UnreadableError where it is damaged, locked (DRM), or unpacks to more than `limits` allow.
    """
    check_unpacked_size(data, limits)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        package = _package(book)
        _refuse_locked(book, package)
        chapters = [_chapter(_part(book, path)) for path in package.chapters]
    return Draft(
        text="\n\n".join(chapter for chapter in chapters if chapter),
        title=package.fact("title"),
        outlet=package.fact("publisher"),
        authors=package.facts("creator"),
        dates=package.facts("date"),
        language=package.fact("language"),
        tags=package.facts("subject"),
    )


def _package(book: zipfile.ZipFile) -> _Package:
    container = parse_xml(_part(book, _CONTAINER))
    path = next((e.get("full-path") for e in container.iter() if local_name(e) == "rootfile"), None)
    if not path:
        raise UnreadableError("it is damaged: its container names no book")
    root = parse_xml(_part(book, path))
    items = {e.get("id"): e for e in root.iter() if local_name(e) == "item"}
    read = (items.get(e.get("idref")) for e in root.iter() if local_name(e) == "itemref" and e.get("linear") != "no")
    folder = posixpath.dirname(path)
    chapters = (item.get("href") for item in read if item is not None and _is_prose(item))
    return _Package(root, tuple(posixpath.normpath(posixpath.join(folder, unquote(href))) for href in chapters if href))


def _is_prose(item: etree._Element) -> bool:
    return "html" in (item.get("media-type") or "") and "nav" not in (item.get("properties") or "").split()


def _event(element: etree._Element) -> str:
    """What a date is of, in EPUB 2 (`opf:event`); "" in EPUB 3, where it is of publication."""
    return next((value for key, value in element.attrib.items() if key.endswith("event")), "")


def _refuse_locked(book: zipfile.ZipFile, package: _Package) -> None:
    """Fonts are often scrambled; only a book whose chapters are encrypted is locked."""
    if _ENCRYPTION not in book.namelist():
        return
    references = parse_xml(_part(book, _ENCRYPTION)).iter()
    encrypted = {unquote(e.get("URI") or "") for e in references if local_name(e) == "CipherReference"}
    if encrypted.intersection(package.chapters):
        raise UnreadableError("it is locked by its shop (DRM)")


def _part(book: zipfile.ZipFile, path: str) -> bytes:
    try:
        return book.read(path)
    except KeyError as error:
        raise UnreadableError(f"it is damaged: {path} is missing") from error
    except RuntimeError as error:
        raise UnreadableError("it is protected by a password") from error


def _chapter(data: bytes) -> str:
    if not data.strip():
        return ""
    return body_text(parse_html(decode(data, declared=declared_charset(data))))

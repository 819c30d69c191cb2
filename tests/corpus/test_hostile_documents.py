"""Documents that were made to do harm, in every format that is XML: none reads or asks for anything, each ends in time.

They are read as what comes from the network is: in a child process, here with small limits.
"""

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from corpus.reading_apart import ApartReader, ReadingLimits
from tests.corpus.reading.small_files import PACKAGE, docx_bytes, epub_bytes, zip_bytes
from tests.not_public import Canary

MB = 1024 * 1024
SECRET = "the-secret-of-this-machine"
LIMITS = ReadingLimits(cpu_s=4, wall_s=20, memory_bytes=700 * MB)
AT_MOST_S = LIMITS.cpu_s * 1.1

Make = Callable[[str, str], bytes]
"""A document with a declaration before its root, and with something in the place of a title or a text."""


def rss(declared: str, inside: str) -> bytes:
    entry = f"<item><guid>1</guid><title>{inside}</title><description>{inside}</description></item>"
    return f'{declared}<rss version="2.0"><channel><title>{inside}</title>{entry}</channel></rss>'.encode()


def atom(declared: str, inside: str) -> bytes:
    entry = f"<entry><id>1</id><title>{inside}</title><content>{inside}</content></entry>"
    return f'{declared}<feed xmlns="http://www.w3.org/2005/Atom"><title>{inside}</title>{entry}</feed>'.encode()


def sitemap(declared: str, inside: str) -> bytes:
    return f"{declared}<urlset><url><loc>https://a.test/{inside}</loc></url></urlset>".encode()


def opml(declared: str, inside: str) -> bytes:
    outline = f'<outline type="rss" text="{inside}" xmlUrl="https://a.test/{inside}"/>'
    return f'{declared}<opml version="2.0"><head><title>{inside}</title></head><body>{outline}</body></opml>'.encode()


def epub(declared: str, inside: str) -> bytes:
    return epub_bytes({"OPS/book.opf": declared + PACKAGE.replace("The Bridge", f"The {inside} Bridge")})


def docx(declared: str, inside: str) -> bytes:
    body = f"<w:body><w:p><w:r><w:t>The bridge {inside} is open.</w:t></w:r></w:p></w:body>"
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return docx_with(f'{declared}<w:document xmlns:w="{name}">{body}</w:document>')


def docx_with(document: str) -> bytes:
    """A real package whose main part is this one."""
    with zipfile.ZipFile(io.BytesIO(docx_bytes([("Normal", "It is open.")]))) as package:
        members: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    return zip_bytes({**members, "word/document.xml": document})


FORMATS: dict[str, Make] = {make.__name__: make for make in (rss, atom, sitemap, opml, epub, docx)}


def attacks(secret: Path, port: int) -> dict[str, tuple[str, str]]:
    """By name: the declaration, and what stands in the text."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    web = f"http://127.0.0.1:{port}"
    return {
        "a file": (f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>', "&e;"),
        "a file by its path": (f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]>', "&e;"),
        "an address": (f'<!DOCTYPE x [<!ENTITY e SYSTEM "{web}/e">]>', "&e;"),
        "an address by a parameter": (f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{web}/p"> %p;]>', "text"),
        "a DTD": (f'<!DOCTYPE x SYSTEM "{web}/x.dtd">', "text"),
        "a stylesheet": (f'<?xml-stylesheet href="{web}/x.xsl" type="text/xsl"?>', "text"),
        "an inclusion": ("", f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}"/>'),
        "a billion laughs": (f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>', "&l11;"),
        "one long entity": (f'<!DOCTYPE x [<!ENTITY a "{"x" * 100_000}">]>', "&a;" * 20_000),
    }


@pytest.fixture(scope="module")
def reader() -> Iterator[ApartReader]:
    reader = ApartReader(LIMITS)
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with Canary() as canary:
        yield canary


def read(reader: ApartReader, kind: str, data: bytes, place: Path) -> str:
    """All that came of a document, as text; a reason where nothing did."""
    if kind in ("epub", "docx"):
        path = place / f"book.{kind}"
        path.write_bytes(data)
        return str(list(reader.read_file(path)))
    try:
        if kind == "sitemap":
            return str(reader.read_sitemap(data, "https://a.test/map.xml"))
        return str(reader.read_list(data) if kind == "opml" else reader.read_feed(data, "https://a.test/feed", None))
    except UnreadableError as error:
        return str(error)


@pytest.mark.parametrize("attack", attacks(Path("/"), 1))
@pytest.mark.parametrize("kind", FORMATS)
def test_no_document_reads_a_file_opens_a_connection_or_takes_longer_than_its_limit(
    kind: str, attack: str, reader: ApartReader, canary: Canary, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    declared, inside = attacks(tmp_path / "secret.txt", canary.port)[attack]
    data = FORMATS[kind](declared, "text" if kind == "opml" and "<" in inside else inside)  # there it is an attribute
    began = time.monotonic()
    found = read(reader, kind, data, tmp_path)

    assert SECRET not in found
    assert "ha" * 1000 not in found
    assert found
    assert canary.connections() == 0
    assert time.monotonic() - began < AT_MOST_S


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_documents_without_the_attack_are_read(kind: str, reader: ApartReader, tmp_path: Path) -> None:
    """Else the tests above would show nothing."""
    assert "wallabies" in read(reader, kind, FORMATS[kind]("", "wallabies"), tmp_path)

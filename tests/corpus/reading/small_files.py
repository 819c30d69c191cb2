"""Small real files, made on the spot: PDF, DOCX, EPUB and ZIP bytes for the tests of reading."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx
from pypdf import PdfReader, PdfWriter

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Bridge</dc:title>'
    "<dc:creator>Jane Doe</dc:creator><dc:publisher>Example Press</dc:publisher><dc:date>2021-05-04</dc:date>"
    "<dc:language>en-GB</dc:language></metadata><manifest>"
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="two" href="text/second%20part.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="one" href="text/first.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="cover" href="cover.png" media-type="image/png"/></manifest>'
    '<spine><itemref idref="nav"/><itemref idref="cover"/><itemref idref="one"/><itemref idref="two"/></spine>'
    "</package>"
)


def zip_bytes(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive with these members, in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def epub_bytes(extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A book of two chapters with a table of contents; `extra` adds or replaces members."""
    chapter = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>no</title></head><body>{}</body></html>"
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/nav.xhtml": chapter.format("<nav><ol><li>Contents of the book</li></ol></nav>"),
        "OPS/text/first.xhtml": chapter.format("<h1>One</h1><p>The bridge was\n built in 1902.</p>"),
        "OPS/text/second part.xhtml": chapter.format("<h1>Two</h1><p>It fell in <b>2019</b>.</p>"),
    }
    return zip_bytes({**members, **(extra or {})})


def docx_bytes(paragraphs: Sequence[tuple[str, str]], *, title: str = "", author: str = "") -> bytes:
    """A DOCX of (style, text) paragraphs; its properties name `title` and `author`."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def pdf_bytes(
    pages: Sequence[Sequence[str]], *, title: str = "", author: str = "", password: str | None = None, **told: str
) -> bytes:
    """A PDF whose pages show these lines; "" is an empty line. With `password`, locked by it ("" locks nothing out).

    What else is `told` stands in its metadata.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_plain_pdf(pages))))
    others = {f"/{name.capitalize()}": value for name, value in told.items()}
    writer.add_metadata({"/Title": title, "/Author": author, **others})
    if password is not None:
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def picture_pdf_bytes() -> bytes:
    """A PDF of one page that shows a picture of one pixel and no text."""
    picture = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R"
            b" /Resources << /XObject << /P 5 0 R >> >> >>",
            _stream(b"q 100 0 0 100 0 0 cm /P Do Q"),
            picture + b" /Length 1 >>\nstream\n\x80\nendstream",
        ]
    )


def _plain_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for at, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -14 Td\n" for line in lines)
        resources = f"<< /Font << /F 3 0 R >> >> /MediaBox [0 0 600 800] /Contents {5 + 2 * at} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R /Resources {resources} >>".encode())
        objects.append(_stream(f"BT /F 10 Tf 40 760 Td\n{shown}ET".encode("cp1252")))
    return _file(objects)


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _file(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(data),
    )

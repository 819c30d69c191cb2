"""DOCX files: their paragraphs and tables in order, and the title and author that they name.

The only place that uses python-docx. Text that tracked changes took out is not read, what they put in is.
"""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from corpus.errors import UnreadableError
from corpus.normalising import one_line
from corpus.reading.archive import check_unpacked_size
from corpus.reading.draft import Draft, shortened, split_names
from corpus.reading.limits import Limits
from corpus.reading.markup import local_name

_TEMPLATE_AUTHOR = "python-docx"
_NOT_TEXT = frozenset(qn(name) for name in ("w:moveFrom", "w:txbxContent", "w:del"))
_PIECES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read_docx(data: bytes, limits: Limits) -> Draft:
    """The draft of a DOCX. The dates it holds are of the file, not of publication: unused.

    The title is the paragraph in the style Title, else the first heading, else the title in the properties, else the
    beginning. Raises UnreadableError where the file is damaged or unpacks to more than `limits` allow.
    """
    check_unpacked_size(data, limits)
    try:
        return _draft(docx.Document(io.BytesIO(data)))
    except Exception as error:  # a damaged file makes python-docx raise nearly anything, and late
        raise UnreadableError("it is damaged and cannot be read as DOCX") from error


def _draft(document: Document) -> Draft:
    blocks = [block for block in _blocks(document.element.body) if block.strip()]
    properties = document.core_properties
    author = properties.author if properties.author != _TEMPLATE_AUTHOR else ""
    return Draft(
        text="\n\n".join(blocks),
        title=_headline(document) or one_line(properties.title) or shortened("\n".join(blocks[:1])),
        authors=split_names(author),
    )


def _headline(document: Document) -> str | None:
    styled = [(p.style.name, one_line(p.text)) for p in document.paragraphs if p.style is not None]
    wanted = ("Title", "Heading 1")
    return next((text for want in wanted for style, text in styled if style == want and text), None)


def _blocks(container: etree._Element) -> Iterator[str]:
    """The paragraphs, and each table as one block of rows; looks into content controls and tracked insertions."""
    for child in container:
        tag = local_name(child)
        if tag == "p":
            yield "".join(_pieces(child)).strip()
        elif tag == "tbl":
            yield "\n".join(_rows(child))
        elif tag in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            yield from _blocks(child)


def _rows(table: etree._Element) -> Iterator[str]:
    for row in table.iterchildren(qn("w:tr")):
        cells = (one_line(" ".join(_blocks(cell))) for cell in row.iterchildren(qn("w:tc")))
        yield " | ".join(cells)


def _pieces(element: etree._Element) -> Iterator[str]:
    """The runs of a paragraph as they are read; "w:delText" is another element, so deleted text is not among them."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _PIECES:
            yield _PIECES[child.tag]
        elif child.tag not in _NOT_TEXT and local_name(child) not in ("Fallback", "pPr", "rPr"):
            yield from _pieces(child)

"""PDF files: their text, put together as paragraphs, and what their metadata says.

The only place that uses pypdf, and imports it with the first PDF: a third of a second that most commands need not take.
Knows nothing of reading text out of pictures.
"""

import io
import logging
import re
from typing import TYPE_CHECKING

from corpus.errors import UnreadableError
from corpus.normalising import normalise, one_line
from corpus.reading.draft import Draft, shortened, split_names
from corpus.reading.pdf_layout import paragraphs

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# pypdf speaks of every odd font and cross reference; without a handler, Python would print that to the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_NO_TITLE = re.compile(
    r"untitled.*|microsoft (?:word|powerpoint) - .*|(?:slide|page) ?\d*"
    r"|.*\.(?:docx?|tex|indd|qxd|pdf|odt|rtf|html?|dvi|ps)",
    re.IGNORECASE,
)
_NO_AUTHOR = frozenset(("anonymous", "unknown", "user", "admin", "administrator", "owner", "author"))


def read_pdf(data: bytes) -> Draft:
    """The draft of a PDF. Its creation date is when the file was made, not when the article was published: unused.

    A file that an empty password opens is read. Raises UnreadableError, with the reason, for one that needs a password,
    holds only pictures, or is damaged.
    """
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = _opened(data)
        pages = [page.extract_text() for page in reader.pages]
        has_pictures = any(_shows_pictures(page) for page in reader.pages)
        title, author = (_fact(reader, key) for key in ("/Title", "/Author"))
    except UnreadableError:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableError("it is protected by a password") from error
    except Exception as error:  # a damaged file makes pypdf raise nearly anything
        raise UnreadableError(f"it is damaged and cannot be read as PDF ({type(error).__name__})") from error
    return _draft([normalise(page) for page in pages], title, author, has_pictures=has_pictures)


def _opened(data: bytes) -> "PdfReader":
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("it is protected by a password")
    return reader


def _draft(pages: list[str], title: str, author: str, *, has_pictures: bool) -> Draft:
    text = paragraphs(pages)
    if not any(c.isalnum() for c in text):
        only = "only pictures of its pages; recognise their text first (OCR)" if has_pictures else "no text"
        raise UnreadableError(f"it holds {only}")
    first = text.partition("\n")[0]
    authors = () if author.lower() in _NO_AUTHOR else split_names(author)
    return Draft(text=text, title=title or shortened(first), authors=authors)


def _fact(reader: "PdfReader", key: str) -> str:
    """One field of the metadata, "" where it is missing or is what programs write by themselves."""
    value = one_line(str(reader.metadata.get(key) or "")) if reader.metadata else ""
    return "" if key == "/Title" and _NO_TITLE.fullmatch(value) else value


def _shows_pictures(page: "PageObject") -> bool:
    resources = page.get("/Resources")
    return bool(resources and "/XObject" in resources.get_object())

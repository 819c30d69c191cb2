"""PDF, DOCX and EPUB."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article, Skipped
from corpus.reading import Limits, read_bytes
from corpus.reading.pdf_layout import paragraphs
from tests.corpus.reading.small_files import PACKAGE, docx_bytes, epub_bytes, pdf_bytes, picture_pdf_bytes, zip_bytes

LINES = [
    "The bridge is open",
    "The council reopened the old bridge on Friday after",
    "five years of work that cost the town forty mil-",
    "lion pounds, twice what it had once planned to pay.",
    "Traffic was light.",
]


def read(name: str, data: bytes, limits: Limits = Limits()) -> Article:  # noqa: B008 - frozen
    (found,) = read_bytes(name, data, limits)
    assert isinstance(found, Article), found
    return found


def reason(name: str, data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    (found,) = read_bytes(name, data, limits)
    assert isinstance(found, Skipped)
    return found.reason


def test_a_pdf_gives_its_title_author_and_paragraphs() -> None:
    article = read("a.pdf", pdf_bytes([LINES], title="Bridge news", author="Jane Doe"))
    assert article.title == "Bridge news"
    assert article.authors == ("Jane Doe",)
    assert article.published is None
    assert "forty million pounds" in article.text


@pytest.mark.parametrize("title", ["", "untitled", "Microsoft Word - bridge.doc", "bridge.tex"])
def test_a_title_that_a_program_wrote_gives_way_to_the_first_line(title: str) -> None:
    assert read("a.pdf", pdf_bytes([LINES], title=title)).title == "The bridge is open"


def test_a_locked_pdf_says_so_and_one_that_opens_without_a_password_is_read() -> None:
    assert reason("a.pdf", pdf_bytes([LINES], password="secret")) == "it is protected by a password"
    assert "Traffic was light." in read("a.pdf", pdf_bytes([LINES], password="")).text


def test_a_scan_says_that_it_holds_only_pictures() -> None:
    assert "only pictures" in reason("a.pdf", picture_pdf_bytes())


@pytest.mark.parametrize("cut", [20, 200, 500])
def test_a_pdf_that_breaks_off_gives_a_reason_or_text_and_no_error(cut: int) -> None:
    (found,) = read_bytes("a.pdf", pdf_bytes([LINES])[:cut])
    assert isinstance(found, Article) or found.reason


def test_lines_become_paragraphs() -> None:
    assert paragraphs(["\n".join(LINES)]).split("\n\n") == [
        "The bridge is open",
        "The council reopened the old bridge on Friday after five years of work that cost the town forty million "
        "pounds, twice what it had once planned to pay. Traffic was light.",
    ]


def test_a_hyphen_stays_where_the_document_writes_the_word_with_one() -> None:
    assert paragraphs(["a well-known bridge\nthat is also a well-\nknown road"]).endswith("a well-known road")


def test_page_numbers_and_running_lines_go_and_a_paragraph_runs_over_the_page() -> None:
    pages = [f"The Post\nPage text number {word} goes on\n{n}" for n, word in enumerate("one two three four".split())]
    text = paragraphs([*pages, "The Post\nand ends here.\n4"])
    assert "The Post" not in text
    assert text.endswith("number four goes on and ends here.")


def test_ligatures_become_letters() -> None:
    assert paragraphs(["The mis\ufb01ts"]) == "The misfits"


def test_a_docx_gives_headline_author_and_text_and_no_date() -> None:
    data = docx_bytes([("Title", "Bridge opens"), ("Normal", "It is open."), ("List Bullet", "one")], author="Jane Doe")
    article = read("a.docx", data)
    assert (article.title, article.text) == ("Bridge opens", "It is open.\n\none")
    assert article.authors == ("Jane Doe",)
    assert article.published is None


def test_a_docx_without_headline_is_named_by_its_properties_or_beginning() -> None:
    assert read("a.docx", docx_bytes([("Normal", "It is open.")], title="From the properties")).title == (
        "From the properties"
    )
    assert read("a.docx", docx_bytes([("Normal", "It is open.")])).title == "It is open."


def test_an_epub_is_one_article_of_its_chapters_in_reading_order() -> None:
    article = read("a.epub", epub_bytes())
    assert article.title == "The Bridge"
    assert article.text == "One\n\nThe bridge was built in 1902.\n\nTwo\n\nIt fell in 2019."
    assert (article.outlet, article.authors, article.language) == ("Example Press", ("Jane Doe",), "en")
    assert article.published is not None
    assert article.published.when == date(2021, 5, 4)


def test_a_locked_book_says_so_and_scrambled_fonts_do_not_lock_it() -> None:
    locked = '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:CipherReference URI="{}"/></encryption>'
    assert "DRM" in reason("a.epub", epub_bytes({"META-INF/encryption.xml": locked.format("OPS/text/first.xhtml")}))
    assert read("a.epub", epub_bytes({"META-INF/encryption.xml": locked.format("OPS/font.otf")})).title == "The Bridge"


def test_a_book_that_asks_for_a_file_of_the_machine_gets_none(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    ask = f'<!DOCTYPE package [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>'
    article = read("a.epub", epub_bytes({"OPS/book.opf": ask + PACKAGE.replace("The Bridge", "The &e; Bridge")}))
    assert article.text.startswith("One")
    assert "SECRET" not in article.title


def test_laughing_xml_ends_with_a_reason() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><package><metadata><title>&l11;</title></metadata></package>'
    found = next(read_bytes("a.epub", epub_bytes({"OPS/book.opf": bomb})))
    assert isinstance(found, Skipped)


@pytest.mark.parametrize("make", [epub_bytes, lambda: docx_bytes([("Normal", "It is open. " * 500)])])
def test_a_package_that_unpacks_to_too_much_is_refused(make: Callable[[], bytes]) -> None:
    assert "unpacks to more than" in reason("a.bin", make(), Limits(max_decoded_bytes=1000))


def test_packages_that_hold_no_article_say_what_they_are() -> None:
    assert "spreadsheet" in reason("a.xlsx", zip_bytes({"xl/workbook.xml": "<x/>"}))
    assert "presentation" in reason("a.pptx", zip_bytes({"ppt/presentation.xml": "<x/>"}))
    assert "old Office" in reason("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert reason("a.docx", locked) == "it is protected by a password"


def test_a_name_that_promises_another_kind_is_damaged_or_misnamed() -> None:
    for name in ("a.pdf", "a.docx", "a.epub", "a.zip"):
        assert "damaged or misnamed" in reason(name, b"just text")
    assert "damaged" in reason("a.docx", zip_bytes({"word/document.xml": "<broken", "[Content_Types].xml": "<x/>"}))
    assert "damaged" in reason("a.epub", zip_bytes({"META-INF/container.xml": "<container/>"}))

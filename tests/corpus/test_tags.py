"""Tags of articles: as each format names them, as they are kept, and what a change of them does."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import library_tables
from corpus.article import Article
from corpus.database import Database
from corpus.library import Library
from corpus.reading import read_paths
from corpus.tags import LONGEST_TAG, MOST_TAGS, split_tags, tags_of, tidy_tags
from tests.corpus.reading.small_files import PACKAGE, epub_bytes

TEXT = "The ferry ran aground off Skerrow in the night, and nobody was hurt when it did. " * 3
PAGE = f"""<html><head><title>Ferry aground</title>{{head}}</head><body><article><h1>Ferry aground</h1>
<p>{TEXT}</p><p>{TEXT}</p></article></body></html>"""


def read(path: Path, text: str | bytes) -> Article:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    [article] = read_paths([path])
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        (["Shipping", " shipping ", "SHIPPING"], ("Shipping",)),
        (["b", "a", "b"], ("b", "a")),
        (["#ferry", "C#", "News/", "", "  ", "#"], ("ferry", "C#", "News")),
        (["two\nlines of   it"], ("two lines of it",)),
        (["Cafe\u0301", "Café"], ("Café",)),
        (["x" * (LONGEST_TAG + 1), "x" * LONGEST_TAG], ("x" * LONGEST_TAG,)),
        ([str(number) for number in range(80)], tuple(str(number) for number in range(MOST_TAGS))),
        ([], ()),
    ],
)
def test_tags_keep_their_order_and_come_once(given: list[str], tidy: tuple[str, ...]) -> None:
    assert tidy_tags(given) == tidy
    assert tidy_tags(tidy) == tidy


def test_a_string_is_parted_at_commas_and_a_list_is_taken_as_it_is() -> None:
    assert split_tags("sea, trade; North Sea\nstorms,,") == ("sea", " trade", " North Sea", "storms")
    assert tags_of(["sea, trade", 7, None, "storms"]) == ("sea, trade", "storms")
    assert tags_of({"sea": 1}) == tags_of(None) == tags_of(3) == ()


@pytest.mark.parametrize(
    ("front_matter", "tags"),
    [
        ("tags: [Shipping, Skerrow]", ("Shipping", "Skerrow")),
        ("tags:\n  - Shipping\n  - skerrow\n  - SKERROW", ("Shipping", "skerrow")),
        ("tags: shipping, North Sea", ("shipping", "North Sea")),
        ("keywords: ferry\ncategories: [News]\ntags: [sea]", ("sea", "ferry", "News")),
        ("tags: 2024", ("2024",)),
        ("tags:\n  sea: 1", ()),
        ("title: Ferry", ()),
    ],
)
def test_front_matter_names_tags_keywords_and_categories(
    tmp_path: Path, front_matter: str, tags: tuple[str, ...]
) -> None:
    assert read(tmp_path / "a.md", f"---\n{front_matter}\n---\n{TEXT}").tags == tags


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ('<meta name="keywords" content="ferry, Skerrow,ferry">', ("ferry", "Skerrow")),
        ('<meta property="article:tag" content="Sea"><meta property="article:tag" content="Isles, outer">',
         ("Sea", "Isles, outer")),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "keywords": ["Sea", "Ferries"]}</script>',
         ("Sea", "Ferries")),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "keywords": "Sea, Ferries"}</script>',
         ("Sea", "Ferries")),
        ('<script type="application/ld+json">{"@type": "WebSite", "keywords": "Everything"}</script>', ()),
        ('<meta name="keywords" content="sea,news"><meta property="article:tag" content="Sea">', ("Sea", "news")),
        ("", ()),
    ],
)  # fmt: skip
def test_a_page_names_them_in_its_head(tmp_path: Path, head: str, tags: tuple[str, ...]) -> None:
    assert read(tmp_path / "a.html", PAGE.format(head=head)).tags == tags


@pytest.mark.parametrize(
    ("value", "tags"),
    [(["Sea", "Isles, outer"], ("Sea", "Isles, outer")), ("sea, isles", ("sea", "isles")), (None, ())],
)
def test_a_line_of_jsonl_has_a_field_for_them(tmp_path: Path, value: object, tags: tuple[str, ...]) -> None:
    assert read(tmp_path / "a.jsonl", json.dumps({"title": "Ferry", "text": TEXT, "tags": value})).tags == tags


def test_the_subjects_of_a_book_are_its_tags(tmp_path: Path) -> None:
    subjects = "<dc:subject>Bridges</dc:subject><dc:subject>Rivers, wide</dc:subject>"
    package = PACKAGE.replace("</metadata>", f"{subjects}</metadata>")
    assert subjects in package
    assert read(tmp_path / "a.epub", epub_bytes({"OPS/book.opf": package})).tags == ("Bridges", "Rivers, wide")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "library.sqlite3", library_tables.MIGRATIONS)
    yield database
    database.close()


def test_tags_are_kept_with_the_version(database: Database) -> None:
    library = Library(database)
    article = Article("ferry", "Ferry", TEXT, tags=("Sea", "Café"))
    library.write_version(article)
    library.write_version(replace(article, title="Ferry aground", tags=()))
    assert [version.article.tags for version in library.versions("ferry")] == [("Sea", "Café"), ()]


def test_a_library_of_an_earlier_program_has_articles_without_tags(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    old = Database(file, [step for step in library_tables.MIGRATIONS if step.number < 3])
    old.execute("INSERT INTO article VALUES ('ferry', 1, '2024', NULL)")
    old.execute(
        "INSERT INTO version VALUES ('ferry', 1, 'Ferry', 'Text.', NULL, NULL, '[]', NULL, NULL, NULL, 'h', '2024',"
        " NULL, NULL)"
    )
    old.close()
    database = Database(file, library_tables.MIGRATIONS)
    assert Library(database).current("ferry").article.tags == ()
    database.close()

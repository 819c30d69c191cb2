"""Plain text and Markdown."""

from datetime import date

import pytest

from corpus.article import Article, Publication, Skipped, article_id
from corpus.reading import read_bytes

# A pasted article with everything that is left around one: photo title, caption, tags, a counter's name.
PASTED = """Ferry Firm Sold Spare Engines To Rival Port, Harbour Board Claims

Ferry in the harbour
In this pool photograph the ferry leaves the harbour, on June 19, 2024 JANE DOE/POOL/AFP via Getty Image

As storms closed the harbour twice this week, concerns have grown about the ferry. On Friday it was sold.

"The firm appears to have sold the engines," the chair said in an interview.

Tags
Ferries
Real Time Analytics"""


def read(name: str, text: str) -> Article:
    (found,) = read_bytes(name, text.encode())
    assert isinstance(found, Article), found
    return found


def reason(name: str, data: bytes) -> str:
    (found,) = read_bytes(name, data)
    assert isinstance(found, Skipped)
    assert found.name == name
    return found.reason


def test_a_pasted_article_comes_out_with_its_title_and_without_its_leftovers() -> None:
    article = read("ferry.txt", PASTED)
    assert article.title == "Ferry Firm Sold Spare Engines To Rival Port, Harbour Board Claims"
    assert article.text == (
        "As storms closed the harbour twice this week, concerns have grown about the ferry. On Friday it was sold."
        '\n\n"The firm appears to have sold the engines," the chair said in an interview.'
    )
    assert article.language == "en"
    assert article.published is None


def test_a_first_line_that_runs_on_is_no_title() -> None:
    article = read("note.txt", "The council reopened the bridge\non Friday, after five years.\n\nTraffic was light.")
    assert article.text.startswith("The council reopened the bridge\non Friday")
    assert article.title == "The council reopened the bridge"


def test_a_single_line_is_its_own_text_and_title() -> None:
    article = read("note.txt", "The bridge is open.")
    assert (article.title, article.text) == ("The bridge is open.", "The bridge is open.")


def test_a_very_long_first_line_gives_a_shortened_title_and_stays_in_the_text() -> None:
    article = read("note.txt", "word " * 100 + "\n\nmore")
    assert article.title == "word " * 19 + "word…"
    assert article.text.count("word") == 100


def test_hidden_characters_are_gone_from_title_and_text() -> None:
    article = read("a.txt", "The\u202e title\x00\r\n\r\nThe\x07 text\u200b here.\r\n\r\n\r\n\r\nMore.")
    assert article.title == "The title"
    assert article.text == "The text here.\n\nMore."


def test_a_text_in_another_charset_is_read() -> None:
    (article,) = read_bytes("a.txt", "Titre\n\nLe président a déclaré que l\u2019été était fini.".encode("cp1252"))
    assert isinstance(article, Article)
    assert article.text == "Le président a déclaré que l\u2019été était fini."
    assert article.language == "fr"


def test_what_is_no_article_is_named_with_a_reason() -> None:
    assert reason("a.txt", b"") == "it is empty"
    assert reason("a.txt", b" \n\t\n") == "it is empty"
    assert reason("a.txt", b"Advertisement") == "it holds no article text"
    assert "binary" in reason("a.txt", bytes(range(256)) * 20)
    assert "characters cannot be read" in reason("a.txt", "\ufffd\ufffd\ufffd text".encode())


def test_front_matter_says_what_the_article_is() -> None:
    article = read(
        "a.md",
        "---\nid: 007\ntitle: The bridge\nurl: https://www.example.org/bridge\nsite: The Post\n"
        "authors: [Jane Doe, John Roe]\ndate: 2024-11-22\nlanguage: en-GB\n---\n\nIt is open.\n",
    )
    assert article == Article(
        id="007",
        title="The bridge",
        text="It is open.",
        url="https://www.example.org/bridge",
        outlet="The Post",
        authors=("Jane Doe", "John Roe"),
        published=Publication(date(2024, 11, 22), "2024-11-22"),
        language="en",
    )


def test_without_an_id_the_url_is_the_identity_and_its_host_the_outlet() -> None:
    article = read("a.md", "---\nurl: https://www.example.org/bridge\nauthor: Jane Doe and John Roe\n---\nIt is open.")
    assert article.id == article_id("https://www.example.org/bridge")
    assert article.outlet == "example.org"
    assert article.authors == ("Jane Doe", "John Roe")


def test_an_address_that_is_not_of_the_web_is_left_out() -> None:
    article = read("a.md", "---\nurl: 'javascript:alert(1)'\n---\nIt is open.")
    assert article.url is None
    assert article.id == article_id("a.md")


def test_the_first_heading_is_the_title_and_not_repeated() -> None:
    article = read("a.md", "# The *bridge*\n\nIt is open.\n\n## Traffic\n\nLight.")
    assert article.title == "The bridge"
    assert article.text == "It is open.\n\nTraffic\n\nLight."


def test_markdown_becomes_plain_text() -> None:
    article = read(
        "a.md",
        "# T\n\nSee [the plan](http://x.example) and ![a map](m.png) **now**,\nsaid <b>she</b>.\n\n- one\n- two\n\n"
        "1. first\n2. second\n\n| Town | Hurt |\n|---|---|\n| Ayr | 12 |\n\n> quoted\n\n```\ndef f():\n    pass\n```\n"
        "\n<script>alert(1)</script>\n",
    )
    assert article.text == (
        "See the plan and now, said she.\n\n- one\n- two\n\n1. first\n2. second\n\nTown | Hurt\nAyr | 12\n\n"
        "quoted\n\ndef f():\n    pass"
    )


def test_broken_front_matter_is_a_reason_with_its_line() -> None:
    assert "front matter is not valid YAML" in reason("a.md", b"---\ntitle: [open\n---\ntext")
    assert "front matter" in reason("a.md", b"---\n" + b"[" * 20_000 + b"\n---\ntext")


def test_rules_around_prose_are_no_front_matter() -> None:
    assert "More prose." in read("a.md", "---\n\nJust prose.\n\nMore prose.\n\n---\n\nThe end.").text


def test_front_matter_that_multiplies_itself_does_no_harm() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)), "authors: *a59"]
    assert read("a.md", "---\n" + "\n".join(lines) + "\n---\nIt is open.").text == "It is open."


def test_markdown_may_begin_with_a_tag() -> None:
    assert read("a.md", "<p align=center>logo</p>\n\n# Bridge\n\nIt is open.").title == "Bridge"


@pytest.mark.parametrize(
    "name", ["notes", "notes.text", "notes.TXT", "https://post.example", "https://a.example/n.txt?x=1.y"]
)
def test_text_needs_no_certain_extension(name: str) -> None:
    assert read(name, "Title\n\nBody.").title == "Title"

"""Markup mended before it is parsed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.mending import LONGEST_TAG, cut_long_tags, mend_xml
from corpus.reading.markup import body_text, parse_html, parse_xml


def meaning(text: str) -> str:
    """The text of the root element as a parser understands it."""
    return "".join(parse_xml(text.encode()).itertext())


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("<a>Q&A</a>", "Q&A"),
        ("<a>x?a=1&b=2&</a>", "x?a=1&b=2&"),
        ("<a>caf&eacute; &ndash; &nope;</a>", "café – &nope;"),
        ("<a>&#65;&#x42;&amp;&lt;</a>", "AB&<"),
        ("<a>&#x110000;&#xD800;&#99999999999;</a>", "\ufffd\ufffd\ufffd"),
        ("<a>be\x0cll\x00</a>", "bell"),
        ("<a><![CDATA[Q&A &eacute;]]></a>", "Q&A &eacute;"),
        ("<a>x<!-- & --></a>", "x"),
        ('\n\ufeff <?xml version="1.0" encoding="latin-1"?>\n<a>é</a>', "é"),
        ('<!DOCTYPE a [<!ENTITY x "one & \\d two"> <!ENTITY y "&#9733;">]><a>&y;</a>', "★"),
        ("<!DOCTYPE a SYSTEM 'http://x.example/a.dtd' [<!ENTITY x 'one'>\n<!-- isn't it -->]><a>&x;</a>", "one"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "&x;"),
        (f'<!DOCTYPE a [<!ENTITY x "{"y" * 65}">]><a>&x;</a>', "&x;"),
        ('<!DOCTYPE a [<!ENTITY x "&y;&y;"> <!ENTITY y "z">]><a>&x;&y;</a>', "&x;z"),
    ],
)
def test_broken_xml_gets_the_meaning_that_was_meant(broken: str, mended: str) -> None:
    assert meaning(mend_xml(broken)) == mended


def test_no_declaration_of_entities_is_left_wherever_it_stands() -> None:
    left = mend_xml("<a><!ENTITY x SYSTEM 'file:///x'><!DOCTYPE b [</a>").lower()
    assert "<!entity" not in left
    assert "<!doctype" not in left


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=50))
def test_what_is_well_formed_keeps_its_meaning(words: str) -> None:
    from xml.sax.saxutils import escape

    source = f"<a>{escape(words)}</a>"
    assert mend_xml(source) == source.replace("\ufffe", "").replace("\uffff", "")


def test_lines_keep_their_numbers() -> None:
    source = "<?xml version='1.0'?>\n<!DOCTYPE a [\n<!ENTITY x 'y'>\n]>\n<a>\n<b/></a>"
    root = parse_xml(mend_xml(source).encode())
    assert [element.sourceline for element in root.iter()] == [5, 6]


def test_endless_tags_and_pictures_written_out_are_cut_and_others_stay() -> None:
    picture = f"<p>one <img src='data:{'A' * 5000}' alt=\"x\"> two</p>"
    assert cut_long_tags(picture) == '<p>one <img src="" alt="x"> two</p>'
    assert cut_long_tags(f"<p>a<b {'x=1 ' * LONGEST_TAG}>c</b></p>") == "<p>ac</b></p>"
    usual = '<a href="https://x.example/?q=1" title="a > b">x</a> 1 < 2'
    assert cut_long_tags(usual) == usual


def test_elements_with_names_that_no_html_has_leave_their_text() -> None:
    page = '<p>one<o:p>two</o:p> <span"x>three</span"x> <sup<b>four</sup<b> <my-tag>five</my-tag>'
    script = "<script>if (a<b&&c) write('<div'+x);</script><!-- <x:y -->"
    assert body_text(parse_html(f"{script}{page}")) == "onetwo three four five"


@pytest.mark.parametrize(
    "piece",
    ["&", "&a;", "&#1", "<![CDATA[", "<!--", "<!DOCTYPE a [", "<a b='", "<a ", "=' ", "<x:", "<script>", "<!ENTITY"],
)
def test_mending_takes_time_in_proportion(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    mend_xml(text)
    cut_long_tags(text)
    assert time.perf_counter() - start < 5

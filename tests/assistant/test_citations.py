from datetime import date

from assistant.citations import cite, text_fragment_link
from assistant.drafting import DraftQuote
from corpus.article import Article, Publication
from corpus.library import Version
from index.sentences import Span

TEXT = "The council met. The bridge will cost £3.4 million, the Gazette found."


def test_a_short_quote_is_linked_by_all_its_words() -> None:
    link = text_fragment_link("https://news.example/bridge", "The council met.")

    assert link == "https://news.example/bridge#:~:text=The%20council%20met."


def test_a_long_quote_is_linked_by_its_first_and_last_words() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve thirteen"

    link = text_fragment_link("https://news.example/a", words)

    assert (
        link == "https://news.example/a#:~:text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen"
    )


def test_hyphens_commas_and_ampersands_do_not_part_the_directive() -> None:
    link = text_fragment_link("https://news.example/a", "air-defence, Orle & Wend")

    assert link == "https://news.example/a#:~:text=air%2Ddefence%2C%20Orle%20%26%20Wend"


def test_a_url_with_a_fragment_of_its_own_keeps_it() -> None:
    link = text_fragment_link("https://news.example/a#story", "It shut.")

    assert link == "https://news.example/a#story:~:text=It%20shut."


def test_what_is_no_web_address_is_not_linked() -> None:
    assert text_fragment_link(None, "words") is None
    assert text_fragment_link("javascript:alert(1)", "words") is None
    assert text_fragment_link("file:///etc/passwd", "words") is None


def test_a_citation_says_where_the_quote_stands_and_who_published_it() -> None:
    article = Article(
        id="bridge",
        title="Bridge bill",
        text=TEXT,
        url="https://news.example/bridge",
        outlet="Gazette",
        authors=("N. Vance",),
        published=Publication(date(2024, 10, 17), "17 Oct 2024"),
    )
    claim = Span(17, len(TEXT))
    quote = DraftQuote("bridge", 2, claim.of(TEXT), claim, (Span(0, 16),))

    citation = cite(1, quote, Version(article, 2, "2024-10-18T00:00:00+00:00"))

    assert (
        citation.quote == TEXT[citation.start : citation.end] == "The bridge will cost £3.4 million, the Gazette found."
    )
    assert citation.spans == ((0, 16), (17, len(TEXT)))
    assert (citation.version, citation.outlet, citation.published) == (2, "Gazette", "2024-10-17")

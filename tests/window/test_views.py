"""How links in the page name what the panel shows."""

import pytest

from assistant.window.views import ArticleView, ChangesView, CitationView, VersionView, View, read_view

TURN = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    "view",
    [
        CitationView(TURN, 3),
        CitationView(TURN, 12, whole=True),
        ArticleView("orle-valley-courier-creamery-deal"),
        VersionView("version-2-of/it", 12),
        ChangesView("é changes-3", 2),
        ArticleView('a b/c#d%20"><img src=x>é\n'),
    ],
)
def test_a_view_is_read_back_from_its_link(view: View) -> None:
    assert read_view(view.fragment) == view


@pytest.mark.parametrize(
    "fragment",
    ["", "cite-", f"cite-{TURN}", f"cite-{TURN}-x", "cite-sh.rt-1", "article-", "version-2", "changes-x-y", "else"],
)
def test_what_no_link_says_is_no_view(fragment: str) -> None:
    assert read_view(fragment) is None


def test_an_article_id_cannot_end_the_attribute_that_its_link_stands_in() -> None:
    assert not set("\"'<>& ") & set(ArticleView("\"'<>& ").fragment)

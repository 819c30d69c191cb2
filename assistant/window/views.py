"""What the panel beside the chat can be asked to show, and how a link in the page names it.

A link holds the number of a citation or the id of an article, nothing else; what it stands for is kept by the server.
Knows nothing of HTML.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

_CITATION = re.compile(r"(cite|whole)-([0-9A-Za-z]{1,64})-([0-9]{1,6})", re.ASCII)
_ARTICLE = re.compile(r"article-(.+)", re.DOTALL)
_VERSION = re.compile(r"(version|changes)-([0-9]{1,6})-(.+)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class CitationView:
    """One citation of a reply: its passage, or with `whole` its article, with the quote marked."""

    turn: str
    number: int
    whole: bool = False

    @property
    def fragment(self) -> str:
        """The name in a link, without the `#`."""
        return f"{'whole' if self.whole else 'cite'}-{self.turn}-{self.number}"


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as it stands now."""

    article_id: str

    @property
    def fragment(self) -> str:
        """The name in a link, without the `#`."""
        return f"article-{_quoted(self.article_id)}"


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of an article."""

    article_id: str
    number: int

    @property
    def fragment(self) -> str:
        """The name in a link, without the `#`."""
        return f"version-{self.number}-{_quoted(self.article_id)}"


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What changed from the version before to this one."""

    article_id: str
    number: int

    @property
    def fragment(self) -> str:
        """The name in a link, without the `#`."""
        return f"changes-{self.number}-{_quoted(self.article_id)}"


View = CitationView | ArticleView | VersionView | ChangesView


def read_view(fragment: str) -> View | None:
    """The view that a link names; None for anything that no link of ours says."""
    if found := _CITATION.fullmatch(fragment):
        kind, turn, number = found.groups()
        return CitationView(turn, int(number), whole=kind == "whole")
    if found := _ARTICLE.fullmatch(fragment):
        return ArticleView(unquote(found.group(1)))
    if found := _VERSION.fullmatch(fragment):
        view = VersionView if found.group(1) == "version" else ChangesView
        return view(unquote(found.group(3)), int(found.group(2)))
    return None


def _quoted(article_id: str) -> str:
    return quote(article_id, safe="", errors="replace")

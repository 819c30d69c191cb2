"""Excerpts of small articles, for the tests of judging."""

from datetime import date

from assistant.support.text_checking import whole
from assistant.support.verdict import Excerpt
from corpus.article import Article, Publication
from corpus.library import Version

BRIDGE = """Ines Garrowby, who leads the council, opened the meeting on Tuesday.

The Quay Bridge will reopen on 3 March, the council said. New pins for it cost £435,000. \
The foundry at Wexby is making the pins.

Nobody was hurt when the old pin cracked. Mrs Garrowby did not accept that the inspections had been late. \
“Buses were never part of the repair,” she said.

Traffic on the ferry rose by 40 per cent in October."""


def version_of(text: str, id: str = "bridge", title: str = "Quay Bridge") -> Version:
    """The only version of an article in the Harbour Post of 7 November 2024."""
    published = Publication(date(2024, 11, 7), "2024-11-07")
    return Version(Article(id, title, text, outlet="Harbour Post", published=published), 1, "")


def excerpt_of(text: str, id: str = "bridge", title: str = "Quay Bridge") -> Excerpt:
    """All sentences of that article."""
    return whole(version_of(text, id, title))

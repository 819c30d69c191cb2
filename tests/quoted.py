"""An answer of quotes, each in a paragraph of its own."""

from dataclasses import replace

from assistant.answer import Answer, Citation, Sentence, with_markers
from tests.fake_assistant import cited
from tests.small_articles import small_library

_LIBRARY = small_library()
LEDGER, COURIER = (
    replace(cited(_LIBRARY["creamery"], number, 0, 9), outlet=outlet, published=day, article_id=outlet.lower())
    for number, outlet, day in ((1, "Ledger", "2024-10-08"), (2, "Courier", "2024-11-08T09:00:00Z"))
)


def quoted(*citations: Citation) -> Answer:
    """One sentence for each citation."""
    sentences = tuple(Sentence(one.quote, (one.number,)) for one in citations)
    return Answer(
        id="a" * 32,
        question="What?",
        query="What?",
        asked_on=None,
        mode="quoting",
        outcome="answered",
        answer=with_markers(sentences, citations),
        sentences=sentences,
        citations=citations,
    )

"""Citations: from the spans of a draft to what a reader can open, with a link to the exact words.

Knows nothing of how a draft was made. Text fragments: https://wicg.github.io/scroll-to-text-fragment/
"""

from urllib.parse import quote

from assistant.answer import Citation
from assistant.drafting import DraftQuote
from corpus.addresses import web_address
from corpus.library import Version

_WHOLE_WORDS = 12  # a longer quote is named by its first and last words
_EDGE_WORDS = 5


def cite(number: int, draft: DraftQuote, version: Version) -> Citation:
    """The citation of this quote of this version."""
    article = version.article
    words = draft.claim.of(article.text)
    return Citation(
        number=number,
        article_id=article.id,
        version=version.number,
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        authors=article.authors,
        published=article.published.iso if article.published else None,
        quote=words,
        start=draft.claim.start,
        end=draft.claim.end,
        spans=tuple((span.start, span.end) for span in draft.spans),
        link=text_fragment_link(article.url, words),
    )


def text_fragment_link(url: str | None, words: str) -> str | None:
    """The address that opens a page at these words; None where there is no http or https URL."""
    address = web_address(url)
    if address is None:
        return None
    parts = words.split()
    if len(parts) > _WHOLE_WORDS:
        directive = f"{_encode(parts[:_EDGE_WORDS])},{_encode(parts[-_EDGE_WORDS:])}"
    else:
        directive = _encode(parts)
    joint = ":~:text=" if "#" in address else "#:~:text="
    return f"{address}{joint}{directive}"


def _encode(words: list[str]) -> str:
    """Percent-encoded; hyphen, comma and ampersand too, which part the pieces of a directive."""
    return quote(" ".join(words), safe="").replace("-", "%2D")

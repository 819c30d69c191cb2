"""A page fetched and read: the article that stands there, or the trouble with it.

Knows nothing of sources. An address that a page claims for itself is believed within its own site only.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from corpus.addresses import host, names_a_page
from corpus.article import Article
from corpus.canonical import canonical_url, url_key
from corpus.dates import parse_date
from corpus.errors import DisallowedError, FetchError, RefusedAddressError, TryLaterError
from corpus.fetched import Fetched
from corpus.gathering.asking import status_said
from corpus.gathering.visit import Tools
from corpus.politeness import next_try
from corpus.reading_tasks import PageAsked
from corpus.source import Told

_GONE = 410
_ERROR_PAGES = (400, 404, 405, 410, 500, 501, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a page gave no article. `until`: when its site may be asked again; `lasting`: another try is no use.

    Where it was not even asked for, since its host is resting, that is no failure of the page.
    """

    reason: str
    until: datetime | None = None
    lasting: bool = False
    was_asked: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its page gives it, filled with what was told of it.

    `addresses` are its names (`url_key`), the most certain first: where it was asked for, where it was found, what the
    page calls itself. The article's id means nothing yet.
    """

    article: Article
    addresses: tuple[str, ...]


def take(url: str, told: Told, tools: Tools, *, by_hand: bool = False) -> Page | Trouble:
    """Fetch and read one page."""
    try:
        fetched = tools.fetcher.fetch(url, by_hand=by_hand)
    except TryLaterError as error:
        return Trouble(str(error), error.until, was_asked=False)
    except (RefusedAddressError, DisallowedError) as error:
        return Trouble(str(error), lasting=isinstance(error, RefusedAddressError))
    except FetchError as error:
        return Trouble(str(error))
    return page_of(fetched, told, tools)


def page_of(fetched: Fetched, told: Told, tools: Tools) -> Page | Trouble:
    """The article of a page that was fetched, whatever its status."""
    until = next_try(0, fetched.retry_after_s, tools.now(), key=fetched.url) if fetched.retry_after_s else None
    if fetched.status in _ERROR_PAGES:
        reason = f"{status_said(fetched.status)} (status {fetched.status})"
        return Trouble(f"{reason[0].upper()}{reason[1:]}.", until, lasting=fetched.status == _GONE)
    if names_a_page(fetched.url) and not names_a_page(fetched.final_url):
        return Trouble("It leads to the front page of its site: the article is not there any more.")
    read = tools.reader.read_page(PageAsked(fetched.final_url, fetched.status, fetched.content_type), fetched.body)
    if read.article is None:
        return Trouble(read.trouble or "There is no article on the page.", None if fetched.ok else until)
    claimed = read.article.url
    own = claimed if claimed and host(claimed) == host(fetched.final_url) and names_a_page(claimed) else None
    # A page that names no address of its own is known by the canonical one: another tracker makes no new version.
    url = own or canonical_url(fetched.final_url)
    article = replace(read.article, url=url, outlet=read.article.outlet or host(url))
    names = dict.fromkeys(url_key(name) for name in (fetched.url, fetched.final_url, own) if name)
    return Page(filled(article, told, has_title=read.has_title), tuple(names))


def filled(article: Article, told: Told, *, has_title: bool = True) -> Article:
    """The article with what the source tells where the page does not say."""
    return replace(
        article,
        title=article.title if has_title or not told.title else told.title,
        authors=article.authors or told.authors,
        published=article.published or (parse_date(told.published) if told.published else None),
        modified=article.modified or (parse_date(told.modified) if told.modified else None),
        language=article.language or told.language,
    )

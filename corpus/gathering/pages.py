"""A page fetched and read: the article that stands there, the word that it is unchanged, or the trouble with it.

Knows nothing of sources. An address that a page claims for itself is believed within its own site only.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from corpus.addresses import host, names_a_page
from corpus.article import Article
from corpus.canonical import canonical_url, url_key
from corpus.dates import parse_date
from corpus.errors import DisallowedError, FetchError, RefusedAddressError, TryLaterError
from corpus.fetched import Fetched, Validators
from corpus.gathering.asking import status_said
from corpus.gathering.visit import Tools
from corpus.politeness import next_try
from corpus.reading_tasks import PageAsked
from corpus.source import Told
from corpus.tags import tidy_tags

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
    page calls itself. The article's id means nothing yet. `validators` are what to send along the next time, None where
    the server gave none.
    """

    article: Article
    addresses: tuple[str, ...]
    validators: Validators | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """The page is what it was when its validators were kept; `addresses` as a Page has them."""

    addresses: tuple[str, ...]


def take(url: str, told: Told, tools: Tools, known: Validators | None = None) -> Page | Same | Trouble:
    """Fetch and read one page; where it is what it was when it had the validators `known`, it is not sent."""
    try:
        fetched = tools.fetcher.fetch(url, known)
    except TryLaterError as error:
        return Trouble(str(error), error.until, was_asked=False)
    except (RefusedAddressError, DisallowedError) as error:
        return Trouble(str(error), lasting=isinstance(error, RefusedAddressError))
    except FetchError as error:
        return Trouble(str(error))
    if known and fetched.unchanged:
        return Same(_names(fetched, None))
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
    validators = fetched.validators if fetched.etag or fetched.last_modified else None
    return Page(filled(article, told, has_title=read.has_title), _names(fetched, own), validators)


def _names(fetched: Fetched, own: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(url_key(name) for name in (fetched.url, fetched.final_url, own) if name))


def filled(article: Article, told: Told, *, has_title: bool = True) -> Article:
    """The article with what the source tells where the page does not say, and with the tags of both."""
    return replace(
        article,
        title=article.title if has_title or not told.title else told.title,
        authors=article.authors or told.authors,
        published=article.published or (parse_date(told.published) if told.published else None),
        modified=article.modified or (parse_date(told.modified) if told.modified else None),
        language=article.language or told.language,
        tags=tidy_tags((*article.tags, *told.tags)),
    )

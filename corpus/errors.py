"""What can go wrong with articles.

CorpusError
├── UnreadableError       one file or record holds no article text; the rest goes on
├── ArticleNotFoundError  no article has this id
├── SourceNotFoundError   no source has this id
├── FilterError           a filter names what no article has, or a range of dates that is none
├── FetchError            nothing could be fetched from an address; what was kept before stays
│   ├── RefusedAddressError     this program does not open such an address
│   ├── DisallowedError         the site's robots.txt asks programs to leave the address alone
│   ├── RobotsUnreadableError   the site's robots.txt cannot be had, so the site is left alone for now
│   ├── TryLaterError           the site is not to be asked before a given time; nothing was sent
│   ├── UnreachableError        no such host, no connection, or no trust in its certificate
│   ├── FetchTimeoutError       it took too long
│   ├── TooLargeError           it sent, or unpacked to, more than the limit
│   ├── RedirectError           it redirects in a circle or too often
│   └── BrokenResponseError     what came is not HTTP, is damaged or breaks off
└── DatabaseError         the library file cannot be opened, read or written
    └── NewerSchemaError  the library was written by a newer version of this program
"""

from datetime import datetime


class CorpusError(Exception):
    """Anything that went wrong in this package; the message says what to do next."""


class UnreadableError(CorpusError):
    """One file or record cannot be read as an article; `str(error)` is the reason to show."""


class ArticleNotFoundError(CorpusError):
    """No article in the library has this id."""


class SourceNotFoundError(CorpusError):
    """No source has this id or address."""


class FilterError(CorpusError):
    """A filter names what no article has, or a range of dates that ends before it begins."""


class FetchError(CorpusError):
    """Nothing could be fetched from an address; the message names it, without a password that stood in it."""


class RefusedAddressError(FetchError):
    """This program does not open such an address, by its form or by where it leads; nothing was sent there."""


class DisallowedError(FetchError):
    """The site's robots.txt asks programs to leave the address alone; nothing was sent there."""


class RobotsUnreadableError(FetchError):
    """The site's robots.txt cannot be had, so the site counts as closed for now; the page was not asked for."""


class TryLaterError(FetchError):
    """The site is not to be asked before `until`, an instant with its zone; nothing was sent."""

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class UnreachableError(FetchError):
    """There is no such host, no connection to it, or no trust in its certificate."""


class FetchTimeoutError(FetchError):
    """It took too long to connect, to go on sending, or in all."""


class TooLargeError(FetchError):
    """It sent, or unpacked to, more than the limit; the rest was not read."""


class RedirectError(FetchError):
    """It redirects in a circle, or more often than is followed."""


class BrokenResponseError(FetchError):
    """What came is not HTTP, is damaged, or breaks off before its end."""


class DatabaseError(CorpusError):
    """The library file cannot be opened, read or written."""


class NewerSchemaError(DatabaseError):
    """The library was written by a newer version of this program; nothing was changed."""

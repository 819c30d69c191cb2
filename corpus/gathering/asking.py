"""A document of a source asked for: new, unchanged, or not to be had, with what that means for the source.

Knows nothing of what stands in the document.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from corpus.errors import FetchError, TryLaterError
from corpus.fetched import Fetched
from corpus.gathering.visit import Tools, Visit
from corpus.source import Document, Round

_GONE = 410
_STATUS = {
    401: "it asks for a login",
    403: "it does not let us in",
    404: "there is nothing at this address",
    410: "what was there is gone for good",
    429: "it asks us to slow down",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """`fetched` is there where its body is new; `round` says how it went, before anything is read."""

    fetched: Fetched | None
    round: Round


def ask(address: str, visit: Visit, tools: Tools) -> Asked:
    """Ask for a document of the source, with the validators of the last time.

    One whose body has not changed counts as unchanged, whether its server can say so or not.
    """
    try:
        fetched = visit.given or tools.fetcher.fetch(address, visit.validators(address), by_hand=visit.by_hand)
    except TryLaterError as error:
        return Asked(None, Round(failure=str(error), until=error.until))
    except FetchError as error:
        return Asked(None, Round(failure=str(error)))
    until = tools.now() + timedelta(seconds=fetched.retry_after_s) if fetched.retry_after_s else None
    if fetched.unchanged:
        return Asked(None, Round(moved_to=fetched.moved_to, until=until))
    if not fetched.ok:
        reason = f"{status_said(fetched.status)} (status {fetched.status})"
        return Asked(None, Round(failure=reason, gone=fetched.status == _GONE, until=until))
    return _came(address, fetched, visit, Round(moved_to=fetched.moved_to, until=until))


def status_said(status: int) -> str:
    """What a status of an error means, in words."""
    return _STATUS.get(status, "its server has a fault" if status >= 500 else "its server gives nothing")


def _came(address: str, fetched: Fetched, visit: Visit, round: Round) -> Asked:
    digest = hashlib.sha256(fetched.body).hexdigest()
    known = visit.documents.get(address)
    documents = (Document(address, fetched.validators, digest),)
    round = Round(moved_to=round.moved_to, until=round.until, documents=documents)
    return Asked(None if known and known.digest == digest else fetched, round)

"""What went wrong when a model was asked, in words for its user, and whether another try may help.

The words name neither a key nor what a server said: its errors repeat keys and questions. Knows nothing of how a model
is asked.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import cast


@dataclass(frozen=True, slots=True)
class Failure:
    """`what` happened goes after the model's name, `remedy` is what to do.

    `again`: another try may help, after `wait_s` seconds where the server named a time. `is_alive`: the server is well
    and says no.
    """

    what: str
    remedy: str
    again: bool = False
    is_alive: bool = False
    wait_s: float | None = None

    def told(self, name: str, tries: int = 1) -> str:
        """The message for a user."""
        times = f" ({tries} tries)" if tries > 1 else ""
        return f"{name} {self.what}{times}. {self._when()}{self.remedy}"

    def _when(self) -> str:
        return "" if self.wait_s is None else f"It asks to be left alone for {duration(self.wait_s)}. "


_CHECK_URL = "Check ASSISTANT_MODEL_URL: it names where the API begins, as in http://127.0.0.1:11434/v1."
_CHECK_KEY = "Check ASSISTANT_MODEL_KEY, ASSISTANT_MODEL_KEY_FILE or the provider's own variable."
_LATER = "Ask again later, or set another model with ASSISTANT_MODEL."


class CodedError(Exception):
    """A response came compressed or otherwise coded, which was not asked for."""


UNREACHABLE = Failure(
    "could not be reached: nothing answers at its address",
    "Start its server, or set ASSISTANT_MODEL_URL to where it runs.",
    again=True,
)
UNKNOWN_HOST = Failure("could not be reached: the name of its server is not known", _CHECK_URL, again=True)
UNTRUSTED = Failure(
    "could not be reached safely: the certificate of its server is not trusted, or it does not speak https",
    _CHECK_URL,
    is_alive=True,
)
CODED = Failure(
    "was not read: its server compresses what it sends, although it was asked not to",
    "Turn compression off at that server, or at the proxy before it.",
    is_alive=True,
)
CUT = Failure("was cut off", "Ask again, or look at what its server logs.", again=True)
SLOW = Failure(
    "did not begin to write in time",
    "Ask again, raise ASSISTANT_MODEL_TIMEOUT_S, or set a model that is quicker or does not think first.",
)
STALLED = Failure("stopped in the middle and stayed silent", "Ask again, or look at what its server logs.")
ENDLESS = Failure("took longer than one answer may", "Ask again, or set a quicker model with ASSISTANT_MODEL.")
GARBAGE = Failure("sent something that is no answer", _CHECK_URL, again=True)
EMPTY = Failure("wrote nothing", "Ask again, or set another model with ASSISTANT_MODEL.", again=True)
REPORTED = Failure("sent an error instead of words", "Ask again, or look at what its server logs.", again=True)
TOO_LONG = Failure(
    "cannot read as much as it was sent",
    "Set ASSISTANT_MODEL_CONTEXT to the tokens that it really reads, or set it up to read more.",
    is_alive=True,
)
FULL = Failure("stopped because it had written as much as it may", "Ask for less at once.", is_alive=True)
FULL_OF_THOUGHTS = Failure(
    "spent all that it may write on thinking", "Set a model that thinks less with ASSISTANT_MODEL.", is_alive=True
)
WITHHELD = Failure("was stopped by its provider's content filter", "Ask in other words.", is_alive=True)
_NO_CREDIT = Failure("has no credit left with its provider", "Top up the account, or set another model.", is_alive=True)
_BUSY = Failure("is asked too much just now (429)", _LATER, again=True)
_OF_STATUS = {
    401: Failure("was not used: its server does not accept the key (401)", _CHECK_KEY, is_alive=True),
    402: _NO_CREDIT,
    403: Failure("was not used: the key may not use it (403)", _CHECK_KEY, is_alive=True),
    404: Failure(
        "is not there (404)",
        "Check the name in ASSISTANT_MODEL and the address in ASSISTANT_MODEL_URL; `assistant models` lists what is.",
        is_alive=True,
    ),
    413: TOO_LONG,
    429: _BUSY,
}
_OF_CLASS = {
    "ModelAuthenticationError": 401,
    "ModelPermissionDeniedError": 403,
    "ModelNotFoundError": 404,
    "ModelRateLimitError": 429,
    "ModelInvalidRequestError": 400,
    "ModelAPIError": 500,
}
"""What LangChain calls an error whose status it does not tell, in any provider's package."""

# As OpenAI, vLLM, llama.cpp, LM Studio, Anthropic and Mistral word it.
_TOO_LONG_WORDS = re.compile(
    r"context.{0,3}(?:length|size|window)|(?:prompt|input) (?:is )?too (?:long|large)|too many (?:input )?tokens"
    r"|maximum (?:number of )?tokens|exceed\w* .{0,40}tokens",
    re.IGNORECASE,
)
_NAME_WORDS = re.compile(r"name or service|name resolution|getaddrinfo|nodename|no address associated", re.IGNORECASE)
_NO_CREDIT_WORDS = re.compile(r"insufficient_quota|insufficient (?:credit|balance|funds)|billing", re.IGNORECASE)
_MANY_CAUSES = 12
_MOST_CHARACTERS = 2000  # of what a server says; it may be anything
_DAY_S = 86_400.0


def failure_of(error: BaseException, now: datetime | None = None) -> Failure:
    """What an error of LangChain, of a provider's package or of a connection means."""
    causes = list(_causes(error))
    classes = {kind.__name__ for cause in causes for kind in type(cause).__mro__}
    if CodedError.__name__ in classes:
        return CODED
    text = " ".join(str(cause)[:_MOST_CHARACTERS] for cause in causes)
    status = _status(causes, classes)
    if "ContextOverflowError" in classes or (status in (None, 400, 422, 500) and _is_too_long(causes, text)):
        return TOO_LONG
    if status is not None:
        return _of_status(status, causes, text, now or datetime.now(UTC))
    return _of_connection(classes, text)


def is_about_usage(error: BaseException) -> bool:
    """Whether a server says that it does not know the option by which token counts are asked for."""
    causes = list(_causes(error))
    status = _status(causes, set())
    return status in (400, 422) and any("stream_options" in _said(cause) for cause in causes)


def duration(seconds: float) -> str:
    """In words that people use: “40 seconds”, “12 minutes”, “3 hours”."""
    for unit, size in (("hour", 3600), ("minute", 60)):
        if seconds >= 1.5 * size:
            return f"{math.ceil(seconds / size)} {unit}s"
    count = math.ceil(seconds)
    return f"{count} second{'' if count == 1 else 's'}"


def _of_status(status: int, causes: list[BaseException], text: str, now: datetime) -> Failure:
    if status == 429 and _NO_CREDIT_WORDS.search(text + "".join(map(_said, causes))):
        return _NO_CREDIT
    wait_s = next((wait for cause in causes if (wait := _wait_s(cause, now)) is not None), None)
    if status in _OF_STATUS:
        return replace(_OF_STATUS[status], wait_s=wait_s if status == 429 else None)
    if 300 <= status < 400:
        what = "was not asked: its server sends us to another address, where the key does not go"
        return Failure(what, "Set ASSISTANT_MODEL_URL to that address, if you trust it.", is_alive=True)
    if status >= 500 or status in (408, 409, 425):
        return Failure(f"failed at its server ({status})", _LATER, again=True, wait_s=wait_s)
    what = f"did not take what it was sent ({status})"
    return Failure(what, "Look at what its server logs, or set another model with ASSISTANT_MODEL.", is_alive=True)


def _of_connection(classes: set[str], text: str) -> Failure:
    if "SSLError" in classes or "[SSL" in text:
        return UNTRUSTED
    if _NAME_WORDS.search(text):
        return UNKNOWN_HOST
    if classes & {"ConnectError", "ConnectTimeout", "ConnectionRefusedError"}:
        return UNREACHABLE
    if classes & {"ReadTimeout", "ModelTimeoutError", "TimeoutError"}:
        return SLOW
    if classes & {"ModelConnectionError", "TransportError", "OSError"}:
        return CUT
    return REPORTED if classes & {"APIError", "ModelError"} else GARBAGE


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it."""
    for _ in range(_MANY_CAUSES):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _status(causes: list[BaseException], classes: set[str]) -> int | None:
    """The HTTP status, wherever a provider's package keeps it."""
    for cause in causes:
        for holder, name in (
            (cause, "status_code"),
            (getattr(cause, "response", None), "status_code"),
            (cause, "code"),
        ):
            status = getattr(holder, name, None)
            if isinstance(status, int) and 300 <= status < 600:
                return status
    return next((_OF_CLASS[name] for name in _OF_CLASS if name in classes), None)


def _is_too_long(causes: list[BaseException], text: str) -> bool:
    return bool(_TOO_LONG_WORDS.search(text + " ".join(map(_said, causes))))


def _said(error: BaseException) -> str:
    """What the server said in its error, beside the message; for us alone."""
    body = getattr(error, "body", None)
    return (json.dumps(body, default=str) if body else str(error))[:_MOST_CHARACTERS]


def _wait_s(error: BaseException, now: datetime) -> float | None:
    """How long the server asks to wait: Retry-After, seconds or a date (RFC 9110, 10.2.3); None for nonsense."""
    headers = cast("Mapping[str, str]", getattr(getattr(error, "response", None), "headers", None) or {})
    value = headers.get("retry-after", "").strip()
    try:
        wait = float(value) if re.fullmatch(r"[\d.]+", value) else _until(value, now)
    except ValueError:
        return None
    return min(wait, _DAY_S) if wait >= 0 else None


def _until(value: str, now: datetime) -> float:
    """Seconds until a date. Raises ValueError for what is none."""
    date = parsedate_to_datetime(value)
    return max((date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds(), 0.0)

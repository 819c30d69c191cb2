"""What the errors of LangChain, of providers' packages and of connections mean, in whatever shape each has."""

import json
import ssl
from datetime import UTC, datetime
from typing import Any

import httpx
import httpx2
import openai
import pytest
from google.genai.errors import ClientError
from langchain_core.exceptions import ModelRateLimitError
from ollama import ResponseError

from assistant.models.failure import (
    CUT,
    GARBAGE,
    SLOW,
    TOO_LONG,
    UNKNOWN_HOST,
    UNREACHABLE,
    UNTRUSTED,
    duration,
    failure_of,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
REQUEST = httpx.Request("POST", "http://127.0.0.1/v1")


def rate_limited(headers: dict[str, str], body: dict[str, Any] | None = None) -> openai.RateLimitError:
    """As the OpenAI client raises it."""
    response = httpx2.Response(429, headers=headers, request=httpx2.Request("POST", "http://127.0.0.1/v1"))
    return openai.RateLimitError("slow down", response=response, body=body)


@pytest.mark.parametrize(
    ("value", "wait_s"),
    [
        ("0", 0),
        ("7", 7),
        ("1.5", 1.5),
        ("Sun, 22 Nov 2026 12:00:40 GMT", 40),
        ("Sunday, 22-Nov-26 12:00:40 GMT", 40),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("99999999999999999999", 86_400),
        ("Sun, 22 Nov 2126 12:00:00 GMT", 86_400),
        ("-3", None),
        ("1.2.3", None),
        ("inf", None),
        ("nan", None),
        ("", None),
        ("soon", None),
        ("2026-11-22", None),
    ],
)
def test_a_time_to_wait_is_read_in_every_form_and_nonsense_is_none(value: str, wait_s: float | None) -> None:
    assert failure_of(rate_limited({"Retry-After": value}), NOW).wait_s == wait_s


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "1 second"),
        (1, "1 second"),
        (40, "40 seconds"),
        (89, "89 seconds"),
        (600, "10 minutes"),
        (7200, "2 hours"),
    ],
)
def test_a_duration_is_told_as_people_would(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_an_account_without_credit_is_not_asked_again() -> None:
    failure = failure_of(rate_limited({"Retry-After": "3"}, {"code": "insufficient_quota"}), NOW)
    assert (failure.again, failure.is_alive, failure.wait_s) == (False, True, None)


@pytest.mark.parametrize(
    "error",
    [
        httpx.HTTPStatusError("no", request=REQUEST, response=httpx.Response(401, request=REQUEST)),  # Mistral
        ResponseError("unauthorized", 401),  # Ollama
        ClientError(401, {"error": {"message": "API key not valid"}}),  # Google
    ],
)
def test_a_wrong_key_is_told_whichever_package_says_so(error: Exception) -> None:
    failure = failure_of(error)
    assert "does not accept the key" in failure.what
    assert not failure.again


def test_an_error_whose_status_is_lost_is_known_by_its_class() -> None:
    failure = failure_of(ModelRateLimitError("quota"))
    assert "asked too much" in failure.what
    assert failure.again


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (httpx.ConnectError("All connection attempts failed"), UNREACHABLE),
        (httpx.ConnectError("[Errno -2] Name or service not known"), UNKNOWN_HOST),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed"), UNTRUSTED),
        (ssl.SSLError("wrong version"), UNTRUSTED),
        (httpx.RemoteProtocolError("peer closed connection"), CUT),
        (ConnectionResetError(104, "reset"), CUT),
        (httpx.ReadTimeout("slow"), SLOW),
        (ResponseError("input length exceeds the context length", 400), TOO_LONG),
        (json.JSONDecodeError("no", "{", 0), GARBAGE),
        (KeyError("delta"), GARBAGE),
    ],
)
def test_an_error_of_a_connection_or_of_reading_is_told_for_what_it_is(error: Exception, failure: object) -> None:
    assert failure_of(error) == failure


def test_an_error_that_names_itself_as_its_cause_is_read_all_the_same() -> None:
    error = ValueError("round and round")
    error.__cause__ = error
    assert failure_of(error) == GARBAGE

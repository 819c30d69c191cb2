"""What may be opened at all, and what is said where it may not."""

from collections.abc import Iterator

import pytest

from corpus.connecting import Dialling
from corpus.errors import RefusedAddressError
from corpus.fetch_policy import FetchPolicy
from corpus.fetching import Fetcher
from corpus.web_targets import target_of
from tests.web import Internet, Web


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.mark.parametrize(
    ("opened", "url"),
    [
        ("nas.test", "http://nas.test:8123/"),
        ("NAS.test.", "http://nas.test/"),
        ("nas.test:80", "http://nas.test/"),
        ("nas", "http://nas/"),
        ("192.168.1.5", "https://192.168.1.5/"),
        ("fd00::5", "http://[fd00::5]:81/"),
        ("[fd00::5]:81", "http://[fd00::5]:81/"),
    ],
)
def test_a_host_is_opened_by_its_name_with_or_without_a_port(opened: str, url: str) -> None:
    policy = FetchPolicy(private_hosts=frozenset({opened}))
    policy.check(target_of(url))
    assert policy.opens(target_of(url))


@pytest.mark.parametrize("port", ["0", "22", "25", "993", "5060", "6667", "65536", "99999", "-1", "80x"])
def test_ports_of_other_services_are_refused_on_public_hosts_too(port: str, web: Web) -> None:
    internet = Internet(web)
    with pytest.raises(RefusedAddressError, match="port"):
        Fetcher(FetchPolicy(), dialling=internet.dialling()).fetch(f"http://good.test:{port}/")
    assert internet.dialled == []


def test_a_name_or_password_in_an_address_is_refused_even_on_the_public_web(web: Web) -> None:
    internet = Internet(web)
    for address in ("http://reader@news.test/", "http://reader:secret@news.test/", "http://@news.test/"):
        with pytest.raises(RefusedAddressError, match="a name or password stands in it"):
            Fetcher(FetchPolicy(), dialling=internet.dialling()).fetch(address)
    assert internet.dialled == []


def test_odd_ports_above_1023_are_open(web: Web) -> None:
    web.add("/feed", "news", host="blog.test")
    fetcher = Fetcher(FetchPolicy(), dialling=Internet(web).dialling())
    assert fetcher.fetch("http://blog.test:8080/feed").body == b"news"


def test_a_refusal_says_what_where_and_what_to_do(web: Web) -> None:
    with pytest.raises(RefusedAddressError) as refusal:
        Fetcher(FetchPolicy(), dialling=Dialling(Web.resolver)).fetch("http://nas.test:8080/feed")
    assert str(refusal.value) == (
        "http://nas.test:8080/feed was not opened: its host leads to 127.0.0.1, a loopback address; "
        "if it is a host of your own, add nas.test:8080 to the setting private_hosts."
    )


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://reader:secret@news.test/feed", "http://news.test/feed"),
        ("http://secret@evil@news.test/feed", "http://news.test/feed"),
        ("http://a:secret\\@news.test/feed", "http://news.test/feed"),
        ("http://news\x1b]0;x\x07.test/\u202efeed", "http://news]0;x.test/feed"),
        ("http://news.test/\r\nfeed", "http://news.test/ feed"),
    ],
)
def test_messages_hold_no_credentials_and_no_control_characters(url: str, shown: str) -> None:
    with pytest.raises(RefusedAddressError) as refusal:
        Fetcher(FetchPolicy()).fetch(url)
    assert str(refusal.value).startswith(f"{shown} was not opened")
    assert "secret" not in str(refusal.value)

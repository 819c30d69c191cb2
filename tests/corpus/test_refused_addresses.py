"""Nothing but the public web is ever connected to, whatever the address looks like and however it is come by."""

from collections.abc import Iterator

import httpcore
import pytest

from corpus.connecting import Dialling
from corpus.errors import FetchError, FetchTimeoutError, RefusedAddressError
from corpus.fetch_policy import FetchPolicy
from corpus.fetched import Answer
from corpus.fetching import Ask, Fetcher
from corpus.web_targets import Target
from tests.not_public import ADDRESSES, Canary
from tests.web import ADDRESS, PUBLIC_ADDRESS, Internet, Web, Wire, redirect

CODES = [301, 302, 303, 307, 308]


class Watched(Wire):
    """The real network; notes what is dialled."""

    def __init__(self) -> None:
        self.dialled: list[tuple[str, int]] = []

    def connected(self, host: str, port: int, timeout: float | None = None) -> httpcore.NetworkStream:
        self.dialled.append((host, port))
        return httpcore.SyncBackend().connect_tcp(host, port, timeout)


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with Canary() as canary:
        yield canary


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.fixture
def network() -> Watched:
    return Watched()


def test_the_canary_notices_a_connection(canary: Canary) -> None:
    """Else its zeros below would show nothing."""
    opened = FetchPolicy(private_hosts=frozenset({ADDRESS}), read_s=0.05)
    with pytest.raises(FetchTimeoutError):
        Fetcher(opened).fetch(f"http://{ADDRESS}:{canary.port}/")
    assert canary.connections() == 1


def test_there_are_addresses_enough() -> None:
    assert len(set(ADDRESSES)) == len(ADDRESSES) >= 80


@pytest.mark.parametrize("address", ADDRESSES, ids=ascii)
def test_what_is_not_public_is_refused_without_a_connection(address: str, canary: Canary, network: Watched) -> None:
    fetcher = Fetcher(FetchPolicy(), dialling=Dialling(Web.resolver, network))
    with pytest.raises(RefusedAddressError):
        fetcher.fetch(address.replace("{p}", str(canary.port)))
    assert (network.dialled, canary.connections()) == ([], 0)


@pytest.mark.parametrize("address", ADDRESSES, ids=ascii)
def test_no_redirect_leads_to_what_is_not_public(address: str, canary: Canary, web: Web, network: Watched) -> None:
    """The first host is opened, the canary is not; what urljoin takes for a path may stay on the first host."""
    location = address.replace("{p}", str(canary.port)).replace("\r\n", "").replace("\n", "").replace("\0", "")
    url = web.add("/", redirect(location.encode().decode("latin-1")), host="opened.test")
    policy = FetchPolicy(private_hosts=web.opened("opened.test"))
    try:
        fetched = Fetcher(policy, dialling=Dialling(Web.resolver, network)).fetch(url)
    except FetchError:
        pass
    else:
        assert fetched.final_url.startswith(web.url("/", "opened.test"))
    assert canary.connections() == 0
    assert set(network.dialled) == {(ADDRESS, web.port)}


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "http://[::1]/", "http://router/", "http://good.test:22/"])
def test_what_the_address_itself_shows_is_refused_before_its_turn_comes(address: str) -> None:
    def never(target: Target, ask: Ask) -> Answer:
        raise AssertionError

    with pytest.raises(RefusedAddressError):
        Fetcher(FetchPolicy()).fetch(address, gate=never)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("location", ["http://127.0.0.1:{p}/", "//[::1]:{p}/", "http://inside.test:{p}/"])
def test_no_kind_of_redirect_leads_inside(code: int, location: str, canary: Canary, web: Web) -> None:
    url = web.add("/", redirect(location.replace("{p}", str(canary.port)), code), host="opened.test")
    with pytest.raises(RefusedAddressError):
        web.fetcher("opened.test").fetch(url)
    assert canary.connections() == 0


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.1", "::1", "64:ff9b::7f00:1", "fe80::1%eth0", "nonsense"])
def test_one_address_that_is_not_public_spoils_the_name(inside: str, web: Web) -> None:
    internet = Internet(web, {"mixed.test": [PUBLIC_ADDRESS, inside]})
    with pytest.raises(RefusedAddressError, match=r"mixed\.test"):
        Fetcher(FetchPolicy(), dialling=internet.dialling()).fetch("http://mixed.test/")
    assert internet.dialled == []


def test_a_resolver_that_changes_its_answer_is_asked_once_for_a_connection(web: Web) -> None:
    answers = iter([[PUBLIC_ADDRESS], ["127.0.0.1"], ["127.0.0.1"]])
    internet = Internet(web)
    web.add("/here", "from outside")
    fetcher = Fetcher(FetchPolicy(), dialling=Dialling(lambda host, port: next(answers), internet))
    assert fetcher.fetch("http://rebinding.test/here").body == b"from outside"
    assert internet.dialled == [PUBLIC_ADDRESS]
    with pytest.raises(RefusedAddressError):
        fetcher.fetch("http://rebinding.test/here")
    assert internet.dialled == [PUBLIC_ADDRESS]


def test_a_resolver_that_changes_its_answer_is_found_out_by_a_redirect(web: Web) -> None:
    answers = iter([[PUBLIC_ADDRESS], ["127.0.0.1"]])
    internet = Internet(web)
    web.add("/on", redirect("/here"))
    with pytest.raises(RefusedAddressError):
        Fetcher(FetchPolicy(), dialling=Dialling(lambda h, p: next(answers), internet)).fetch(
            "http://rebinding.test/on"
        )
    assert internet.dialled == [PUBLIC_ADDRESS]


def test_only_the_host_and_port_that_were_opened_are_open(web: Web, canary: Canary) -> None:
    web.add("/", "mine", host="nas.test")
    fetcher = web.fetcher("nas.test")
    assert fetcher.fetch(web.url("/", "nas.test")).body == b"mine"
    for other in (f"http://nas.test:{canary.port}/", f"http://b.nas.test:{web.port}/", f"http://localhost:{web.port}/"):
        with pytest.raises(RefusedAddressError):
            fetcher.fetch(other)
    assert canary.connections() == 0


def test_a_public_site_cannot_lead_to_a_host_that_was_opened(web: Web) -> None:
    internet = Internet(web, {"nas.test": ["192.168.1.5"]})
    web.add("/", redirect("http://nas.test/inside"), host="public.test")
    web.add("/inside", "mine", host="nas.test")
    fetcher = Fetcher(FetchPolicy(private_hosts=frozenset({"nas.test"})), dialling=internet.dialling())
    assert fetcher.fetch("http://nas.test/inside").body == b"mine"
    with pytest.raises(RefusedAddressError, match="no public site"):
        fetcher.fetch("http://public.test/")
    assert internet.dialled == ["192.168.1.5", PUBLIC_ADDRESS]

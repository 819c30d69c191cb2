# ruff: noqa: RUF001 - look-alikes of ASCII are the subject here
"""Nothing but the public web is ever connected to, whatever the address looks like and however it is come by."""

import socket
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

import httpcore
import pytest

from corpus.connecting import Dialling
from corpus.errors import FetchError, FetchTimeoutError, RefusedAddressError
from corpus.fetch_policy import FetchPolicy
from corpus.fetched import Answer
from corpus.fetching import Ask, Fetcher
from corpus.web_targets import Target
from tests.web import ADDRESS, PUBLIC_ADDRESS, Internet, Web, redirect

# {p} is the canary's port; every name, good.test as well, leads to 127.0.0.1.
NUMBERS = [
    *("http://127.0.0.1:{p}/", "http://127.0.0.1.:{p}/", "http://127.1:{p}/", "http://127.0.1:{p}/", "http://0:{p}/"),
    *("http://2130706433:{p}/", "http://0x7f000001:{p}/", "http://017700000001:{p}/", "http://0177.0.0.1:{p}/"),
    *("http://0x7f.0.0.1:{p}/", "http://0x7f.1:{p}/", "http://127.000.000.001:{p}/", "http://00177.0.0.0x1:{p}/"),
    *("http://0.0.0.0:{p}/", "http://127.127.127.127:{p}/", "http://127.0.0.1.1:{p}/", "http://4294967295:{p}/"),
    *("http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/"),
    *("http://100.64.0.1/", "http://100.100.100.200/", "http://192.0.0.192/opc/v2/", "http://168.63.129.16/"),
    *("http://198.18.0.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/", "http://203.0.113.7/"),
]
IPV6 = [
    *("http://[::1]:{p}/", "http://[0:0:0:0:0:0:0:1]:{p}/", "http://[::]:{p}/", "http://[::ffff:127.0.0.1]:{p}/"),
    *("http://[::ffff:7f00:1]:{p}/", "http://[0:0:0:0:0:ffff:7f00:1]:{p}/", "http://[::127.0.0.1]:{p}/"),
    *("http://[::ffff:0:127.0.0.1]:{p}/", "http://[64:ff9b::127.0.0.1]:{p}/", "http://[64:ff9b:1::7f00:1]:{p}/"),
    *("http://[2002:7f00:1::]:{p}/", "http://[2001:0:808:808:0:fbff:80ff:fffe]:{p}/", "http://[fe80::1]:{p}/"),
    *("http://[fe80::1%25lo]:{p}/", "http://[fe80::1%lo]:{p}/", "http://[::1%251]:{p}/", "http://[fc00::1]:{p}/"),
    *("http://[fd00:ec2::254]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[::1].:{p}/", "http://::1:{p}/"),
    *("http://[127.0.0.1]:{p}/", "http://[localhost]:{p}/", "http://[::1:{p}/", "http://[::１]:{p}/"),
]
NAMES = [
    *("http://localhost:{p}/", "http://LOCALHOST:{p}/", "http://localhost.:{p}/", "http://a.localhost:{p}/"),
    *(
        "http://localhost.localdomain:{p}/",
        "http://canary:{p}/",
        "http://127.0.0.1.nip.io:{p}/",
        "http://nas.local:{p}/",
    ),
    *("http://metadata.google.internal:{p}/", "http://metadata/", "https://good.test:{p}/", "http://good.test./"),
    *("http://.:{p}/", "http://..:{p}/", "http://good..test:{p}/", "http://good_-.test:{p}/", "http://-:{p}/"),
]
LOOK_ALIKES = [
    *("http://１２７.０.０.１:{p}/", "http://127。0。0。1:{p}/", "http://127．0．0．1:{p}/", "http://127｡0｡0｡1:{p}/"),
    *("http://⑫7.0.0.1:{p}/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{p}/", "http://ｌocalhost:{p}/", "http://loc\u00adalhost:{p}/"),
    *(
        "http://localhost\u200b:{p}/",
        "http://\u202e127.0.0.1:{p}/",
        "http://127.0.0.1\ufeff:{p}/",
        "http://xn--\u0430:{p}/",
    ),
    *("http://%31%32%37.0.0.1:{p}/", "http://127%2e0%2e0%2e1:{p}/", "http://٠x7f.1:{p}/", "http://good.test:６６６７/"),
]
CONFUSIONS = [
    *("http://good.test@127.0.0.1:{p}/", "http://good.test:80@127.0.0.1:{p}/", "http://127.0.0.1:{p}@good.test/"),
    *("http://user:pass@localhost:{p}/", "http://@127.0.0.1:{p}/", "http://good.test%40127.0.0.1:{p}/"),
    *("http://good.test\\@127.0.0.1:{p}/", "http:\\\\127.0.0.1:{p}/", "http://127.0.0.1\\.good.test:{p}/"),
    *("http:/\\127.0.0.1:{p}/", "http://good.test:80\\127.0.0.1:{p}/", "http://127.0.0.1:{p}\\@good.test/"),
    *("http://127.0.0.1:{p}#@good.test/", "http://127.0.0.1:{p}?@good.test/", "http://good.test#@127.0.0.1:{p}/"),
    *("http:127.0.0.1:{p}/", "http:/127.0.0.1:{p}/", "http:////127.0.0.1:{p}/", "//127.0.0.1:{p}/", "127.0.0.1:{p}/"),
    *("http://\t127.0.0.1:{p}/", "ht\ntp://127.0.0.1:{p}/", "http://127.0.0.1\r\nX: y:{p}/", " http://127.0.0.1:{p}/ "),
    *("http://127.0.0.1:{p}\x00.good.test/", "http://127.0.0.1 .good.test:{p}/", "http://127.0.0.1:80:{p}/"),
    *("http://good.test,127.0.0.1:{p}/", "http://good.test;127.0.0.1:{p}/", "http://127.0.0.1:+{p}/", "", "http://"),
]
SCHEMES = [
    *("file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1:{p}/", "gopher://127.0.0.1:{p}/_GET%20/"),
    *(
        "dict://127.0.0.1:{p}/info",
        "data:text/html,hi",
        "javascript:alert(1)",
        "ws://127.0.0.1:{p}/",
        "blob:http://a/b",
    ),
    *(
        "ldap://127.0.0.1:{p}/",
        "unix:/var/run/docker.sock",
        "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
        "tftp://127.0.0.1/",
    ),
    *(
        "jar:http://127.0.0.1:{p}!/",
        "view-source:http://127.0.0.1:{p}/",
        "feed://127.0.0.1:{p}/",
        "httpx://127.0.0.1:{p}/",
    ),
    *(
        "feed:http://127.0.0.1:{p}/",
        "about:blank",
        "mailto:a@b.test",
        "url:http://127.0.0.1:{p}/",
        "ſ://127.0.0.1:{p}/",
    ),
]
PORTS = [
    *("http://good.test:0/", "http://good.test:22/", "http://good.test:25/", "http://good.test:6667/"),
    *("http://good.test:65536/", "http://good.test:99999/", "http://good.test:-1/", "http://good.test:80x/"),
    *("https://good.test:993/", "http://good.test:5060/"),
]
ADDRESSES = [*NUMBERS, *IPV6, *NAMES, *LOOK_ALIKES, *CONFUSIONS, *SCHEMES, *PORTS]
CODES = [301, 302, 303, 307, 308]


class Canary:
    """A server of this machine that nobody may reach: it listens on IPv4 and IPv6, and counts who has connected."""

    def __enter__(self) -> Self:
        self._listeners = [socket.create_server((ADDRESS, 0), backlog=512)]
        self.port: int = self._listeners[0].getsockname()[1]
        if socket.has_dualstack_ipv6():
            self._listeners.append(socket.create_server(("::1", self.port), family=socket.AF_INET6, backlog=512))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for listener in self._listeners:
            listener.close()

    def connections(self) -> int:
        """How many have connected since this was last asked: the system holds them until they are accepted."""
        return sum(self._accepted(listener) for listener in self._listeners)

    def _accepted(self, listener: socket.socket) -> int:
        listener.setblocking(False)
        for count in range(512):
            try:
                listener.accept()[0].close()
            except BlockingIOError:
                return count
        return 512


class Watched(httpcore.NetworkBackend):
    """The real network; notes what is dialled."""

    def __init__(self) -> None:
        self.dialled: list[tuple[str, int]] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
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

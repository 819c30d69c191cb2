"""https: the certificate is checked for the name, though an address is connected to."""

import ssl
from collections.abc import Iterator

import pytest
import trustme

from corpus.connecting import Dialling
from corpus.errors import UnreachableError
from corpus.fetch_policy import FetchPolicy
from corpus.fetching import Fetcher
from tests.web import ADDRESS, Web


class Secured:
    """A web with a certificate for secure.test, and the fetcher's trust in who has issued it."""

    def __init__(self, issuer: trustme.CA) -> None:
        self.names: list[str] = []
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        issuer.issue_cert("secure.test").configure_cert(server)
        server.sni_callback = lambda sock, name, context: self.names.append(name)
        self.web = Web(server)
        self.trust = ssl.create_default_context()
        issuer.configure_trust(self.trust)

    def fetcher(self, *, trusting: bool = True) -> Fetcher:
        policy = FetchPolicy(private_hosts=self.web.opened("secure.test", "other.test"))
        return Fetcher(policy, dialling=Dialling(self.web.resolver), tls=self.trust if trusting else None)


@pytest.fixture(scope="module")
def secured() -> Iterator[Secured]:
    secured = Secured(trustme.CA())
    with secured.web:
        secured.web.add("/", "safe")
        yield secured


def test_certificates_are_checked_for_the_name_though_an_address_is_connected_to(secured: Secured) -> None:
    url = secured.web.url("/", "secure.test")
    fetched = secured.fetcher().fetch(url)
    assert (fetched.body, secured.names[-1]) == (b"safe", "secure.test")


@pytest.mark.parametrize("host", ["other.test", ADDRESS])
def test_a_certificate_of_another_host_is_not_trusted(secured: Secured, host: str) -> None:
    with pytest.raises(UnreachableError, match="certificate is not trusted"):
        secured.fetcher().fetch(secured.web.url("/", host))


def test_a_certificate_of_nobody_is_not_trusted(secured: Secured) -> None:
    with pytest.raises(UnreachableError, match="certificate is not trusted"):
        secured.fetcher(trusting=False).fetch(secured.web.url("/", "secure.test"))

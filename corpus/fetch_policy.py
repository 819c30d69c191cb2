"""What may be asked of the network, by whom, and how much may come of it.

Knows nothing of connections. That an address is public is checked where names are resolved (`corpus/connecting.py`).
"""

from dataclasses import dataclass

from corpus.public_addresses import why_not_public
from corpus.web_targets import Target, refused

_MB = 1024 * 1024

_OPENING = "if it is a host of your own, add {} to the setting private_hosts"
_WEB_PORTS = (80, 443)
_FIRST_FREE_PORT = 1024

# The ones above 1023 of https://fetch.spec.whatwg.org/#port-blocking: services that can be fooled by an HTTP request.
_OTHER_SERVICES = frozenset(
    (1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080)
)


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """Limits and manners of fetching.

    `user_agent` is the product's name and version, "name/1.0"; `contact`, an address of a page or a mailbox, follows it
    where there is one. `read_s` is the longest silence, `total_s` the time for all of one fetch with its redirects.
    `wire_bytes` counts what comes over the network, headers and all, `decoded_bytes` the unpacked body.

    `private_hosts` are names and addresses of the reader's own network that may be opened although they are not public:
    "nas.local" on every port, "nas.local:8080" on one, IPv6 in brackets where a port follows. Nothing else that is not
    public is ever opened, and no public site can redirect to them.
    """

    user_agent: str = "article-assistant"
    contact: str = ""
    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 60.0
    wire_bytes: int = 50 * _MB
    decoded_bytes: int = 50 * _MB
    max_redirects: int = 5
    private_hosts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not (self.introduction.isascii() and self.introduction.isprintable()):
            raise ValueError("the name and the contact of the User-Agent are printable ASCII")

    @property
    def introduction(self) -> str:
        """The User-Agent header: who asks, and where to complain."""
        return f"{self.user_agent} (+{self.contact})" if self.contact else self.user_agent

    @property
    def product(self) -> str:
        """The name that a robots.txt calls this program by: the User-Agent without its version."""
        return self.user_agent.partition("/")[0].strip()

    def opens(self, target: Target) -> bool:
        """Whether the reader named this host, or this host and port, as one of their own."""
        host = f"[{target.host}]" if ":" in target.host else target.host
        spellings = {target.host, host, f"{host}:{target.port}"}
        return not spellings.isdisjoint(name.lower().removesuffix(".") for name in self.private_hosts)

    def check(self, target: Target) -> None:
        """Raise RefusedAddressError for what can be told without the network to be no public web site.

        Ports below 1024 other than the web's belong to other services; above, sites do use odd ones, so only those are
        refused that browsers refuse. No public host has a name without a dot (ICANN's resolution 2013.08.13.NG02).
        """
        if self.opens(target):
            return
        if target.port in _OTHER_SERVICES or (target.port < _FIRST_FREE_PORT and target.port not in _WEB_PORTS):
            raise refused(target.url, f"port {target.port} is not one of the web's")
        if target.is_numeric:
            check_public(target, target.host)
        elif "." not in target.host:
            raise refused(target.url, f"{target.host} is not a public name; {_OPENING.format(target.authority)}")

    def check_redirect(self, before: Target, after: Target) -> None:
        """The same for where a redirect leads; a host of the reader's own is not to be reached through a public one."""
        self.check(after)
        if self.opens(after) and not self.opens(before):
            raise refused(after.url, "no public site can lead to a host of your own; add that address itself")


def check_public(target: Target, address: str) -> None:
    """Raise RefusedAddressError where `address`, an IP address of the target's host, is not a public one."""
    if kind := why_not_public(address):
        leads = "it is" if address == target.host else f"its host leads to {address},"
        raise refused(target.url, f"{leads} {kind}; {_OPENING.format(target.authority)}")

"""Which IP addresses are on the public internet; every other one leads to somebody's own machines.

Knows nothing of names, URLs or connections. The ranges are those of the IANA registries for special purposes (RFC 6890,
https://www.iana.org/assignments/iana-ipv4-special-registry and .../iana-ipv6-special-registry) and for multicast.
Python's own flags are not enough: `is_global` holds for multicast, 192.0.0.8, 2002:7f00:1:: and 64:ff9b::7f00:1, the
last two being 127.0.0.1 in disguise, and `is_private` fails for 100.64.0.1 (Python 3.11).
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NOT_PUBLIC_4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "the unspecified address of this machine"),  # RFC 791; Linux takes it for loopback
        ("10.0.0.0/8", "a private address"),  # RFC 1918
        ("100.64.0.0/10", "a provider's inner address"),  # RFC 6598; 100.100.100.200 is Alibaba's metadata
        ("127.0.0.0/8", "a loopback address"),  # RFC 1122
        ("169.254.0.0/16", "a link-local address"),  # RFC 3927; 169.254.169.254 is most clouds' metadata
        ("172.16.0.0/12", "a private address"),  # RFC 1918
        ("192.0.0.0/24", "an address for protocols"),  # RFC 6890; 192.0.0.192 is Oracle's metadata
        ("192.0.2.0/24", "a documentation address"),  # RFC 5737
        ("192.31.196.0/24", "a sink for stray requests"),  # RFC 7535, AS112
        ("192.52.193.0/24", "an address for protocols"),  # RFC 7450, AMT
        ("192.88.99.0/24", "an old relay's address"),  # RFC 7526, 6to4
        ("192.168.0.0/16", "a private address"),  # RFC 1918
        ("192.175.48.0/24", "a sink for stray requests"),  # RFC 7534, AS112
        ("198.18.0.0/15", "a benchmarking address"),  # RFC 2544
        ("198.51.100.0/24", "a documentation address"),  # RFC 5737
        ("203.0.113.0/24", "a documentation address"),  # RFC 5737
        ("224.0.0.0/4", "a multicast address"),  # RFC 5771
        ("240.0.0.0/4", "a reserved address"),  # RFC 1112, with broadcast
        # In no registry: it looks public and leads into every virtual machine's host
        # (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
        ("168.63.129.16/32", "a cloud's inner address"),
    )
)

_PUBLIC_6 = IPv6Network("2000::/3")
"""The only range that IANA has given out (https://www.iana.org/assignments/ipv6-address-space). Outside of it lie
loopback, ::/96 with its old IPv4-compatible addresses, unique local, link-local, site-local and multicast addresses."""

_NOT_PUBLIC_6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("2001::/23", "an address for protocols"),  # RFC 2928: Teredo, benchmarking, ORCHID and others
        ("2001:db8::/32", "a documentation address"),  # RFC 3849
        ("2002::/16", "an IPv4 address in a tunnel"),  # RFC 3056, 6to4; given up by RFC 7526
        ("2620:4f:8000::/48", "a sink for stray requests"),  # RFC 7534, AS112
        ("3ffe::/16", "an address of a network that is no more"),  # RFC 3701, 6bone
        ("3fff::/20", "a documentation address"),  # RFC 9637
    )
)
_KINDS_6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("::1/128", "a loopback address"),
        ("::/128", "the unspecified address of this machine"),
        ("64:ff9b:1::/48", "a translator's inner address"),  # RFC 8215, NAT64 for local use
        ("fc00::/7", "a private address"),  # RFC 4193; fd00:ec2::254 is Amazon's metadata
        ("fe80::/10", "a link-local address"),  # RFC 4291
        ("fec0::/10", "a private address"),  # RFC 3879, site-local
        ("ff00::/8", "a multicast address"),  # RFC 4291
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")  # RFC 4291: the system connects to the IPv4 address
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: how a network without IPv4 sees all of it


def why_not_public(address: str) -> str | None:
    """What an IP address is instead of public ("a loopback address"); None for a public one.

    An IPv6 address that stands for an IPv4 address by RFC 4291 (mapped) or RFC 6052 (NAT64) is as public as that one.
    An address with a zone, and whatever Python does not read as an address, is not public.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "not an IP address"
    if isinstance(ip, IPv4Address):
        return _kind(ip)
    if ip.scope_id is not None:
        return "an address with a zone, of one network link"
    if ip in _MAPPED or ip in _NAT64:
        return _kind(IPv4Address(int(ip) & 0xFFFF_FFFF))
    return _kind_6(ip)


def _kind(ip: IPv4Address) -> str | None:
    return next((what for network, what in _NOT_PUBLIC_4 if ip in network), None)


def _kind_6(ip: IPv6Address) -> str | None:
    if ip in _PUBLIC_6:
        return next((what for network, what in _NOT_PUBLIC_6 if ip in network), None)
    return next((what for network, what in _KINDS_6 if ip in network), "a reserved address")

"""Which IP addresses are public."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.public_addresses import why_not_public

# Each block of the two IANA registries for special purposes, and what else must never be asked.
BLOCKS = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
    *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32"),
    *("::/128", "::1/128", "::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001::/32"),
    *("2001:2::/48", "2001:3::/32", "2001:4:112::/48", "2001:10::/28", "2001:20::/28", "2001:30::/28"),
    *("2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10"),
    *("fec0::/10", "ff00::/8", "3ffe::/16", "::ffff:0:0:0/96", "4000::/3", "e000::/4"),
]
METADATA = {
    "most clouds": "169.254.169.254",
    "containers of Amazon": "169.254.170.2",
    "Amazon by IPv6": "fd00:ec2::254",
    "Google by IPv6": "fd20:ce::254",
    "Alibaba": "100.100.100.200",
    "Oracle": "192.0.0.192",
    "Azure": "168.63.129.16",
}


def is_public(address: str) -> bool:
    return why_not_public(address) is None


@pytest.mark.parametrize("block", BLOCKS)
def test_no_address_of_a_special_block_is_public(block: str) -> None:
    network = ipaddress.ip_network(block)
    middle = network[network.num_addresses // 2]
    assert [str(ip) for ip in (network[0], middle, network[-1]) if is_public(str(ip))] == []


@pytest.mark.parametrize("address", METADATA.values(), ids=METADATA)
def test_a_clouds_metadata_service_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"),
        *(
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.167.255.255",
        ),
        *("192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "168.63.129.15", "168.63.129.17"),
        *("2000::", "2001:200::1", "2001:db7::1", "2001:db9::1", "2003::1", "2606:4700:4700::1111", "2a00:1450::1"),
        *("3ffd::1", "3fff:1000::1"),
    ],
)
def test_the_neighbours_of_the_special_blocks_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("prefix", ["::ffff:", "64:ff9b::"])
def test_an_ipv6_address_that_stands_for_ipv4_is_as_public_as_that(prefix: str) -> None:
    assert is_public(f"{prefix}8.8.8.8")
    assert why_not_public(f"{prefix}127.0.0.1") == "a loopback address"
    assert why_not_public(f"{prefix}10.1.2.3") == "a private address"
    assert why_not_public(f"{prefix}a9fe:a9fe") == "a link-local address"


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("2002:7f00:1::", "127.0.0.1 by 6to4"),
        ("2002:808:808::", "8.8.8.8 by 6to4"),
        ("2001:0:808:808:0:fbff:80ff:fffe", "127.0.0.1 by Teredo"),
        ("::127.0.0.1", "127.0.0.1 compatible"),
        ("::8.8.8.8", "8.8.8.8 compatible"),
        ("64:ff9b:1::808:808", "8.8.8.8 by a local translator"),
    ],
)
def test_tunnels_that_nobody_needs_are_not_public_whatever_is_inside(address: str, inside: str) -> None:
    assert not is_public(address), inside


@pytest.mark.parametrize("address", ["fe80::1%eth0", "2606:4700::1%1", "::1%lo"])
def test_an_address_with_a_zone_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.1", "0x7f.0.0.1", "0177.0.0.1", "8.8.8.8 ", "2130706433", "[::1]"]
)
def test_what_is_no_plain_address_is_not_public(text: str) -> None:
    assert why_not_public(text) == "not an IP address"


@given(st.ip_addresses())
def test_what_python_holds_for_private_is_never_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    stands_for_ipv4 = ip.version == 6 and (int(ip) >> 32 in (0xFFFF, 0x64_FF9B << 64))
    assert stands_for_ipv4 or not (is_public(str(ip)) and (ip.is_private or not ip.is_global))

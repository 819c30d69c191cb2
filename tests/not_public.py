# ruff: noqa: RUF001 - look-alikes of ASCII are the subject here
"""Addresses that lead to no public host, and a server of this machine that notices whoever comes."""

import socket
from types import TracebackType
from typing import Self

from tests.web import ADDRESS

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

"""A library, a public site and a folder, with what is needed to hand addresses over in them.

Knows nothing of which addresses are good or bad.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from assistant.assistant import Assistant
from assistant.intake import Intake
from tests.small_world import rss
from tests.web import Reply, Web, redirect

SITE = "public.test"


@dataclass(frozen=True, slots=True)
class Scene:
    """An empty library, a public site, and a folder for exported lists."""

    assistant: Assistant
    web: Web
    place: Path

    def site(self, path: str, script: Reply | str) -> str:
        """Script a path of the site; returns its URL."""
        self.web.add(path, script, host=SITE)
        return f"http://{SITE}{path}"

    def feed(self, items: Iterable[str], path: str = "/feed") -> str:
        return self.site(path, Reply(200, {"Content-Type": "application/rss+xml"}, rss(*items)))

    def exported(self, name: str, text: str) -> Intake:
        """Take in a list that somebody exported."""
        path = self.place / name
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        return self.assistant.take_in([str(path)])


def item(number: int, inside: str) -> str:
    return f"<item><guid>{number}</guid><title>Bridge {number}</title>{inside}</item>"


def away(address: str) -> Reply:
    """A redirect to an address, as a server can write it."""
    written = "".join(c for c in address if c not in "\r\n\0")
    return redirect(written.encode("utf-8", "surrogatepass").decode("latin-1"))


def written(address: str) -> str:
    """An address in XML or HTML, which cannot hold every character."""
    return escape(address).replace("\0", "")

"""Every way in that an address has: each hands all addresses that it is given to an assistant.

Knows nothing of which addresses are good or bad.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from html import escape

from assistant.errors import UsageError
from assistant.window.doing import ADD, Deeds, Refused
from assistant.window.texts import texts_in
from corpus.errors import FetchError
from tests.assistant.scene import SITE, Scene, away, item, written
from tests.small_world import page_html
from tests.web import Reply, redirect

TEXT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins. " * 3
AT_ONCE = 50
"""Sitemaps of one index that are read."""


Way = Callable[[Scene, Sequence[str]], None]


def text(number: int) -> str:
    """Words that no other number has: prints of one text would be grouped."""
    return " ".join(f"w{number}x{place}" for place in range(40)) + "."


def add(scene: Scene, addresses: Sequence[str]) -> None:
    """`assistant add ADDRESS…`."""
    scene.assistant.take_in(addresses)


def add_sources(scene: Scene, addresses: Sequence[str]) -> None:
    """`assistant sources add ADDRESS…`, each by itself: the first that is none ends the command."""
    for address in addresses:
        with suppress(UsageError):
            scene.assistant.take_in([address], followed=True)


def add_in_the_window(scene: Scene, addresses: Sequence[str]) -> None:
    """The field of the Library tab."""
    deeds = Deeds(scene.assistant)
    for address in addresses:
        with suppress(Refused):
            deeds.do(texts_in("en"), ADD, address)


def add_by_the_library(scene: Scene, addresses: Sequence[str]) -> None:
    """`Assistant.add_source`."""
    for address in addresses:
        with suppress(UsageError, FetchError):
            scene.assistant.add_source(address)


def link_of_an_entry(scene: Scene, addresses: Sequence[str]) -> None:
    scene.assistant.add_source(scene.feed(item(n, f"<link>{written(a)}</link>") for n, a in enumerate(addresses)))


def guid_of_an_entry(scene: Scene, addresses: Sequence[str]) -> None:
    """Which is the link where there is none."""
    items = (f"<item><guid isPermaLink='true'>{written(a)}</guid><title>Bridge</title></item>" for a in addresses)
    scene.assistant.add_source(scene.feed(items))


def entry_of_atom(scene: Scene, addresses: Sequence[str]) -> None:
    entries = (f"<entry><id>{n}</id><link href='{written(a)}'/></entry>" for n, a in enumerate(addresses))
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title>{''.join(entries)}</feed>"
    scene.assistant.add_source(scene.site("/atom", feed))


def entry_of_json(scene: Scene, addresses: Sequence[str]) -> None:
    items = [{"id": str(n), "url": address, "title": "Bridge"} for n, address in enumerate(addresses)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": items}
    scene.assistant.add_source(
        scene.site("/feed.json", Reply(200, {"Content-Type": "application/feed+json"}, json.dumps(feed)))
    )


def page_of_a_sitemap(scene: Scene, addresses: Sequence[str]) -> None:
    pages = "".join(f"<url><loc>{written(address)}</loc></url>" for address in addresses)
    scene.assistant.add_source(scene.site("/map.xml", f"<urlset>{pages}<url><loc>http://{SITE}/x</loc></url></urlset>"))


def nested_sitemap(scene: Scene, addresses: Sequence[str]) -> None:
    for number, some in enumerate(_in_parts(addresses, AT_ONCE)):
        maps = "".join(f"<sitemap><loc>{written(address)}</loc></sitemap>" for address in some)
        scene.assistant.add_source(
            scene.site(
                f"/index{number}.xml",
                f"<sitemapindex>{maps}<sitemap><loc>http://{SITE}/x.xml</loc></sitemap></sitemapindex>",
            )
        )


def redirected_page_of_a_sitemap(scene: Scene, addresses: Sequence[str]) -> None:
    page_of_a_sitemap(scene, list(_leading(scene, addresses)))


def redirected_sitemap(scene: Scene, addresses: Sequence[str]) -> None:
    nested_sitemap(scene, list(_leading(scene, addresses)))


def table_of_pocket(scene: Scene, addresses: Sequence[str]) -> None:
    table = io.StringIO()
    rows = [[f"Bridge {n}", address, "1700000000", "", "unread"] for n, address in enumerate(addresses)]
    csv.writer(table).writerows([["title", "url", "time_added", "tags", "status"], *rows])
    scene.exported("pocket.csv", table.getvalue())


def bookmarks(scene: Scene, addresses: Sequence[str]) -> None:
    links = "".join(f'<DT><A HREF="{written(address)}">Bridge</A>\n' for address in addresses)
    scene.exported(
        "bookmarks.html", f"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><DL><p>{links}</DL>"
    )


def feeds_of_opml(scene: Scene, addresses: Sequence[str]) -> None:
    scene.exported("feeds.opml", _opml(f'<outline type="rss" xmlUrl="{written(a)}"/>' for a in addresses))


def pages_of_opml(scene: Scene, addresses: Sequence[str]) -> None:
    scene.exported("pages.opml", _opml(f'<outline type="link" url="{written(a)}"/>' for a in addresses))


def list_on_the_web(scene: Scene, addresses: Sequence[str]) -> None:
    outlines = (f'<outline type="link" url="{written(a)}"/>' for a in addresses)
    scene.assistant.add_source(scene.site("/list.opml", _opml(outlines)))


def first_redirect(scene: Scene, addresses: Sequence[str]) -> None:
    scene.assistant.take_in(list(_leading(scene, addresses)))


def third_redirect(scene: Scene, addresses: Sequence[str]) -> None:
    scene.assistant.take_in(list(_leading(scene, addresses, hops=3)))


def fifth_redirect(scene: Scene, addresses: Sequence[str]) -> None:
    scene.assistant.take_in(list(_leading(scene, addresses, hops=5)))


def redirected_entry(scene: Scene, addresses: Sequence[str]) -> None:
    link_of_an_entry(scene, list(_leading(scene, addresses)))


def feed_that_moves(scene: Scene, addresses: Sequence[str]) -> None:
    """It is good when it is added."""
    for number, address in enumerate(addresses):
        scene.assistant.keeper.add(scene.feed([item(1, f"<description>{TEXT}</description>")], f"/{number}"))
        scene.site(f"/{number}", away(address))
    for _ in scene.assistant.keeper.update_all():
        pass


def robots(scene: Scene, addresses: Sequence[str]) -> None:
    """Each host's robots.txt leads away."""
    links = []
    for number, address in enumerate(addresses):
        scene.web.add("/robots.txt", away(address), host=f"host{number}.{SITE}")
        links.append(f"http://host{number}.{SITE}/page")
    link_of_an_entry(scene, links)


def feed_named_by_a_page(scene: Scene, addresses: Sequence[str]) -> None:
    for number, address in enumerate(addresses):
        link = f'<link rel="alternate" type="application/rss+xml" href="{written(address)}">'
        scene.assistant.add_source(
            scene.site(f"/home{number}", f"<html><head>{link}</head><body>Welcome.</body></html>")
        )


def links_of_a_page(scene: Scene, addresses: Sequence[str]) -> None:
    """What a page calls itself, its AMP form, its pictures, scripts, frames and styles, and where it would lead on."""
    pages = []
    for number, address in enumerate(addresses):
        to = written(address)
        head = (
            f'<base href="{to}"><link rel="amphtml" href="{to}"><meta property="og:url" content="{to}">'
            f'<meta property="og:image" content="{to}"><meta http-equiv="refresh" content="0;url={to}">'
            f'<link rel="stylesheet" href="{to}"><link rel="next" href="{to}"><script src="{to}"></script>'
            f'<iframe src="{to}"></iframe><img src="{to}" srcset="{to} 2x"><a href="{to}">Next page</a>'
        )
        pages.append(scene.site(f"/page{number}", page_html(f"Page {number}", text(number), head=head, canonical=to)))
    scene.assistant.take_in(pages)


def other_links_of_an_entry(scene: Scene, addresses: Sequence[str]) -> None:
    """Enclosures, comments, pictures, the feed's own addresses."""
    items = []
    for number, address in enumerate(addresses):
        to = written(address)
        shown = escape(f'<img src="{to}"><iframe src="{to}"></iframe>')
        inside = (
            f'<enclosure url="{to}" type="audio/mpeg" length="1"/><source url="{to}">x</source>'
            f"<comments>{to}</comments><description>{text(number)} {shown}</description>"
        )
        items.append(item(number, inside))
    scene.assistant.add_source(scene.feed(items))


WAYS: tuple[Way, ...] = (
    *(add, add_sources, add_in_the_window, add_by_the_library),
    *(link_of_an_entry, guid_of_an_entry, entry_of_atom, entry_of_json, other_links_of_an_entry),
    *(page_of_a_sitemap, nested_sitemap, redirected_page_of_a_sitemap, redirected_sitemap),
    *(table_of_pocket, bookmarks, feeds_of_opml, pages_of_opml, list_on_the_web),
    *(first_redirect, third_redirect, fifth_redirect, redirected_entry, feed_that_moves),
    *(robots, feed_named_by_a_page, links_of_a_page),
)
FETCHING_NOTHING: tuple[Way, ...] = (other_links_of_an_entry, links_of_a_page)
"""Ways that lead nowhere at all."""


def _leading(scene: Scene, addresses: Sequence[str], hops: int = 1) -> Iterator[str]:
    """Addresses of the site that lead to these after so many redirects."""
    for number, address in enumerate(addresses):
        for hop in range(1, hops):
            scene.site(f"/{hop}/{number}", redirect(f"/{hop + 1}/{number}"))
        scene.site(f"/{hops}/{number}", away(address))
        yield f"http://{SITE}/1/{number}"


def _opml(outlines: Iterable[str]) -> str:
    return f'<?xml version="1.0"?><opml version="2.0"><body>{"".join(outlines)}</body></opml>'


def _in_parts(addresses: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for begin in range(0, len(addresses), size):
        yield addresses[begin : begin + size]

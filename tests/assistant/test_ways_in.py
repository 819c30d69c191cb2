"""Every way in that an address has, and none of them leads to a host that is not public."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import UsageError
from assistant.settings import Settings
from assistant.wiring import World, open_assistant
from corpus.errors import FetchError
from corpus.reading_apart import ApartReader
from tests.conftest import SMALL_MODELS
from tests.small_world import item, rss
from tests.web import Internet, Reply, Web, redirect

SITE = "public.test"
TEXT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins. " * 3
PRIVATE_FORMS = (
    "http://127.0.0.1:{port}/x",
    "http://localhost:{port}/x",
    "http://[::1]:{port}/x",
    "http://[::ffff:127.0.0.1]:{port}/x",
    "http://2130706433:{port}/x",
    "http://0x7f.1:{port}/x",
    "http://0177.0.0.1:{port}/x",
    "http://127.1:{port}/x",
    "http://0.0.0.0:{port}/x",
    "http://100.64.0.1:{port}/x",
    "http://169.254.169.254/latest/meta-data",
    "http://192.168.0.1:{port}/x",
    "http://10.0.0.1:{port}/x",
    "http://[64:ff9b::7f00:1]:{port}/x",
    "http://[2002:7f00:1::]:{port}/x",
    "http://inside.test:{port}/x",
    "http://flips.test:{port}/x",
    "http://user:secret@127.0.0.1:{port}/x",
    "http://①②⑦.0.0.1:{port}/x",
    "http://127.0.0.1。:{port}/x",
)


class Canary:
    """A server that is not public, and counts who comes."""

    def __init__(self) -> None:
        self.visits = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0.05)
        self.port: int = self._server.getsockname()[1]
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        self._thread.join()
        self._server.close()

    def _listen(self) -> None:
        while not self._ended.is_set():
            try:
                self._server.accept()[0].close()
                self.visits += 1
            except TimeoutError:
                continue


class Flipping(dict[str, list[str]]):
    """Names of a small internet, one of which is public only every other time that it is asked for."""

    def get(self, host: str, default: object = None) -> object:  # type: ignore[override]
        if host == "flips.test":
            self["asked"] = [*self["asked"], host]
            return ["93.184.216.34"] if len(self["asked"]) % 2 else ["127.0.0.1"]
        return super().get(host, default)


@pytest.fixture
def canary() -> Iterator[Canary]:
    one = Canary()
    yield one
    one.close()


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.fixture
def internet(web: Web) -> Internet:
    return Internet(web, Flipping({"asked": [], "inside.test": ["127.0.0.1"]}))


@pytest.fixture
def assistant(tmp_path: Path, internet: Internet, lent_reader: ApartReader) -> Iterator[Assistant]:
    """On the small internet: every name but two leads to a public address, where the scripted web answers."""
    world = World(dialling=internet.dialling, sleep=lambda seconds: None, reader=lambda: lent_reader)
    models = replace(SMALL_MODELS, world=world)
    with open_assistant(settings=Settings(data=tmp_path / "data"), models=models) as assistant:
        yield assistant


Way = Callable[[str, Assistant, Web, Path], None]


def by_command(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    assistant.take_in([url])


def as_source(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    with pytest.raises((FetchError, UsageError)):
        assistant.add_source(url)


def by_entry(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    add(web, "/feed", rss(item(url.replace("&", "&amp;"), guid="1", title="Bridge", text=TEXT)))
    assistant.add_source(f"http://{SITE}/feed")


def by_sitemap(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    add(web, "/map.xml", f"<urlset><url><loc>{url}</loc></url><url><loc>http://{SITE}/page</loc></url></urlset>")
    assistant.add_source(f"http://{SITE}/map.xml")


def by_nested_sitemap(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    add(web, "/index.xml", f"<sitemapindex><sitemap><loc>{url}</loc></sitemap></sitemapindex>")
    assistant.add_source(f"http://{SITE}/index.xml")


def by_list(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    exported = place / "list.csv"
    exported.write_text(f'title,url,time_added,tags,status\nBridge,"{url}",1700000000,,unread\n', encoding="utf-8")
    assistant.take_in([str(exported)])


def by_opml(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    exported = place / "list.opml"
    exported.write_text(f'<opml version="2.0"><body><outline xmlUrl="{url}"/></body></opml>', encoding="utf-8")
    assistant.take_in([str(exported)])


def by_redirect(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    add(web, "/away", redirect(url.encode("utf-8").decode("latin-1"), 302))
    assistant.take_in([f"http://{SITE}/away"])


def by_robots(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    add(web, "/robots.txt", redirect(url.encode("utf-8").decode("latin-1"), 301))
    add(web, "/feed", rss(item(f"http://{SITE}/page", guid="1", title="Bridge", text=TEXT)))
    assistant.add_source(f"http://{SITE}/feed")


def by_named_feed(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    add(web, "/", f'<html><head><link rel="alternate" type="application/rss+xml" href="{url}"></head></html>')
    assistant.take_in([f"http://{SITE}/"])


def by_moved_source(url: str, assistant: Assistant, web: Web, place: Path) -> None:
    add(web, "/feed", rss(item(None, guid="1", title="Bridge", text=TEXT)))
    source = assistant.add_source(f"http://{SITE}/feed")
    add(web, "/feed", redirect(url.encode("utf-8").decode("latin-1"), 301))
    for _ in range(4):
        assistant.update_source(source.id)


def add(web: Web, path: str, script: Reply | str) -> None:
    web.add(path, script, host=SITE)


@pytest.mark.parametrize(
    "way",
    [
        by_command,
        as_source,
        by_entry,
        by_sitemap,
        by_nested_sitemap,
        by_list,
        by_opml,
        by_redirect,
        by_robots,
        by_named_feed,
        by_moved_source,
    ],
)
def test_no_way_in_leads_to_a_host_that_is_not_public(
    way: Way, assistant: Assistant, web: Web, internet: Internet, canary: Canary, tmp_path: Path
) -> None:
    for form in PRIVATE_FORMS:
        for state in assistant.sources():
            assistant.remove_source(state.source.id)
        way(form.format(port=canary.port), assistant, web, tmp_path)

    assert canary.visits == 0
    assert set(internet.dialled) <= {"93.184.216.34"}


def test_the_ways_in_do_lead_to_public_hosts(assistant: Assistant, web: Web, tmp_path: Path) -> None:
    add(
        web,
        "/page",
        f"<html><head><title>Bridge</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>",
    )
    page = f"http://{SITE}/page"
    for way in (by_command, by_entry, by_list, by_redirect):
        way(page, assistant, web, tmp_path)

    assert web.asked("/page") >= 3
    assert len(list(assistant.articles())) == 1


def test_files_and_other_schemes_are_no_addresses(assistant: Assistant, canary: Canary) -> None:
    for url in ("file:///etc/passwd", "ftp://public.test/x", "gopher://127.0.0.1:70/x", "data://text/plain,x"):
        intake = assistant.take_in([url])

        assert [skipped.name for skipped in intake.report.skipped] == [url]
    assert canary.visits == 0

"""Pages, sitemaps and reading lists as sources, and what is found out about an address that is added."""

import gzip
from pathlib import Path

import pytest

from assistant.errors import UsageError
from corpus.errors import FetchError
from corpus.source import SourceKind
from tests.small_world import SITE, SmallWorld, item, page_html, titles
from tests.web import Reply, conditional, redirect

SHUT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
OPEN = "The Quay Bridge in Skellhaven is open again, and the ferry has made its last crossing."


def sitemap(*entries: tuple[str, str]) -> str:
    urls = "".join(f"<url><loc>{loc}</loc><lastmod>{modified}</lastmod></url>" for loc, modified in entries)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def opml(*feeds: str, pages: tuple[str, ...] = ()) -> str:
    outlines = [f'<outline type="rss" text="Feed" xmlUrl="{feed}"/>' for feed in feeds]
    outlines += [f'<outline type="link" text="Page" url="{page}"/>' for page in pages]
    return f'<?xml version="1.0"?><opml version="2.0"><body>{"".join(outlines)}</body></opml>'


def test_a_page_that_is_followed_is_looked_at_every_day_and_its_changes_are_versions(world: SmallWorld) -> None:
    script = {"now": conditional(page_html("Quay Bridge shut", SHUT), etag='"1"')}
    page = world.web.add("/bridge", lambda request: script["now"](request), host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(page)
        body_bytes = world.web.body_bytes
        world.clock.forward(hours=23)
        assistant.look()
        early = world.web.asked("/bridge")
        world.clock.forward(hours=2)
        assistant.look()
        unchanged = world.web.body_bytes - body_bytes
        script["now"] = conditional(page_html("Quay Bridge open", OPEN), etag='"2"')
        result = assistant.update_source(source.id)

        assert (source.kind, source.title, early) == (SourceKind.PAGE, "Quay Bridge shut", 1)
        assert unchanged == len("There is no such page here.")  # its robots.txt
        assert (result.line, titles(assistant)) == ("1 changed", ["Quay Bridge open"])


def test_a_page_that_is_only_added_is_not_looked_at_again_by_itself(world: SmallWorld) -> None:
    page = world.page("/bridge", "Quay Bridge shut", SHUT)
    with world.open() as assistant:
        intake = assistant.take_in([page])
        world.clock.forward(days=9)
        assistant.look()

        assert len(intake.report.added) == 1
        assert world.web.asked("/bridge") == 1
        assert world.web.asked("/robots.txt") == 0  # one page that somebody asked for by its address
        assert assistant.update_source(intake.sources[0].source.id).line == "1 unchanged"


def test_a_walled_page_is_a_source_with_a_reason_and_no_article(world: SmallWorld) -> None:
    page = world.web.add("/bridge", Reply(body="<html><body><script>x()</script></body></html>"), host=SITE)
    with world.open() as assistant:
        intake = assistant.take_in([page])
        [state] = assistant.sources()
        world.page("/bridge", "Quay Bridge shut", SHUT)
        retried = assistant.retry_source(state.source.id)

        assert [skipped.name for skipped in intake.report.skipped] == [page]
        assert "scripts" in (state.troubles[0].reason or "")
        assert (retried.line, titles(assistant)) == ("1 added", ["Quay Bridge shut"])


def test_a_page_that_turns_into_an_error_keeps_its_article(world: SmallWorld) -> None:
    page = world.web.add("/bridge", [Reply(body=page_html("Quay Bridge shut", SHUT)), Reply(500)], host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(page)
        failed = assistant.update_source(source.id)
        [state] = assistant.sources()

        assert "its server has a fault" in (failed.failure or "")
        assert (titles(assistant), state.counts.failed) == (["Quay Bridge shut"], 1)


@pytest.mark.parametrize("way", ["front page", "followed page"])
def test_a_page_that_names_a_feed_stands_for_it(world: SmallWorld, way: str) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    feed = world.feed("/feed", item(page, guid="1", title="Bridge"))
    link = f'<link rel="alternate" type="application/rss+xml" href="{feed}">'
    path = "/" if way == "front page" else "/news"
    named = world.web.add(path, page_html("Harbour Post", OPEN, head=link), host=SITE)
    with world.open() as assistant:
        intake = assistant.take_in([named], followed=way == "followed page")

        assert [(one.source.kind, one.source.address) for one in intake.sources] == [(SourceKind.FEED, feed)]
        assert intake.notes == [f"{named} names the feed {feed}"]
        assert titles(assistant) == ["Quay Bridge shut"]


def test_an_address_where_nothing_is_makes_no_source(world: SmallWorld) -> None:
    missing = world.web.url("/missing", SITE)
    with world.open() as assistant:
        with pytest.raises(FetchError, match="nothing at this address"):
            assistant.add_source(missing)
        with pytest.raises(UsageError, match="begin with https"):
            assistant.add_source("post.test/feed")
        intake = assistant.take_in([missing, world.page("/bridge", "Quay Bridge shut", SHUT)])

        assert [skipped.name for skipped in intake.report.skipped] == [missing]
        assert titles(assistant) == ["Quay Bridge shut"]
        assert len(assistant.sources()) == 1


def test_a_sitemap_gives_its_pages_and_asks_again_only_for_those_that_changed(world: SmallWorld) -> None:
    pages = [world.page(f"/news/{n}", f"Report {n}", f"{SHUT} It was report {n}.") for n in range(3)]
    elsewhere = "http://elsewhere.test/page"
    entries = [(page, "2026-01-01") for page in (*pages, elsewhere)]
    address = world.web.add("/sitemap.xml", Reply(body=gzip.compress(sitemap(*entries).encode())), host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(address)
        world.page("/news/1", "Report 1", OPEN)
        entries[1] = (pages[1], "2026-02-02")
        world.web.add("/sitemap.xml", sitemap(*entries), host=SITE)
        result = assistant.update_source(source.id)

        assert (source.kind, source.last_result) == (SourceKind.SITEMAP, "3 added")
        assert result.line == "1 changed, 2 unchanged"
        assert [world.web.asked(f"/news/{n}") for n in range(3)] == [1, 2, 1]
        assert any("another site" in note for note in result.notes)


def test_nested_sitemaps_are_read_and_unchanged_ones_cost_no_body(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    nested = world.web.add("/nested.xml", conditional(sitemap((page, "2026-01-01")), etag='"n"'), host=SITE)
    index = (
        f"<sitemapindex><sitemap><loc>{nested}</loc></sitemap><sitemap><loc>{nested}2</loc></sitemap></sitemapindex>"
    )
    address = world.web.add("/sitemap.xml", conditional(index, etag='"i"'), host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(address)
        before = world.web.body_bytes
        result = assistant.update_source(source.id)
        unchanged = world.web.body_bytes - before
        later = world.page("/news/milk", "Milk", OPEN)
        world.web.add("/nested.xml2", sitemap((later, "2026-01-02")), host=SITE)
        assistant.update_source(source.id)

        assert any("nested.xml2: there is nothing at this address" in note for note in result.notes)
        assert unchanged == len("There is no such page here.")
        assert titles(assistant) == ["Milk", "Quay Bridge shut"]


def test_the_feeds_of_an_opml_file_become_sources(world: SmallWorld, tmp_path: Path) -> None:
    pages = [world.page(f"/news/{n}", f"Report {n}", f"{SHUT} It was report {n}.") for n in range(3)]
    feeds = [world.feed(f"/feed{n}", item(pages[n], guid=str(n), title="x"), title=f"Feed {n}") for n in range(2)]
    exported = tmp_path / "feeds.opml"
    exported.write_text(opml(*feeds, pages=(pages[2],)), encoding="utf-8")
    with world.open() as assistant:
        intake = assistant.take_in([str(exported)])

        assert [one.source.name for one in intake.sources] == ["OPML list", "Feed 0", "Feed 1"]
        assert titles(assistant) == ["Report 0", "Report 1", "Report 2"]
        assert len(intake.report.added) == 3


def test_a_list_gives_its_pages_once_and_tries_the_failed_ones_again(world: SmallWorld, tmp_path: Path) -> None:
    good = world.page("/bridge", "Quay Bridge shut", SHUT)
    bad = world.web.add("/milk", [Reply(500), Reply(body=page_html("Milk", OPEN))], host=SITE)
    exported = tmp_path / "pocket.csv"
    exported.write_text(
        f"title,url,time_added,tags,status\nBridge,{good},1700000000,a|b,unread\nMilk,{bad},1700000001,,archive\n",
        encoding="utf-8",
    )
    with world.open() as assistant:
        [added] = assistant.take_in([str(exported)]).sources
        first = titles(assistant)
        exported.unlink()
        world.clock.forward(hours=2)
        assistant.look()

        assert (added.source.kind, added.source.name) == (SourceKind.LIST, "Pocket list")
        assert (first, titles(assistant)) == (["Quay Bridge shut"], ["Milk", "Quay Bridge shut"])
        assert world.web.asked("/bridge") == 1


def test_bookmarks_are_a_list_and_an_article_in_html_is_none(world: SmallWorld, tmp_path: Path) -> None:
    page = world.page("/bridge", "Quay Bridge shut", SHUT)
    bookmarks, saved = tmp_path / "bookmarks.html", tmp_path / "saved.html"
    bookmarks.write_text(f'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF="{page}">Bridge</A></DL>', "utf-8")
    saved.write_text(page_html("Milk poured away", OPEN), "utf-8")
    with world.open() as assistant:
        intake = assistant.take_in([str(bookmarks), str(saved)])

        assert titles(assistant) == ["Milk poured away", "Quay Bridge shut"]
        assert [one.source.kind for one in intake.sources] == [SourceKind.LIST]


def test_an_opml_list_on_the_web_is_a_source_that_is_read_again(world: SmallWorld) -> None:
    one = world.feed("/one", item(None, guid="1", title="One", text=SHUT))
    two = world.feed("/two", item(None, guid="1", title="Two", text=OPEN))
    address = world.web.add("/blogroll.opml", opml(one), host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(address)
        world.web.add("/blogroll.opml", opml(one, two), host=SITE)
        assistant.update_source(source.id)
        assistant.look()

        assert [state.source.kind for state in assistant.sources()] == ["list", "feed", "feed"]
        assert titles(assistant) == ["One", "Two"]


def test_adding_what_is_a_source_already_looks_at_it_again(world: SmallWorld) -> None:
    feed = world.feed("/feed", item(None, guid="1", title="One", text=SHUT))
    with world.open() as assistant:
        assistant.take_in([feed])
        again = assistant.take_in([feed])

        assert [one.is_new for one in again.sources] == [False]
        assert (again.report.added, len(assistant.sources())) == ([], 1)


def test_a_redirected_page_is_known_by_both_addresses(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    short = world.web.add("/b", redirect("/news/bridge", 302), host=SITE)
    with world.open() as assistant:
        assistant.take_in([short])
        assistant.take_in([page])

        assert len(titles(assistant)) == 1
        assert [state.counts.articles for state in assistant.sources()] == [1, 1]

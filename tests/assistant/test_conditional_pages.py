"""Pages behind entries that are looked at again: asked for conditionally, so that an unchanged one costs no body."""

from collections.abc import Callable

import pytest

from tests.small_world import MILK, OPEN, SHUT, SITE, WALL, SmallWorld, item, only_version, page_html, rss
from tests.web import Reply, Request, Script, conditional, redirect

PAGE = page_html("Quay Bridge shut", SHUT)
MODIFIED = "Fri, 27 Feb 2026 09:30:00 GMT"


def by_date(body: str) -> Callable[[Request], Reply]:
    """A page whose server knows no ETag."""

    def answer(request: Request) -> Reply:
        unchanged = request.headers.get("if-modified-since") == MODIFIED
        return Reply(304) if unchanged else Reply(200, {"Last-Modified": MODIFIED}, body)

    return answer


def entry(page: str, text: str) -> str:
    return item(page, guid="1", title="Bridge", text=text)


def feed(world: SmallWorld, page: str, text: str = "One.", *, etag: str | None = None) -> str:
    return world.feed("/feed", entry(page, text), etag=etag)


def sitemap(page: str, modified: str) -> str:
    return f'<?xml version="1.0"?><urlset><url><loc>{page}</loc><lastmod>{modified}</lastmod></url></urlset>'


def answered(world: SmallWorld, path: str = "/news/bridge") -> list[str | None]:
    """The ETags that a path was asked with."""
    return [request.headers.get("if-none-match") for request in world.web.requests if request.path == path]


@pytest.mark.parametrize("script", [conditional(PAGE, etag='"p"'), by_date(PAGE)], ids=["ETag", "Last-Modified"])
def test_an_unchanged_page_behind_a_changed_entry_costs_no_body(world: SmallWorld, script: Script) -> None:
    page = world.web.add("/news/bridge", script, host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(feed(world, page))
        sent, embedded = world.web.body_bytes, len(world.embedder.embedded)
        feed(world, page, "Two.")
        result = assistant.update_source(source.id)

        assert world.web.asked("/news/bridge") == 2
        assert world.web.body_bytes - sent == len(rss(entry(page, "Two.")))
        assert (result.line, only_version(assistant).number) == ("1 unchanged", 1)
        assert len(world.embedder.embedded) == embedded


def test_an_unchanged_page_of_a_sitemap_costs_no_body(world: SmallWorld) -> None:
    page = world.web.add("/news/bridge", conditional(PAGE, etag='"p"'), host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(world.web.add("/map.xml", sitemap(page, "2026-02-01"), host=SITE))
        sent, changed = world.web.body_bytes, sitemap(page, "2026-02-02")
        world.web.add("/map.xml", changed, host=SITE)
        result = assistant.update_source(source.id)
        again = assistant.update_source(source.id)

        assert answered(world) == [None, '"p"']
        assert world.web.body_bytes - sent == 2 * len(changed)
        assert (result.line, again.line, only_version(assistant).number) == ("1 unchanged", "nothing new", 1)


def test_what_a_page_was_known_by_outlives_a_restart(world: SmallWorld) -> None:
    page = world.web.add("/news/bridge", conditional(PAGE, etag='"p"'), host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(feed(world, page))
    with world.open() as assistant:
        feed(world, page, "Two.")
        assistant.update_source(source.id)

        assert answered(world) == [None, '"p"']


def test_a_page_that_did_change_is_a_new_version_and_known_by_its_new_validators(world: SmallWorld) -> None:
    page = world.web.add("/news/bridge", conditional(PAGE, etag='"1"'), host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(feed(world, page))
        world.web.add("/news/bridge", conditional(page_html("Quay Bridge open", OPEN), etag='"2"'), host=SITE)
        feed(world, page, "Two.")
        assistant.update_source(source.id)
        feed(world, page, "Three.")
        assistant.update_source(source.id)
        found = only_version(assistant)

        assert answered(world) == [None, '"1"', '"2"']
        assert (found.number, found.article.title) == (2, "Quay Bridge open")


def test_validators_hold_for_the_end_of_a_redirect(world: SmallWorld) -> None:
    world.web.add("/news/bridge", conditional(PAGE, etag='"p"'), host=SITE)
    page = world.web.add("/go/1", redirect("/news/bridge"), host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(feed(world, page))
        feed(world, page, "Two.")
        assistant.update_source(source.id)

        assert answered(world, "/go/1") == [None, None]
        assert answered(world) == [None, '"p"']
        assert only_version(assistant).number == 1


def test_a_wall_in_between_makes_no_wall_of_the_page_that_is_back(world: SmallWorld) -> None:
    """The validators are those of the article, not of what stood in its place; and the trouble is over with it."""
    good = conditional(PAGE, etag='"good"')
    script: dict[str, Script] = {"now": good}

    def answer(request: Request) -> Reply:
        now = script["now"]
        assert callable(now)
        return now(request)

    page = world.web.add("/news/bridge", answer, host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(feed(world, page))
        script["now"] = conditional(WALL, etag='"wall"')
        feed(world, page, "Two.", etag='"f"')
        assistant.update_source(source.id)
        [walled] = assistant.sources()
        script["now"] = good
        result = assistant.retry_source(source.id)

        assert walled.counts.failed == 1
        assert answered(world) == [None, '"good"', '"good"']
        assert (result.line, assistant.sources()[0].counts.failed) == ("1 unchanged", 0)
        assert only_version(assistant).article.title == "Quay Bridge shut"


def test_a_page_that_gave_less_than_the_feed_is_not_sent_again_while_the_feed_gives_no_less(world: SmallWorld) -> None:
    page = world.web.add("/news/bridge", conditional(PAGE, etag='"p"'), host=SITE)
    long = " ".join([SHUT, MILK] * 15)
    with world.open() as assistant:
        source = assistant.add_source(feed(world, page, long))
        feed(world, page, f"{long} {OPEN}")
        grown = assistant.update_source(source.id)
        feed(world, page, "It says next to nothing now.")
        shrunk = assistant.update_source(source.id)
        found = only_version(assistant)

        assert (grown.line, shrunk.line) == ("1 changed", "1 changed")
        assert answered(world) == [None, '"p"', None]
        assert (found.number, found.article.title) == (3, "Quay Bridge shut")


def test_a_304_that_nobody_asked_for_is_no_article(world: SmallWorld) -> None:
    page = world.web.add("/news/bridge", Reply(304), host=SITE)
    with world.open() as assistant:
        assistant.add_source(feed(world, page))
        [state] = assistant.sources()

        assert (state.counts.articles, state.counts.failed) == (0, 1)


def test_what_somebody_deleted_is_not_known_by_its_page_any_more(world: SmallWorld) -> None:
    """Added again by hand it may be changed by its feed, and is then read whole."""
    page = world.web.add("/news/bridge", conditional(PAGE, etag='"p"'), host=SITE)
    with world.open() as assistant:
        source = assistant.add_source(feed(world, page))
        assistant.remove(only_version(assistant).article.id)
        feed(world, page, "Two.")
        assistant.update_source(source.id)

        assert list(assistant.articles()) == []
        assert answered(world) == [None]
        assert assistant._parts.sources.entries.of(source.id)["guid 1"].validators is None

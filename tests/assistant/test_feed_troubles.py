"""Pages behind entries that give less than an article, and feeds that are none: said, and tried again."""

from datetime import UTC, datetime

import pytest

from tests.small_world import SHUT, SITE, WALL, SmallWorld, item, only_version, page_html, titles
from tests.web import Reply, Script, redirect

DAY = datetime(2026, 2, 27, 9, 30, tzinfo=UTC)


def test_the_feeds_own_text_is_kept_where_the_page_gives_less(world: SmallWorld) -> None:
    page = world.web.add("/news/bridge", "<html><body><p>Enable JavaScript to read this.</p></body></html>", host=SITE)
    text = " ".join([SHUT] * 4)
    feed = world.feed("/feed", item(page, guid="1", title="Quay Bridge shut", text=text, published=DAY))
    with world.open() as assistant:
        assistant.add_source(feed)
        found = only_version(assistant).article
        [state] = assistant.sources()

        assert (found.title, found.text, found.url, found.outlet) == ("Quay Bridge shut", text, page, SITE)
        assert "The feed's own text was kept." in (state.troubles[0].reason or "")


def test_the_page_takes_the_place_of_the_feeds_text_once_it_can_be_read(world: SmallWorld) -> None:
    text = " ".join([SHUT] * 4)
    page = world.web.add("/news/bridge", [Reply(503), Reply(body=page_html("Quay Bridge shut", SHUT))], host=SITE)
    feed = world.feed("/feed", item(page, guid="1", title="Bridge", text=text), etag='"a"')
    with world.open() as assistant:
        source = assistant.add_source(feed)
        before = only_version(assistant).number, titles(assistant)
        world.clock.forward(hours=3)
        assistant.update_source(source.id)
        found = only_version(assistant)

        assert before == (1, ["Bridge"])
        assert (found.number, found.article.title) == (2, "Quay Bridge shut")
        assert assistant.sources()[0].troubles == ()


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (Reply(404), "There is nothing at this address"),
        (Reply(200, body=WALL), "no text of an article"),
        (Reply(403, body="no"), "took us for a robot"),
        (Reply(200, {"Content-Type": "application/json"}, '{"a": 1}'), "data for programs"),
        (redirect("/"), "front page"),
        (Reply(200, body=b"PK\x03\x04 damaged"), "damaged"),
    ],
)
def test_what_is_no_article_is_kept_out_with_its_reason_and_tried_again(
    world: SmallWorld, script: Script, reason: str
) -> None:
    world.web.add("/", "<html><body><p>Welcome to our site.</p></body></html>", host=SITE)
    page = world.web.add("/news/bridge", script, host=SITE)
    feed = world.feed("/feed", item(page, guid="1", title="Bridge", text="A teaser."), etag='"a"')
    with world.open() as assistant:
        source = assistant.add_source(feed)
        [state] = assistant.sources()
        world.page("/news/bridge", "Quay Bridge shut", SHUT)
        at_once = assistant.update_source(source.id)
        by_hand = assistant.retry_source(source.id)

        assert reason in (state.troubles[0].reason or "")
        assert (state.counts.articles, at_once.line, by_hand.line) == (0, "nothing new", "1 added")


def test_a_wall_never_takes_the_place_of_a_good_article(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    world.feed("/feed", item(page, guid="1", title="Bridge", text="One."))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        world.web.add("/news/bridge", WALL, host=SITE)
        world.feed("/feed", item(page, guid="1", title="Bridge", text=" ".join(["Shorter than the page was."] * 12)))
        result = assistant.update_source(source.id)
        found = only_version(assistant)

        assert (found.number, found.article.title) == (1, "Quay Bridge shut")
        assert [skipped.name for skipped in result.report.skipped] == [page]


def test_an_entry_that_fails_again_and_again_is_left_alone(world: SmallWorld) -> None:
    page = world.web.add("/news/bridge", Reply(404), host=SITE)
    feed = world.feed("/feed", item(page, guid="1", title="Bridge"), etag='"a"')
    with world.open() as assistant:
        source = assistant.add_source(feed)
        for _ in range(30):
            world.clock.forward(days=2)
            assistant.update_source(source.id)

        assert world.web.asked("/news/bridge") == 5


def test_robots_are_asked_before_the_pages_of_a_feed(world: SmallWorld) -> None:
    world.web.add("/robots.txt", "User-agent: *\nDisallow: /private/\n", host=SITE)
    page = world.page("/private/bridge", "Quay Bridge shut", SHUT)
    feed = world.feed("/feed", item(page, guid="1", title="Bridge"))
    with world.open() as assistant:
        assistant.add_source(feed)
        [state] = assistant.sources()

        assert world.web.asked("/private/bridge") == 0
        assert "asks programs to leave it alone" in (state.troubles[0].reason or "")


def test_a_feed_that_is_none_any_more_keeps_what_it_gave(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    world.feed("/feed", item(page, guid="1", title="Bridge"))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        world.web.add("/feed", "<html><body>We have moved.</body></html>", host=SITE)
        result = assistant.update_source(source.id)

        assert "web page, not a feed" in (result.failure or "")
        assert titles(assistant) == ["Quay Bridge shut"]
        assert assistant.sources()[0].source.failures == 1

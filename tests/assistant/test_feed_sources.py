"""Feeds as sources: whole articles, known by guid, address and content, and nothing asked for twice."""

from datetime import UTC, datetime

import pytest

from corpus.library import Version
from tests.small_world import SITE, SmallWorld, item, page_html, titles
from tests.web import Reply, Script, conditional, redirect

SHUT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
OPEN = "The Quay Bridge in Skellhaven is open again, and the ferry has made its last crossing."
MILK = "The farms of the Orle valley poured milk away for the whole of October."
DAY = datetime(2026, 2, 27, 9, 30, tzinfo=UTC)
WALL = (
    "<html><head><title>Subscribe</title></head><body>"
    "<p>Subscribe to read this article. Already a subscriber? Log in.</p></body></html>"
)


def only(versions: list[Version]) -> Version:
    [one] = versions
    return one


def article(world_articles: object) -> Version:
    return only(list(world_articles))  # type: ignore[call-overload]


def test_the_page_behind_an_entry_is_the_article_and_the_feed_fills_what_it_lacks(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    feed = world.feed(
        "/feed", item(page, guid="1", title="Bridge", text="A teaser.", published=DAY, author="Owen Skaife")
    )
    with world.open() as assistant:
        source = assistant.add_source(feed)
        found = article(assistant.articles()).article

        assert (source.title, source.last_result) == ("Harbour Post", "1 added")
        assert (found.title, found.url, found.authors) == ("Quay Bridge shut", page, ("Owen Skaife",))
        assert found.published is not None
        assert found.published.when == DAY
        assert found.text.count("saw cracks in its pins") == 8
        assert assistant.ask("Who saw cracks in the pins?").outcome == "answered"


def test_an_unchanged_feed_costs_no_body_and_no_page(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    feed = world.feed("/feed", item(page, guid="1", title="Bridge"), etag='"a"')
    with world.open() as assistant:
        source = assistant.add_source(feed)
        before, embedded = world.web.body_bytes, len(world.embedder.embedded)
        result = assistant.update_source(source.id)

        assert (result.line, world.web.body_bytes - before) == ("nothing new", 0)
        assert (world.web.asked("/news/bridge"), len(world.embedder.embedded)) == (1, embedded)


def test_a_feed_that_cannot_say_unchanged_costs_no_page_either(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    feed = world.feed("/feed", item(page, guid="1", title="Bridge"))
    with world.open() as assistant:
        source = assistant.add_source(feed)
        assistant.update_source(source.id)

        assert world.web.asked("/feed") == 2
        assert world.web.asked("/news/bridge") == 1


def test_a_changed_entry_is_a_new_version_of_its_article(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    world.feed("/feed", item(page, guid="1", title="Bridge", text="It is shut."))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        world.page("/news/bridge", "Quay Bridge open", OPEN)
        world.feed("/feed", item(page, guid="1", title="Bridge", text="It is open."))
        result = assistant.update_source(source.id)
        found = article(assistant.articles())

        assert (result.line, found.number, found.article.title) == ("1 changed", 2, "Quay Bridge open")


def test_an_article_keeps_its_identity_when_only_its_guid_stays(world: SmallWorld) -> None:
    first = world.page("/2026/bridge", "Quay Bridge shut", SHUT)
    world.feed("/feed", item(first, guid="1", title="Bridge"))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        before = article(assistant.articles()).article.id
        second = world.page("/archive/bridge", "Quay Bridge open", OPEN)
        world.feed("/feed", item(second, guid="1", title="Bridge"))
        assistant.update_source(source.id)
        found = article(assistant.articles())

        assert (found.article.id, found.number, found.article.url) == (before, 2, second)


def test_an_article_keeps_its_identity_when_only_its_address_stays(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    world.feed("/feed", item(f"{page}?utm_source=rss", guid="1", title="Bridge"))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        world.web.add("/news/bridge?utm_source=rss", page_html("Quay Bridge shut", SHUT), host=SITE)
        assistant.retry_source(source.id)
        asked = world.web.asked("/news/bridge")
        for number in range(3):
            world.feed("/feed", item(page, guid=f"new every time {number}", title="Bridge"))
            assistant.update_source(source.id)

        assert len(titles(assistant)) == 1
        assert article(assistant.articles()).number == 1
        assert world.web.asked("/news/bridge") == asked + 1  # once, since its address is written in another way


def test_an_article_keeps_its_identity_when_only_its_words_stay(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    world.feed("/feed", item(page, guid="1", title="Bridge"))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        before = article(assistant.articles()).article.id
        moved = world.page("/elsewhere/bridge", "Quay Bridge shut", SHUT)
        world.feed("/feed", item(moved, guid="other", title="Bridge"))
        assistant.update_source(source.id)

        assert article(assistant.articles()).article.id == before


def test_pages_that_all_call_themselves_the_same_stay_several_articles(world: SmallWorld) -> None:
    shared = world.web.url("/news/latest", SITE)
    pages = [
        world.page("/news/bridge", "Quay Bridge shut", SHUT, canonical=shared),
        world.page("/news/milk", "Milk poured away", MILK, canonical=shared),
    ]
    feed = world.feed("/feed", *(item(page, guid=page, title="News") for page in pages))
    with world.open() as assistant:
        assistant.add_source(feed)

        assert titles(assistant) == ["Milk poured away", "Quay Bridge shut"]


def test_a_page_cannot_take_the_place_of_another_sites_article(world: SmallWorld) -> None:
    world.hosts = (SITE, "evil.test")
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    evil = world.web.add("/news/evil", page_html("Bridge never shut", OPEN, canonical=page), host="evil.test")
    with world.open() as assistant:
        assistant.add_source(page)
        assistant.add_source(evil)

        assert titles(assistant) == ["Bridge never shut", "Quay Bridge shut"]


def test_an_article_of_two_feeds_is_one_article(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    one = world.feed("/one", item(page, guid="1", title="Bridge", author="Owen Skaife"))
    two = world.feed("/two", item(f"{page}#comments", guid="x", title="Bridge", author="O. Skaife"))
    with world.open() as assistant:
        assistant.add_source(one)
        assistant.add_source(two)
        found = article(assistant.articles())

        assert (found.number, found.article.authors) == (1, ("Owen Skaife",))
        assert [state.counts.articles for state in assistant.sources()] == [1, 1]


def test_the_feeds_own_text_is_kept_where_the_page_gives_less(world: SmallWorld) -> None:
    page = world.web.add("/news/bridge", "<html><body><p>Enable JavaScript to read this.</p></body></html>", host=SITE)
    text = " ".join([SHUT] * 4)
    feed = world.feed("/feed", item(page, guid="1", title="Quay Bridge shut", text=text, published=DAY))
    with world.open() as assistant:
        assistant.add_source(feed)
        found = article(assistant.articles()).article
        [state] = assistant.sources()

        assert (found.title, found.text, found.url, found.outlet) == ("Quay Bridge shut", text, page, SITE)
        assert "The feed's own text was kept." in (state.troubles[0].reason or "")


def test_the_page_takes_the_place_of_the_feeds_text_once_it_can_be_read(world: SmallWorld) -> None:
    text = " ".join([SHUT] * 4)
    page = world.web.add("/news/bridge", [Reply(503), Reply(body=page_html("Quay Bridge shut", SHUT))], host=SITE)
    feed = world.feed("/feed", item(page, guid="1", title="Bridge", text=text), etag='"a"')
    with world.open() as assistant:
        source = assistant.add_source(feed)
        before = article(assistant.articles()).number, titles(assistant)
        world.clock.forward(hours=3)
        assistant.update_source(source.id)
        found = article(assistant.articles())

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
        found = article(assistant.articles())

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


@pytest.mark.parametrize("items", [(), ("one",)])
def test_an_empty_or_shrunken_feed_deletes_nothing(world: SmallWorld, items: tuple[str, ...]) -> None:
    pages = [world.page(f"/news/{n}", f"Report {n}", f"{SHUT} It was report {n}.") for n in range(3)]
    world.feed("/feed", *(item(page, guid=page, title="x") for page in pages))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        world.feed("/feed", *(item(pages[0], guid=pages[0], title="x") for _ in items))
        assistant.update_source(source.id)

        assert titles(assistant) == ["Report 0", "Report 1", "Report 2"]


def test_entries_that_share_one_address_are_told_apart_by_the_feeds_text(world: SmallWorld) -> None:
    live = world.page("/live", "Live", SHUT)
    feed = world.feed(
        "/feed", item(live, guid="1", title="At noon", text=SHUT), item(live, guid="2", title="At one", text=MILK)
    )
    with world.open() as assistant:
        assistant.add_source(feed)

        assert world.web.asked("/live") == 0
        assert titles(assistant) == ["At noon", "At one"]


def test_entries_without_a_page_are_articles_of_their_own(world: SmallWorld) -> None:
    feed = world.feed("/feed", item(None, guid="1", title="At noon", text=SHUT), item(None, title="At one", text=MILK))
    with world.open() as assistant:
        source = assistant.add_source(feed)
        again = assistant.update_source(source.id)

        assert titles(assistant) == ["At noon", "At one"]
        assert [version.article.outlet for version in assistant.articles()] == ["Harbour Post", "Harbour Post"]
        assert (again.report.added, again.report.changed) == ([], [])


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


def test_a_page_that_is_changed_by_its_own_validators_is_asked_for_whole_by_its_feed(world: SmallWorld) -> None:
    page = world.web.add("/news/bridge", conditional(page_html("Quay Bridge shut", SHUT), etag='"p"'), host=SITE)
    world.feed("/feed", item(page, guid="1", title="Bridge", text="One."))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        world.feed("/feed", item(page, guid="1", title="Bridge", text="Two."))
        result = assistant.update_source(source.id)

        assert (result.line, article(assistant.articles()).number) == ("1 unchanged", 1)


def test_a_stopped_update_goes_on_where_it_was(world: SmallWorld) -> None:
    pages = [world.page(f"/news/{n}", f"Report {n}", f"{SHUT} It was report {n}.") for n in range(6)]
    feed = world.feed("/feed", *(item(page, guid=page, title="x") for page in pages), etag='"a"')
    with world.open() as assistant:
        source = assistant.keeper.add(feed).source
        looks = iter(range(100))
        stopped = assistant.update_source(source.id, stopped=lambda: next(looks) >= 5)
        taken_in = len(titles(assistant))
    with world.open() as assistant:
        assistant.update_source(source.id)

        assert stopped.stopped
        assert 0 < taken_in < 6
        assert len(titles(assistant)) == 6
        assert [world.web.asked(f"/news/{n}") for n in range(taken_in)] == [1] * taken_in


def test_a_date_is_never_the_time_of_reading(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    feed = world.feed("/feed", item(page, guid="1", title="Bridge"))
    with world.open() as assistant:
        assistant.add_source(feed)

        assert article(assistant.articles()).article.published is None

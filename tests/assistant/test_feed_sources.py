"""Feeds as sources: whole articles, and nothing asked for twice."""

from datetime import UTC, datetime

import pytest

from tests.small_world import OPEN, SHUT, SITE, SmallWorld, item, only_version, titles

DAY = datetime(2026, 2, 27, 9, 30, tzinfo=UTC)


def test_the_page_behind_an_entry_is_the_article_and_the_feed_fills_what_it_lacks(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    feed = world.feed(
        "/feed", item(page, guid="1", title="Bridge", text="A teaser.", published=DAY, author="Owen Skaife")
    )
    with world.open() as assistant:
        source = assistant.add_source(feed)
        found = only_version(assistant).article

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
        found = only_version(assistant)

        assert (result.line, found.number, found.article.title) == ("1 changed", 2, "Quay Bridge open")


@pytest.mark.parametrize("items", [(), ("one",)])
def test_an_empty_or_shrunken_feed_deletes_nothing(world: SmallWorld, items: tuple[str, ...]) -> None:
    pages = [world.page(f"/news/{n}", f"Report {n}", f"{SHUT} It was report {n}.") for n in range(3)]
    world.feed("/feed", *(item(page, guid=page, title="x") for page in pages))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        world.feed("/feed", *(item(pages[0], guid=pages[0], title="x") for _ in items))
        assistant.update_source(source.id)

        assert titles(assistant) == ["Report 0", "Report 1", "Report 2"]


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

        assert only_version(assistant).article.published is None

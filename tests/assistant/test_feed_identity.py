"""Entries of feeds and their articles: known by guid, then by address, then by content."""

from tests.small_world import MILK, OPEN, SHUT, SITE, SmallWorld, item, only_version, page_html, titles


def test_an_article_keeps_its_identity_when_only_its_guid_stays(world: SmallWorld) -> None:
    first = world.page("/2026/bridge", "Quay Bridge shut", SHUT)
    world.feed("/feed", item(first, guid="1", title="Bridge"))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        before = only_version(assistant).article.id
        second = world.page("/archive/bridge", "Quay Bridge open", OPEN)
        world.feed("/feed", item(second, guid="1", title="Bridge"))
        assistant.update_source(source.id)
        found = only_version(assistant)

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
        assert only_version(assistant).number == 1
        assert world.web.asked("/news/bridge") == asked + 1  # once, since its address is written in another way


def test_an_article_keeps_its_identity_when_only_its_words_stay(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    world.feed("/feed", item(page, guid="1", title="Bridge"))
    with world.open() as assistant:
        source = assistant.add_source(world.web.url("/feed", SITE))
        before = only_version(assistant).article.id
        moved = world.page("/elsewhere/bridge", "Quay Bridge shut", SHUT)
        world.feed("/feed", item(moved, guid="other", title="Bridge"))
        assistant.update_source(source.id)

        assert only_version(assistant).article.id == before


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
        found = only_version(assistant)

        assert (found.number, found.article.authors) == (1, ("Owen Skaife",))
        assert [state.counts.articles for state in assistant.sources()] == [1, 1]


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

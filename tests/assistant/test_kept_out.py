"""What comes in place of an article, by every way in: kept out of answers, shown with its reason, tried again."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus.health import Problem
from index.retrieving import Search
from tests.corpus.wall_pages import BadPage, bad_pages
from tests.small_world import SHUT, SITE, SmallWorld, item, page_html, titles
from tests.web import Reply

GOOD = page_html("Quay Bridge shut", SHUT).encode()
GARBLED = page_html("Bridge", "The Quay Br\ufffddge in Skellh\ufffdven was shut on Fr\ufffdday.").encode()
"""As somebody's program wrote it who had lost some of the characters."""


def one_of_each() -> list[BadPage]:
    """The first page of every problem, and one whose characters cannot be read."""
    found = {page.problem: page for page in reversed(list(bad_pages()))}
    found[Problem.CHARSET] = BadPage("characters", Problem.CHARSET, GARBLED)
    return list(found.values())


def as_upload(world: SmallWorld, assistant: Assistant, html: bytes) -> list[str]:
    path = world.directory / "saved.html"
    path.write_bytes(html)
    return [skipped.reason for skipped in assistant.add([path]).skipped]


def in_an_archive(world: SmallWorld, assistant: Assistant, html: bytes) -> list[str]:
    path = world.directory / "saved.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("saved.html", html)
    return [skipped.reason for skipped in assistant.add([path]).skipped]


def in_a_folder(world: SmallWorld, assistant: Assistant, html: bytes) -> list[str]:
    folder = world.directory / "saved"
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_bytes(html)
    return looked_at(assistant, str(folder))


def as_page(world: SmallWorld, assistant: Assistant, html: bytes) -> list[str]:
    return looked_at(assistant, world.web.add("/news/bridge", Reply(body=html), host=SITE))


def behind_an_entry(world: SmallWorld, assistant: Assistant, html: bytes) -> list[str]:
    page = world.web.add("/news/bridge", Reply(body=html), host=SITE)
    return looked_at(assistant, world.feed("/feed", item(page, guid="1", title="Bridge"), etag='"a"'))


def looked_at(assistant: Assistant, address: str) -> list[str]:
    """Added as a source, or tried again where it is one; gives what is shown of it."""
    known = assistant.sources()
    if known:
        assistant.retry_source(known[0].source.id)
    else:
        assistant.add_source(address)
    return [entry.reason or "" for entry in assistant.sources()[0].troubles]


Way = Callable[[SmallWorld, Assistant, bytes], list[str]]
WAYS: tuple[Way, ...] = (as_upload, in_an_archive, in_a_folder, as_page, behind_an_entry)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("bad", one_of_each(), ids=lambda bad: bad.problem)
def test_it_is_kept_out_with_its_reason_and_comes_in_when_it_is_an_article(
    world: SmallWorld, way: Way, bad: BadPage
) -> None:
    with world.open() as assistant:
        reasons = way(world, assistant, bad.html)
        between = titles(assistant), list(assistant.retriever.retrieve(Search("bridge lighthouse subscribe cookies")))
        then = way(world, assistant, GOOD)

        assert len(reasons) == 1
        assert len(reasons[0]) > 20
        assert between == ([], [])
        assert (then, titles(assistant)) == ([], ["Quay Bridge shut"])


def test_a_text_that_somebody_wrote_is_taken_as_it_is(world: SmallWorld, tmp_path: Path) -> None:
    """It is no page, and whoever adds it has read it."""
    note = tmp_path / "note.txt"
    note.write_text("Note\n\nSubscribe now to continue reading. Already a subscriber? Log in.", encoding="utf-8")
    with world.open() as assistant:
        assert assistant.add([note]).skipped == []

"""Articles brought in, with real SQLite and Chroma."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from corpus.article import Article, Publication, Skipped
from index.retrieving import Search
from index.updating import Reconciliation, UpdateProgress
from tests.index.opened import BRIDGE, BRIDGE_IN_JUNE, STRIKE, Opened, Reopener, assert_whole, current_texts


def test_an_added_article_answers_at_once(opened: Opened) -> None:
    report = opened.updater.add([BRIDGE, STRIKE])
    assert (report.added, report.changed, report.unchanged, report.skipped) == (["bridge", "strike"], [], 0, [])
    assert opened.answers("who rejected an offer")[0] == "Strikers at the creamery rejected an offer."
    assert opened.updater.passages() == 4
    assert_whole(opened)


def test_an_unchanged_article_costs_nothing(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    opened.embedder.embedded.clear()
    report = opened.updater.add([BRIDGE, STRIKE])
    assert (report.added, report.changed, report.unchanged) == ([], [], 2)
    assert opened.embedder.embedded == []
    assert opened.library.counts().versions == 2


def test_of_a_changed_article_only_the_changed_passages_are_embedded(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    opened.embedder.embedded.clear()
    report = opened.updater.add([BRIDGE_IN_JUNE, STRIKE])
    assert (report.added, report.changed, report.unchanged) == ([], ["bridge"], 1)
    assert opened.embedder.embedded == ["Quay Bridge\nThe bridge is shut until June."]
    assert_whole(opened)


def test_answers_come_from_the_new_version_and_the_old_one_stays_readable(opened: Opened) -> None:
    opened.updater.add([BRIDGE])
    opened.updater.add([BRIDGE_IN_JUNE])
    found = opened.retriever.retrieve(Search("until when is the bridge shut, May or June?"))
    assert {one.passage.version for one in found} == {2}
    assert found[0].passage.text == "The bridge is shut until June."
    assert opened.library.version("bridge", 1).article == BRIDGE


def test_a_version_with_the_same_text_embeds_nothing_and_answers_with_its_new_outlet(opened: Opened) -> None:
    opened.updater.add([BRIDGE])
    opened.embedder.embedded.clear()
    corrected = replace(BRIDGE, outlet="Orle Courier", published=Publication.from_iso("2024-11-29"))
    assert opened.updater.add([corrected]).changed == ["bridge"]
    assert opened.embedder.embedded == []
    passage = opened.retriever.retrieve(Search("bridge"))[0].passage
    assert (passage.outlet, passage.version) == ("Orle Courier", 2)
    assert_whole(opened)


def test_an_article_that_changes_back_is_a_third_version(opened: Opened) -> None:
    for article in (BRIDGE, BRIDGE_IN_JUNE, BRIDGE):
        opened.updater.add([article])
    assert opened.library.current("bridge").number == 3
    assert opened.answers("until when is the bridge shut")[0] == "The bridge is shut until May."
    assert_whole(opened)


def test_of_two_versions_in_one_update_the_later_answers_and_both_are_kept(opened: Opened) -> None:
    report = opened.updater.add([BRIDGE, BRIDGE_IN_JUNE])
    assert (report.added, report.changed) == (["bridge"], ["bridge"])
    assert opened.library.counts().versions == 2
    assert opened.library.current("bridge").article == BRIDGE_IN_JUNE
    assert_whole(opened)


def test_what_was_not_read_is_reported_with_its_reason_and_the_rest_is_added(opened: Opened) -> None:
    scan = Skipped("scan.pdf", "it holds no text")
    report = opened.updater.add([scan, STRIKE])
    assert (report.skipped, report.added) == ([scan], ["strike"])


def test_titles_in_languages_that_are_not_read_well_are_reported(opened: Opened) -> None:
    report = opened.updater.add([replace(STRIKE, language="en"), replace(BRIDGE, title="Brücke", language="de")])
    assert report.foreign == ["Brücke"]
    assert report.added == ["strike", "bridge"]


def test_an_article_without_text_is_kept_and_has_no_passage(opened: Opened) -> None:
    assert opened.updater.add([replace(STRIKE, text="")]).added == ["strike"]
    assert current_texts(opened) == {"strike": ""}
    assert opened.updater.passages() == 0
    assert_whole(opened)


def test_sentences_that_are_repeated_are_passages_of_their_own(opened: Opened) -> None:
    opened.updater.add([replace(STRIKE, text="Strikers at the creamery rejected an offer.\n\n" * 3)])
    assert opened.updater.passages() == 3
    assert_whole(opened)


def test_nothing_can_be_added(opened: Opened) -> None:
    report = opened.updater.add([])
    assert (report.added, report.changed, report.unchanged, report.skipped, report.foreign) == ([], [], 0, [], [])


def test_a_source_that_fails_half_way_keeps_what_came_before(reopen: Reopener) -> None:
    def source() -> Iterator[Article]:
        yield STRIKE
        raise OSError("the disk is gone")

    opened = reopen()
    with pytest.raises(OSError, match="the disk is gone"):
        opened.updater.add(source())
    opened = reopen()
    assert reopen.reconciled == Reconciliation(0, 0, finished_articles=1)
    assert list(current_texts(opened)) == ["strike"]
    assert_whole(opened)


def test_progress_counts_articles_read_and_then_characters_to_the_end(opened: Opened) -> None:
    seen: list[UpdateProgress] = []
    opened.updater.add([BRIDGE, STRIKE], seen.append)
    characters = len(BRIDGE.text) + len(STRIKE.text)
    assert seen[:2] == [UpdateProgress("reading", articles=1), UpdateProgress("reading", articles=2)]
    assert seen[-1] == UpdateProgress("indexing", 2, 4, characters, characters)
    done = [one.characters for one in seen[2:]]
    assert done == sorted(done)
    assert max(done) == characters


def test_vectors_that_are_lost_are_noticed_after_the_next_update(opened: Opened) -> None:
    opened.updater.add([BRIDGE])
    opened.store.delete(sorted(opened.ledger_ids)[:1])
    opened.updater.add([STRIKE])
    assert_whole(opened)

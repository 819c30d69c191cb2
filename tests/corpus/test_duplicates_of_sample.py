"""The prints of one text in the sample, and copies that are made of its articles by rule."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.copies import copies_of, strangers_of
from tests.corpus.shelf import Shelf
from tests.sample.library import Sample, read_sample


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "library.sqlite3")
    yield shelf
    shelf.database.close()


@pytest.fixture(scope="module")
def sample() -> Sample:
    return read_sample()


def test_the_wire_texts_of_the_sample_are_grouped_and_nothing_else(shelf: Shelf, sample: Sample) -> None:
    shelf.add(*(one.article for one in sample.every_article))
    groups = shelf.duplicates.groups(one.article.id for one in sample.every_article)
    wire = [{sample.articles[name].article.id for name in group["articles"]} for group in sample.key["wire"]]
    found = [set(shelf.duplicates.members(name)) for name in set(groups.values())]
    assert sorted(map(sorted, wire)) == sorted(sorted(members) for members in found if len(members) > 1)


def test_copies_made_by_rule_are_grouped_and_what_resembles_them_is_not(shelf: Shelf, sample: Sample) -> None:
    chance = random.Random(3)
    one, sibling, *others = (sample.articles[name].article for name in STORIES)
    shelf.add(*others, sibling)
    copies = [pair.other for pair in copies_of(one, others, chance)]
    strangers = [pair.other for pair in strangers_of(one, sibling, others, chance)]
    shelf.add(one, *copies)
    for number, stranger in enumerate(strangers):
        shelf.add(replace(stranger, id=f"stranger {number}"))
    groups = shelf.duplicates.groups([one.id, *(copy.id for copy in copies)])
    assert len(set(groups.values())) == 1
    assert set(shelf.duplicates.members(groups[one.id])) == set(groups)


STORIES = (
    "northern-ledger-skerrow-bids",
    "coast-radio-news-skerrow-stops",
    "castlereach-gazette-bridge-bill",
    "harbour-post-bridge-delay",
    "castlereach-gazette-maths-paper",
    "harbour-post-shore-prints",
    "northern-ledger-profit-test",
)

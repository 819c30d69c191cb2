"""An index whose process is killed at any moment, played in this process."""

import random
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from corpus.article import Article
from index.errors import IndexingError
from index.updating import Reconciliation, Updater
from tests.index.fused import MOMENTS, Crash, Fuse
from tests.index.opened import (
    BRIDGE,
    BRIDGE_IN_JUNE,
    STORM,
    STRIKE,
    Opened,
    Reopener,
    assert_whole,
    current_texts,
)


@pytest.mark.parametrize(
    ("moment", "countdown", "written"),
    [
        ("before a commit", 1, []),
        ("after a commit", 1, ["bridge"]),
        ("before a commit", 2, ["bridge"]),
        ("after a commit", 2, ["bridge", "storm"]),
        ("after versions are written", 1, ["bridge", "storm"]),
        ("before embedding", 1, ["bridge", "storm"]),
        ("half-way through adding vectors", 1, ["bridge", "storm"]),
        ("after vectors are added", 1, ["bridge", "storm"]),
        ("inside the transaction", 1, ["bridge", "storm"]),
        ("inside the transaction", 2, ["bridge", "storm"]),
        ("before a commit", 3, ["bridge", "storm"]),
        ("after a commit", 3, ["bridge", "storm"]),
        ("before vectors are deleted", 1, ["bridge", "storm"]),
        ("after vectors are deleted", 1, ["bridge", "storm"]),
    ],
)
def test_killed_at_any_moment_of_an_update_it_opens_with_every_written_version_whole(
    reopen: Reopener, moment: str, countdown: int, written: list[str]
) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    fuse = Fuse()
    opened = reopen(fuse)
    fuse.moment, fuse.countdown = moment, countdown
    with pytest.raises(Crash):
        opened.updater.add([BRIDGE_IN_JUNE, STORM])
    opened = reopen()
    before = {article.id: article.text for article in (BRIDGE, STRIKE)}
    after = {article.id: article.text for article in (BRIDGE_IN_JUNE, STORM)}
    assert current_texts(opened) == before | {id: after[id] for id in written}
    assert_whole(opened)
    report = opened.updater.add([BRIDGE_IN_JUNE, STORM])
    assert report.unchanged == len(written)
    assert current_texts(opened) == before | after
    assert_whole(opened)


@pytest.mark.parametrize("countdown", [1, 2], ids=["first article", "second article"])
def test_killed_inside_the_transaction_passages_and_versions_are_as_they_were_before_any_repair(
    reopen: Reopener, countdown: int
) -> None:
    fuse = Fuse()
    opened = reopen(fuse)
    opened.updater.add([BRIDGE])
    before = opened.ledger.passages(opened.ledger_ids)
    fuse.moment, fuse.countdown = "inside the transaction", countdown
    with pytest.raises(Crash):
        opened.updater.add([BRIDGE_IN_JUNE, STORM])
    assert opened.ledger.passages(opened.ledger_ids) == before
    assert current_texts(opened) == {"bridge": BRIDGE.text}
    assert opened.answers("until when is the bridge shut")[0] == "The bridge is shut until May."


@pytest.mark.parametrize(
    ("moment", "is_there"),
    [
        ("inside a removal", True),
        ("before a commit", True),
        ("after a commit", False),
        ("before vectors are deleted", False),
        ("after vectors are deleted", False),
    ],
)
def test_killed_at_any_moment_of_a_removal_the_article_is_there_or_gone(
    reopen: Reopener, moment: str, is_there: bool
) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    fuse = Fuse()
    opened = reopen(fuse)
    fuse.moment = moment
    with pytest.raises(Crash):
        opened.updater.remove("bridge")
    opened = reopen()
    assert ("bridge" in current_texts(opened)) == is_there
    assert_whole(opened)


def test_vectors_that_a_killed_update_had_added_are_not_embedded_again(reopen: Reopener) -> None:
    with pytest.raises(Crash):
        reopen(Fuse("after vectors are added")).updater.add([BRIDGE])
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=0, lost_vectors=0, finished_articles=1)
    assert opened.embedder.embedded == []
    assert_whole(opened)


def test_vectors_that_nothing_names_any_more_answer_nothing_before_they_are_deleted(reopen: Reopener) -> None:
    fuse = Fuse()
    opened = reopen(fuse)
    opened.updater.add([BRIDGE])
    fuse.moment = "before vectors are deleted"
    with pytest.raises(Crash):
        opened.updater.add([BRIDGE_IN_JUNE])
    assert len(opened.store.ids()) == 4
    assert "The bridge is shut until May." not in opened.answers("the bridge is shut until may")
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=1, lost_vectors=0, finished_articles=0)
    assert_whole(opened)


def test_an_update_stops_when_the_library_is_closed_and_goes_on_at_the_next_start(reopen: Reopener) -> None:
    opened = reopen()
    articles = [Article(f"a{number}", f"Article {number}", f"The bridge {number} shut.") for number in range(3)]

    def closing() -> Iterator[Article]:
        yield articles[0]
        threading.Thread(target=opened.updater.close).start()
        time.sleep(0.2)  # long enough to be asked to close; it waits for this update
        yield from articles[1:]

    with pytest.raises(IndexingError, match="closed during an update"):
        opened.updater.add(closing())
    again = reopen()

    assert "a0" in current_texts(again)
    assert_whole(again)


@pytest.mark.parametrize(
    ("seed", "steps"), [(3, 60), *(pytest.param(seed, 150, marks=pytest.mark.soak) for seed in range(10, 18))]
)
def test_random_steps_with_kills_keep_all_that_was_acknowledged(reopen: Reopener, seed: int, steps: int) -> None:
    """Whatever a killed step left, each article is whole, as it was or as it was to be."""
    rng = random.Random(seed)
    fuse = Fuse()
    opened = reopen(fuse)
    known: dict[str, str] = {}
    kills = 0
    for _ in range(steps):
        work, wanted = random_step(rng, known)
        fuse.moment, fuse.countdown = rng.choice([None, None, *MOMENTS]), rng.randint(1, 2)
        try:
            work(opened.updater)
            known = wanted
            fuse.moment = None
        except Crash:
            kills += 1
            opened = reopen_even_if_killed_again(reopen, fuse, rng)
            seen = current_texts(opened)
            for id in seen.keys() | known.keys() | wanted.keys():
                assert seen.get(id) in (known.get(id), wanted.get(id))
            known = seen
        assert current_texts(opened) == known
        assert_whole(opened)
    assert kills >= 15
    assert fuse.passed == set(MOMENTS)


def random_step(rng: random.Random, known: dict[str, str]) -> tuple[Callable[[Updater], object], dict[str, str]]:
    """What to do next, and what the library should hold after it."""
    if known and rng.random() < 0.25:
        gone = rng.choice(sorted(known))
        return lambda updater: updater.remove(gone), {id: text for id, text in known.items() if id != gone}
    if known and rng.random() < 0.15:
        retired = rng.sample(sorted(known), rng.randint(1, min(2, len(known))))
        return lambda updater: updater.retire(retired), {k: text for k, text in known.items() if k not in retired}
    articles = [
        Article(f"a{number}", f"Article {number}", random_text(rng, number))
        for number in rng.sample(range(8), rng.randint(1, 3))
    ]
    return lambda updater: updater.add(articles), known | {article.id: article.text for article in articles}


def random_text(rng: random.Random, number: int) -> str:
    """One to five sentences, each in one of three wordings."""
    return " ".join(
        f"Sentence {place} of article {number} in wording {rng.randrange(3)}." for place in range(rng.randint(1, 5))
    )


def reopen_even_if_killed_again(reopen: Reopener, fuse: Fuse, rng: random.Random) -> Opened:
    """Every third time the repair is killed as well."""
    fuse.moment = rng.choice([None, None, rng.choice(MOMENTS)])
    fuse.countdown = 1
    try:
        opened = reopen(fuse)
    except Crash:
        opened = reopen(fuse)
    fuse.moment = None
    return opened

"""Which passages exist, in which generation, and the ids they keep."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Article, Publication
from corpus.library import Version
from index.ledger import Generation
from index.passage import Passage, passages_of
from index.sentences import Span, split_sentences
from tests.fakes import SentenceIndex

BRIDGE = Article(
    id="bridge",
    title="Quay Bridge to open",
    text="The bridge is shut. It opens in May. 日本語。",
    url="https://harbourpost.example/bridge",
    outlet="Harbour Post",
    authors=("Ann O’Dowd",),
    published=Publication.from_iso("2024-11-29T09:30:00+00:00", "Friday"),
)
STRIKE = Article("strike", "Strike over", "The strike is over.")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SentenceIndex]:
    index = SentenceIndex(tmp_path)
    yield index
    index.database.close()


def cut(article: Article, version: int = 1) -> list[Passage]:
    return passages_of(Version(article, version, "2024-12-01T00:00:00+00:00"), split_sentences(article.text))


def ids(article: Article) -> list[str]:
    return [passage.id for passage in cut(article)]


def test_a_passage_says_what_its_article_says_of_itself() -> None:
    assert cut(BRIDGE, 3)[1] == Passage(
        id=ids(BRIDGE)[1],
        article_id="bridge",
        version=3,
        start=20,
        end=36,
        text="It opens in May.",
        title="Quay Bridge to open",
        url="https://harbourpost.example/bridge",
        outlet="Harbour Post",
        authors=("Ann O’Dowd",),
        published=Publication.from_iso("2024-11-29T09:30:00+00:00", "Friday"),
    )


def test_an_unchanged_passage_keeps_its_id_in_the_next_version_wherever_it_stands() -> None:
    changed = replace(BRIDGE, text="On Friday it rained. The bridge is shut. It opens in June.", outlet="Orle Courier")
    assert ids(changed)[1] == ids(BRIDGE)[0]
    assert {ids(changed)[0], ids(changed)[2]} & set(ids(BRIDGE)) == set()


def test_the_same_words_under_another_title_or_in_another_article_have_another_id() -> None:
    assert not set(ids(BRIDGE)) & set(ids(replace(BRIDGE, title="Quay Bridge shut")))
    assert not set(ids(BRIDGE)) & set(ids(replace(BRIDGE, id="bridge 2")))


def test_words_that_stand_twice_in_an_article_have_two_ids() -> None:
    assert len(set(ids(replace(STRIKE, text="No. No. No.")))) == 1
    assert len(set(ids(replace(STRIKE, text="No!\nNo!\nNo!")))) == 3


def test_no_span_gives_no_passage() -> None:
    assert passages_of(Version(BRIDGE, 1, ""), []) == []
    assert len(passages_of(Version(BRIDGE, 1, ""), [Span(0, 3)])) == 1


def test_passages_are_read_back_as_they_were_put_in(index: SentenceIndex) -> None:
    passages = [*index.put(BRIDGE), *index.put(STRIKE)]
    assert index.ledger.passages([passage.id for passage in passages]) == {one.id: one for one in passages}


def test_ids_that_the_ledger_does_not_know_are_left_out(index: SentenceIndex) -> None:
    (strike,) = index.put(STRIKE)
    assert index.ledger.passages([strike.id, "unknown"]) == {strike.id: strike}
    assert index.ledger.passages([]) == {}


def test_more_ids_than_one_statement_takes_are_read(index: SentenceIndex) -> None:
    passages = index.put(replace(STRIKE, text="\n".join(f"Line {number}." for number in range(1201))))
    found = index.ledger.passages([passage.id for passage in passages])
    assert len(found) == index.ledger.count() == 1201
    assert index.ledger.articles_of(index.generation, found) == {"strike"}
    assert index.ledger.ids_of(index.generation, ["strike", *map(str, range(1200))]) == set(found)


def test_putting_new_passages_in_their_place_forgets_the_old_ones_of_that_article_alone(index: SentenceIndex) -> None:
    old, strike = index.put(BRIDGE), index.put(STRIKE)
    new = index.put(replace(BRIDGE, text="The bridge is shut. It opens in June."))
    assert index.ledger.ids(index.generation) == {one.id for one in (*new, *strike)}
    assert index.ledger.ids_of(index.generation, ["bridge"]) == {one.id for one in new}
    assert index.ledger.passages([old[1].id]) == {}
    assert index.ledger.passages([new[0].id])[old[0].id].version == 2


def test_a_removed_article_has_no_passages(index: SentenceIndex) -> None:
    index.put(BRIDGE)
    (strike,) = index.put(STRIKE)
    index.ledger.remove_article("bridge")
    assert index.ledger.ids(index.generation) == {strike.id}
    assert index.ledger.count() == 1


def test_the_articles_of_passages_are_told(index: SentenceIndex) -> None:
    bridge, strike = index.put(BRIDGE), index.put(STRIKE)
    assert index.ledger.articles_of(index.generation, {bridge[0].id, bridge[1].id, "unknown"}) == {"bridge"}
    assert index.ledger.articles_of(index.generation, {bridge[0].id, strike[0].id}) == {"bridge", "strike"}
    assert index.ledger.articles_of(index.generation, set()) == set()


def test_generations_are_numbered_and_remember_how_they_are_built(index: SentenceIndex) -> None:
    second = index.ledger.begin_generation("MiniLM")
    assert second == Generation(2, "MiniLM")
    assert index.ledger.current_generation() == Generation(1, "word-hash, sentences")
    index.ledger.make_current(second)
    assert index.ledger.current_generation() == second
    assert index.ledger.begin_generation("MiniLM").number == 3


def test_a_generation_that_is_being_built_answers_nothing_yet(index: SentenceIndex) -> None:
    (old,) = index.put(STRIKE)
    second = index.ledger.begin_generation("MiniLM")
    new = cut(replace(STRIKE, title="Strike over at last"))
    index.ledger.replace(second, new, ["strike"])
    assert index.ledger.ids(second) == {new[0].id}
    assert index.ledger.passages([old.id, new[0].id]) == {old.id: old}
    assert index.ledger.count() == 1


def test_the_same_passage_can_be_in_two_generations(index: SentenceIndex) -> None:
    (old,) = index.put(STRIKE)
    second = index.ledger.begin_generation("MiniLM")
    index.ledger.replace(second, [old], ["strike"])
    assert index.ledger.ids(index.generation) == index.ledger.ids(second) == {old.id}
    assert index.ledger.passages([old.id]) == {old.id: old}


def test_the_passages_of_other_generations_can_be_forgotten(index: SentenceIndex) -> None:
    index.put(BRIDGE)
    second = index.ledger.begin_generation("MiniLM")
    (new,) = cut(STRIKE)
    index.library.write_version(STRIKE)
    index.ledger.replace(second, [new], ["strike"])
    index.ledger.make_current(second)
    assert len(index.ledger.ids(index.generation)) == 3
    index.ledger.forget_others([second])
    assert index.ledger.ids(index.generation) == set()
    assert index.ledger.passages([new.id]) == {new.id: new}
    assert index.ledger.count() == 1


def test_a_passage_stands_once_in_a_generation(index: SentenceIndex) -> None:
    passages = index.put(BRIDGE)
    index.ledger.replace(index.generation, passages, ["bridge"])
    assert index.ledger.count() == 3

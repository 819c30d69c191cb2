"""How well copies of articles are found, and what that costs.

`python benchmarks/duplicates.py [DIR] [--articles N] [--flood M]`

On the sample: the pairs that its key labels, all its other pairs, and pairs made by rule (`benchmarks/copies.py`). The
stories are parted in two halves: thresholds were chosen on the first, the second is what counts. A pair is found where
a signature leads from one article to the other and the texts are then the same. Then everything in one library. DIR is
a folder of articles whose groups are listed, to be judged by eye; N is the size of a library to measure times in, M a
number of copies of one text, each with other words changed, that come one after the other.
Exit status 1 where recall is below .95 or precision below .98 on the second half, 2 for a DIR that is none.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.copies import Pair, copies_of, strangers_of
from corpus import duplicates, library_tables
from corpus.article import Article
from corpus.database import Database
from corpus.duplicates import Duplicates
from corpus.library import Library
from corpus.likeness import same_text
from corpus.reading import read_paths
from corpus.signatures import Signer
from tests.sample.library import Sample, read_sample

SEED = 20250117
LEAST_RECALL, LEAST_PRECISION = 0.95, 0.98
LATER = 100  # articles that come to the library of N at once, and as many one by one


@dataclass(frozen=True, slots=True)
class Result:
    """How many pairs are copies, how many of them were found, and how many others were found too."""

    copies: int
    found: int
    wrong: int

    @property
    def recall(self) -> float:
        """Of the copies, the share that was found."""
        return self.found / max(self.copies, 1)

    @property
    def precision(self) -> float:
        """Of what was found, the share that are copies; 1 where nothing was."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0


def main() -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=0, metavar="N")
    parser.add_argument("--flood", type=int, default=0, metavar="M")
    chosen = parser.parse_args()
    if chosen.folder and not chosen.folder.is_dir():
        parser.error(f"{chosen.folder} is no folder")
    sample = read_sample()
    results = [report_pairs(name, pairs) for name, pairs in _halves(sample)]
    report_library(sample)
    if chosen.folder:
        report_groups(found for found in read_paths([chosen.folder]) if isinstance(found, Article))
    if chosen.articles:
        report_times(sample, chosen.articles)
    if chosen.flood:
        report_flood(sample, chosen.flood)
    return 0 if results[-1].recall >= LEAST_RECALL and results[-1].precision >= LEAST_PRECISION else 1


def report_pairs(name: str, pairs: list[Pair]) -> Result:
    """Print recall and precision of one half, rule by rule and over all."""
    print(f"{name}: {len(pairs)} pairs")
    by_rule: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for pair, found in zip(pairs, _found(pairs), strict=True):
        by_rule[pair.rule].append((pair.copies, found))
    for rule, judged in by_rule.items():
        result = _result(judged)
        told = f"recall {result.recall:.3f}" if result.copies else f"{result.wrong} taken for copies"
        print(f"  {rule:30} {len(judged):5} pairs, {told}")
    result = _result([each for judged in by_rule.values() for each in judged])
    print(f"  {'over all':30} recall {result.recall:.3f}, precision {result.precision:.3f}")
    return result


def _result(judged: list[tuple[bool, bool]]) -> Result:
    """The figures of pairs, each told by whether they are copies, and whether they were found."""
    return Result(sum(copies for copies, _ in judged), judged.count((True, True)), judged.count((False, True)))


def report_library(sample: Sample) -> None:
    """Print what is grouped where all articles of the sample and three copies of each are in one library."""
    chance = random.Random(SEED)
    made = [pair for one in sample.every_article for pair in chance.sample(_copies(sample, one.name, chance), 3)]
    wire = {name: group["about"] for group in sample.key["wire"] for name in group["articles"]}
    origin = {one.article.id: wire.get(name, name) for name, one in sample.articles.items()}
    origin.update([(pair.other.id, origin[pair.one.id]) for pair in made])
    with _opened([one.article for one in sample.every_article] + [pair.other for pair in made]) as found:
        groups = found.groups(origin)
    pairs = [(origin[one] == origin[other], groups[one] == groups[other]) for one, other in combinations(origin, 2)]
    result = _result(pairs)
    print(f"all {len(origin)} in one library: recall {result.recall:.3f}, precision {result.precision:.3f}")


def report_groups(articles: Iterable[Article]) -> None:
    """Print the groups found among other articles."""
    kept = {article.id: article for article in articles}
    with _opened(list(kept.values())) as found:
        groups = [found.members(name) for name in sorted(set(found.groups(kept).values()))]
    copied = [members for members in groups if len(members) > 1]
    print(f"{len(kept)} articles, {len(copied)} groups of copies")
    for members in copied:
        for article in (kept[member] for member in members):
            print(f"  {article.id} {article.published.day if article.published else None} {article.title}")
        print()


def report_times(sample: Sample, size: int) -> None:
    """Print milliseconds an article: to sign it, and to find its copies in a library of `size` others."""
    articles = _mixtures(sample, size + 2 * LATER)
    kept, together, alone = articles[:size], articles[size:-LATER], articles[-LATER:]
    signer = Signer()
    print(f"signing: {_milliseconds(lambda: [signer.sign(article) for article in alone]) / LATER:.2f} ms an article")
    with _opened(articles, update=False) as found:
        found.update(article.id for article in kept)
        for told, some in (
            (f"{LATER} more at once", [together]),
            (f"{LATER} more one by one", [[one] for one in alone]),
        ):
            spent = _milliseconds(lambda: _update(found, some)) / LATER  # noqa: B023 - called at once
            print(f"{told}, with {size} there: {spent:.2f} ms an article, signed, compared and written")
        print(f"to tell what is outdated among them all: {_milliseconds(found.outdated):.0f} ms")


def report_flood(sample: Sample, size: int) -> None:
    """Print the seconds that so many copies of one text take, by the shares of words that differ in each."""
    chance = random.Random(SEED)
    words = sample.every_article[0].article.text.split()
    for changed in (0.0, 0.04, 0.15):
        texts = (
            " ".join(chance.choice(words) if chance.random() < changed else word for word in words) for _ in range(size)
        )
        flood = [Article(f"{number:06}", "Copied", text) for number, text in enumerate(texts)]
        with _opened(flood, update=False) as found:
            spent = _milliseconds(lambda: found.update(found.outdated()))
            groups = len(set(found.groups(article.id for article in flood).values()))
        print(f"{size} copies with {changed:.0%} of words changed: {spent / 1000:.1f} s, {groups} groups")


def _halves(sample: Sample) -> Iterator[tuple[str, list[Pair]]]:
    stories = [story["articles"] for story in sample.key["stories"]]
    middle = len(stories) // 2
    for name, half in (("first half, tuned on", stories[:middle]), ("second half", stories[middle:])):
        yield name, [pair for story in half for pair in _pairs(sample, story)] + _labelled(sample, half)


def _pairs(sample: Sample, story: list[str]) -> list[Pair]:
    """The pairs that are made of one story's articles."""
    chance = random.Random(f"{SEED} {story[0]}")
    wire = [set(group["articles"]) for group in sample.key["wire"]]
    pairs: list[Pair] = []
    for name in story:
        siblings = [other for other in story if other != name and not any({name, other} <= group for group in wire)]
        one, sibling = sample.articles[name].article, sample.articles[chance.choice(siblings)].article
        pairs += _copies(sample, name, chance) + strangers_of(one, sibling, _others(sample, name), chance)
    return pairs


def _copies(sample: Sample, name: str, chance: random.Random) -> list[Pair]:
    return copies_of(sample.articles[name].article, _others(sample, name), chance)


def _others(sample: Sample, name: str) -> list[Article]:
    """The articles of all other stories."""
    own = next(set(story["articles"]) for story in sample.key["stories"] if name in story["articles"])
    return [one.article for one in sample.every_article if one.name not in own]


def _labelled(sample: Sample, stories: list[list[str]]) -> list[Pair]:
    """All pairs of the articles themselves, as the key labels them."""
    articles = {name: sample.articles[name].article for story in stories for name in story}
    wire = [set(group["articles"]) for group in sample.key["wire"]]
    alike = [set(pair["articles"]) for pair in sample.key["alike"]]
    pairs = []
    for one, other in combinations(articles, 2):
        copies = any({one, other} <= group for group in wire)
        rule = "wire, by the key" if copies else "alike, by the key" if {one, other} in alike else "any other two"
        pairs.append(Pair(rule, articles[one], articles[other], copies))
    return pairs


def _found(pairs: Iterable[Pair]) -> list[bool]:
    signer = Signer()
    signed = [(signer.sign(pair.one), signer.sign(pair.other)) for pair in pairs]
    return [
        bool(one.bands & other.bands) and bool(one.near([other.numbers])) and same_text(pair.one, pair.other)
        for pair, (one, other) in zip(pairs, signed, strict=True)
    ]


@contextmanager
def _opened(articles: Iterable[Article], *, update: bool = True) -> Iterator[Duplicates]:
    """The groups of a library that holds just these articles."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "library.sqlite3", [*library_tables.MIGRATIONS, *duplicates.MIGRATIONS])
        kept = Library(database)
        with database.transaction():
            for article in articles:
                kept.make_current(article.id, kept.write_version(article).number)
        found = Duplicates(database, kept)
        if update:
            found.update(found.outdated())
        yield found
        database.close()


def _mixtures(sample: Sample, count: int) -> list[Article]:
    """So many articles of 400 words, in runs of eight from anywhere in the sample: alike by chance only."""
    chance = random.Random(SEED)
    words = [word for one in sample.every_article for word in one.article.text.split()]
    starts = ([chance.randrange(len(words) - 8) for _ in range(50)] for _ in range(count))
    texts = (" ".join(word for start in some for word in words[start : start + 8]) for some in starts)
    return [Article(str(number), "Mixed", text) for number, text in enumerate(texts)]


def _update(found: Duplicates, batches: list[list[Article]]) -> None:
    for batch in batches:
        found.update(article.id for article in batch)


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    sys.exit(main())

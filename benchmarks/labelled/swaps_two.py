"""The second generator of corrupted sentences, written without a look at the first or at any checker.

`python -m benchmarks.labelled.swaps_two [DIR] [--show KIND N]` counts them by kind and rule, or prints N of a kind to
be judged by eye. Knows nothing of who checks them.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.labelled.claim import KINDS, Claim, Corrupted, CorruptedKind
from benchmarks.labelled.claims import labelled_answers, labelled_sample
from benchmarks.labelled.two.dates import date_swaps
from benchmarks.labelled.two.figures import number_swaps
from benchmarks.labelled.two.ground import Ground, words_of
from benchmarks.labelled.two.names import name_swaps
from benchmarks.labelled.two.negations import negation_swaps
from benchmarks.labelled.two.related import Related
from benchmarks.labelled.two.swap import Swap
from corpus.article import Article

_MOST = 2  # of a kind from one claim, by different rules
_RELATED = 3


def corrupt(claims: Sequence[Claim], articles: Mapping[str, Article], seed: int) -> Iterator[Corrupted]:
    """At most two sentences of each kind from each claim, the same for the same seed.

    Every rule is used about as often as it can be: of those that fit a claim, the ones used least so far come first.
    """
    for _, corrupted in corrupted_by_rule(claims, articles, seed):
        yield corrupted


def corrupted_by_rule(
    claims: Sequence[Claim], articles: Mapping[str, Article], seed: int
) -> Iterator[tuple[str, Corrupted]]:
    """The same, each after the name of its rule."""
    related = Related(articles)
    vocabulary = frozenset(word for one in articles.values() for word in words_of(one.text))
    used: Counter[tuple[CorruptedKind, str]] = Counter()
    for claim in claims:
        ground = Ground(claim, articles)
        for kind in KINDS[:-1]:
            chance = random.Random(f"{seed}/{claim.id}/{kind}")
            swaps = list(_swaps(kind, ground, [articles[key] for key in _near(claim, related)], vocabulary, chance))
            for swap in _chosen(kind, swaps, used, chance):
                yield swap.rule, Corrupted(claim.id, kind, swap.text, claim.article_ids)
        for key in related.that_do_not_say(claim, 1):
            yield "related article", Corrupted(claim.id, "other_article", claim.text, (key,))


def _near(claim: Claim, related: Related) -> list[str]:
    near = [key for article_id in claim.article_ids for key in related.to(article_id)[:_RELATED]]
    return [key for key in dict.fromkeys(near) if key not in claim.article_ids]


def _swaps(
    kind: CorruptedKind, ground: Ground, related: Sequence[Article], vocabulary: frozenset[str], chance: random.Random
) -> Iterator[Swap]:
    match kind:
        case "number":
            yield from number_swaps(ground.claim, ground, chance)
        case "name":
            yield from name_swaps(ground.claim, ground, related, chance)
        case "date":
            yield from date_swaps(ground.claim, ground, chance)
        case _:
            yield from negation_swaps(ground.claim, ground, vocabulary, chance)


def _chosen(
    kind: CorruptedKind, swaps: Sequence[Swap], used: Counter[tuple[CorruptedKind, str]], chance: random.Random
) -> Iterator[Swap]:
    """Swaps by the rules used least so far."""
    by_rule: dict[str, list[Swap]] = {}
    for swap in swaps:
        by_rule.setdefault(swap.rule, []).append(swap)
    for rule in sorted(by_rule, key=lambda rule: (used[kind, rule], chance.random()))[:_MOST]:
        used[kind, rule] += 1
        yield chance.choice(by_rule[rule])


def main(folder: Path | None, kind: CorruptedKind | None, shown: int) -> None:
    """Print counts by rule, or some sentences of a kind beside what they were made from."""
    for part in (labelled_sample(), *([labelled_answers(folder)] if folder else [])):
        texts = {claim.id: claim.text for claim in part.claims}
        made = list(corrupted_by_rule(part.claims, part.articles, seed=2))
        rules = Counter((corrupted.kind, rule) for rule, corrupted in made)
        print(f"{len(part.claims)} claims:", Counter(corrupted.kind for _, corrupted in made))
        if kind is None:
            print(*(f"  {kind}: {rule}: {count}" for (kind, rule), count in sorted(rules.items())), sep="\n")
            continue
        some = [(rule, one) for rule, one in made if one.kind == kind]
        for rule, one in random.Random(1).sample(some, min(shown, len(some))):
            print(f"[{rule}] {one.article_ids}\n  - {texts[one.claim_id]}\n  + {one.text}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="an evaluation folder with gold answers")
    parser.add_argument("--show", nargs=2, metavar=("KIND", "N"), default=(None, 0))
    options = parser.parse_args()
    main(options.folder, options.show[0], int(options.show[1]))

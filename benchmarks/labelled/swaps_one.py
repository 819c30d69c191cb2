"""The first generator of corrupted sentences: claims with another number, name or date, turned round, or moved away.

Knows nothing of how sentences are checked, nor of the second generator: the two are written apart, so that a checker
tuned on one is reported on the other. Every sentence that it gives is false beside its article, by the rules of
`benchmarks/labelled/one/`. Looked at by eye, 2 of about 60 numbers, 2 of 60 names, 1 of 60 denials, no date of 40 and
no moved claim of 40 were true after all; each led to a rule, and of 30 numbers and 30 names after that none was.
`python -m benchmarks.labelled.swaps_one [DIR]` counts, and prints some of each kind.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.labelled.claim import KINDS, Claim, Corrupted, CorruptedKind
from benchmarks.labelled.claims import labelled_answers, labelled_sample
from benchmarks.labelled.one.days import other_day, other_month, other_weekday, other_whole_date, other_year
from benchmarks.labelled.one.elsewhere import Elsewhere
from benchmarks.labelled.one.ground import Change, Ground
from benchmarks.labelled.one.names import OtherNames
from benchmarks.labelled.one.naming import Names
from benchmarks.labelled.one.numbers import exchanged_numbers, neighbours_number, plausible_number
from benchmarks.labelled.one.turned_round import denied, opposite, put_in_not, taken_out_not
from corpus.article import Article

_SHOWN = 20
_SEED = 1


def corrupt(claims: Sequence[Claim], articles: Mapping[str, Article], seed: int) -> Iterator[Corrupted]:
    """At most one corruption of each kind for each claim, in the order of the claims; the same for the same seed."""
    names = OtherNames(Names({id: f"{one.title}\n{one.text}" for id, one in articles.items()}))
    elsewhere = Elsewhere(articles)
    for claim in claims:
        ground = Ground(claim.text, " ".join(claim.evidence_texts(articles)), articles[claim.article_ids[0]])
        for kind, changes in _changes(names).items():
            text = _changed(ground, changes, random.Random(f"{seed}/{claim.id}/{kind}"))
            if text:
                yield Corrupted(claim.id, kind, text, claim.article_ids)
        other = elsewhere.article_without(claim, random.Random(f"{seed}/{claim.id}/other_article"))
        if other:
            yield Corrupted(claim.id, "other_article", claim.text, (other,))


def _changes(names: OtherNames) -> dict[CorruptedKind, tuple[Change, ...]]:
    return {
        "number": (neighbours_number, plausible_number, exchanged_numbers),
        "name": (names.of_the_article, names.of_the_library, names.first_name),
        "date": (other_day, other_month, other_year, other_weekday, other_whole_date),
        "negation": (put_in_not, put_in_not, taken_out_not, opposite, opposite, denied),
    }


def _changed(ground: Ground, changes: Sequence[Change], chance: random.Random) -> str | None:
    """The first that succeeds, in an order of chance."""
    for change in chance.sample(changes, len(changes)):
        text = change(ground, chance)
        if text and text != ground.claim:
            return text
    return None


def main(folder: Path | None) -> int:
    """Print how many there are, and some of each kind beside their claims."""
    for part in [labelled_sample(), *([labelled_answers(folder)] if folder else [])]:
        made = list(corrupt(part.claims, part.articles, _SEED))
        texts = {claim.id: claim.text for claim in part.claims}
        print(f"{len(part.claims)} claims:", dict(Counter(one.kind for one in made)))
        for kind in KINDS:
            some = [one for one in made if one.kind == kind]
            for one in random.Random(_SEED).sample(some, min(_SHOWN, len(some))):
                print(f"{kind}: {one.text}\n    from: {texts[one.claim_id]} {one.article_ids}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))

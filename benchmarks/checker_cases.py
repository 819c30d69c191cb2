"""The labelled set as cases for a judge: a sentence, the articles that it is held against, and what is wrong with it.

Knows nothing of the judge.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assistant.support.text_checking import whole
from assistant.support.verdict import Excerpt
from benchmarks.labelled.claim import Claim, Corrupted, CorruptedKind, GoldSentence, Labelled
from benchmarks.labelled.claims import labelled_answers, labelled_sample
from corpus.article import Article
from corpus.library import Version

SEED = 6
KEPT = 6
"""One of so many articles is kept from the layers that `benchmarks.tuning.support` tunes."""
Half = Literal["tuned", "reported"]
Wrong = CorruptedKind | Literal["hidden", "written"]
Corrupt = Callable[[Sequence[Claim], Mapping[str, Article], int], Iterator[Corrupted]]


@dataclass(frozen=True, slots=True)
class Case:
    """A `sentence` and the excerpts it is judged by; `wrong` names what was done to it, None where it is supported.

    `hidden` was done to the article instead: it is the claim's own, without the sentences that support it. `written` is
    false in a way that a writer thought of.

    `group` is the article of the claim that it was made from.
    """

    sentence: str
    excerpts: tuple[Excerpt, ...]
    wrong: Wrong | None
    group: str
    source: str


def read_labelled(folder: Path) -> list[Labelled]:
    """The claims of a folder of gold answers, then those of the sample."""
    return [labelled_answers(folder), labelled_sample()]


def cases(labelled: Sequence[Labelled], corrupt: Corrupt, half: Half) -> list[Case]:
    """Those of one half: what is tuned on claims of some articles is reported on claims of others."""
    return [case for part in labelled for case in _cases(part, corrupt) if half_of(case.group) == half]


def half_of(article_id: str) -> Half:
    """By a hash of the article's id, the same each time."""
    return "reported" if zlib.crc32(article_id.encode()) % 2 else "tuned"


def is_kept(article_id: str) -> bool:
    """Whether what is said of this article is kept from the layers that are tuned; by a hash of its id."""
    return zlib.crc32(f"kept {article_id}".encode()) % KEPT == 0


def _cases(labelled: Labelled, corrupt: Corrupt) -> Iterator[Case]:
    claims = {claim.id: claim for claim in labelled.claims}
    excerpts = {id: whole(Version(article, 1, "")) for id, article in labelled.articles.items()}
    for claim in labelled.claims:
        own = tuple(excerpts[id] for id in claim.article_ids)
        yield Case(claim.text, own, None, claim.article_ids[0], claim.source)
        without = tuple(piece for excerpt in own for piece in _without(excerpt, claim.evidence))
        yield Case(claim.text, without, "hidden", claim.article_ids[0], claim.source)
    for one in (*corrupt(labelled.claims, labelled.articles, SEED), *labelled.rivals):
        claim = claims[one.claim_id]
        others = tuple(excerpts[id] for id in one.article_ids)
        yield Case(one.text, others, one.kind, claim.article_ids[0], claim.source)


def _without(excerpt: Excerpt, gold: Sequence[GoldSentence]) -> Iterator[Excerpt]:
    """What is left of an excerpt before, between and after the sentences that touch gold ones."""
    first = excerpt.first
    for index in range(excerpt.first, excerpt.last):
        span = excerpt.source.sentences[index]
        here = (one for one in gold if one.article_id == excerpt.source.article_id)
        if any(span.start < one.end and one.start < span.end for one in here):
            yield replace(excerpt, first=first, last=index)
            first = index + 1
    yield replace(excerpt, first=first)

"""Which sentences an answer is made of that several reports give together, and in which order.

Knows nothing of models: candidates come with their log odds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest

from assistant.candidates import Candidate
from assistant.picking import Scored, repeats
from assistant.several import Kind, SeveralReports
from assistant.support.numbers import numbers_in

MOST_OF_EACH = 8


@dataclass(frozen=True, slots=True)
class _Bar:
    """Log odds that are enough to be quoted, by themselves and against the best; how many sentences of one article are.

    Whether the same is told again in other articles: that more than one says so is what some questions ask.
    """

    least: float
    within: float
    of_one: int
    again: bool = False


_BARS: dict[Kind, _Bar] = {
    "reports": _Bar(-4, 8, 1, again=True),
    "difference": _Bar(-2, 5, 1),
    "course": _Bar(-2, 5, 2),
}


def pick_of_each(scored: Sequence[Scored], wanted: SeveralReports, days: Mapping[str, date | None]) -> list[Candidate]:
    """Up to eight sentences of those scored, best first: the best of each article, in the order of their `days`.

    `days` holds, by article, when it was published. Of how something went, an article may tell two sentences. What is
    said to be reported is reported by a sentence that has its numbers.
    """
    bar = _BARS[wanted.kind]
    telling = [one for one in scored if wanted.kind != "reports" or _has_numbers(one.candidate.text, wanted.subject)]
    best = (telling or scored)[0]
    least = max(bar.least, best.relevance - bar.within)
    articles: dict[str, list[Candidate]] = {}
    for one in telling:
        here = articles.setdefault(one.candidate.source.article_id, [])
        if one.relevance >= least and len(here) < bar.of_one:
            here.append(one.candidate)
    picks = list[Candidate]()
    for sentence in chain.from_iterable(zip_longest(*articles.values())):
        if sentence and len(picks) < MOST_OF_EACH and (bar.again or not any(repeats(sentence, pick) for pick in picks)):
            picks.append(sentence)
    return sorted(picks or [best.candidate], key=lambda one: (days.get(one.source.article_id) or date.max, one.index))


def _has_numbers(text: str, claim: str) -> bool:
    """Whether each number of the claim stands in the text, however it is written."""
    there = {reading.value for number in numbers_in(text) for reading in number.readings}
    return all(any(reading.value in there for reading in number.readings) for number in numbers_in(claim))

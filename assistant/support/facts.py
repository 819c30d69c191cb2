"""Which facts a sentence states: its numbers, dates, names and quotations; and which of them evidence does not state.

A fact is the same however people write it; what "the same" means is told in the file of each kind. Knows nothing of
questions, of models, or of what a sentence means beyond its facts.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.support.date_agreement import Dated, KnownDates
from assistant.support.dates import dates_in
from assistant.support.evidence import Evidence as Evidence
from assistant.support.exchange import exchanged
from assistant.support.fact import Fact as Fact
from assistant.support.fact import FactKind
from assistant.support.moment import Moment
from assistant.support.name_agreement import is_known, known_in, same_name, spelled_out
from assistant.support.names import Name, names_in
from assistant.support.number import Number
from assistant.support.number_agreement import is_weak, may_replace, states
from assistant.support.numbers import numbers_in
from assistant.support.publishing import tells_of_publishing
from assistant.support.quotations import Quotation, quotations_in, unsupported_quotations
from assistant.support.slots import WIDE_MARGIN, Place, is_displaced
from assistant.support.spacing import respaced
from assistant.support.verdict import Fault

Stated = Number | Moment | Name | Quotation


def facts_of(sentence: str) -> tuple[Fact, ...]:
    """The facts that a sentence states, in their order."""
    return _facts(
        number=_counts(sentence),
        date=dates_in(sentence),
        name=_names(sentence),
        quotation=quotations_in(sentence),
    )


def unsupported(sentence: str, evidence: Sequence[Evidence], day: date | None = None) -> tuple[Fault, ...]:
    """The facts of a sentence that no evidence states, in the sentence's order; () where it states none.

    A fact that the evidence states in another place, where the sentence's place is taken by another fact of its kind,
    is not stated. Each sentence of the evidence is one Evidence; a title, an outlet and neighbouring sentences are
    handed in as `context`, where facts may stand too. `day` is when the sentence was written, None where not known:
    "yesterday" in it is a day before that, or before the day of the evidence.
    """
    known = [replace(one, text=respaced(one.text)) for one in evidence]
    faulty = _facts(
        number=_unsupported_numbers(sentence, known),
        date=_unsupported_dates(sentence, known, day),
        name=_unsupported_names(sentence, known),
        quotation=unsupported_quotations(quotations_in(sentence), [one.text for one in known]),
    )
    return tuple(Fault(fact.kind, fact.words) for fact in faulty)


def _unsupported_numbers(sentence: str, evidence: Sequence[Evidence]) -> list[Number]:
    known = [(number, _place(number, one)) for one in evidence for number in _known_numbers(one.text)]
    faulty = []
    for said in _counts(sentence):
        alike = [place for number, place in known if states(number, said)]
        rivals = [place for number, place in known if may_replace(number, said) and place not in alike]
        missing = not alike and not is_weak(said)
        if missing or is_displaced(Place(sentence, said.start, said.end), alike, rivals):
            faulty.append(said)
    return faulty


def _unsupported_dates(sentence: str, evidence: Sequence[Evidence], day: date | None) -> list[Moment]:
    if not (moments := dates_in(sentence)):
        return []
    known = KnownDates([Dated(dates_in(one.text), one.published) for one in evidence], day)
    places = [(moment, _place(moment, one)) for one in evidence for moment in dates_in(one.text)]
    years = {reading.value for one in evidence for number in numbers_in(one.text) for reading in number.readings}
    faulty = []
    for said in moments:
        if tells_of_publishing(sentence, said.start) and known.is_publication(said):
            continue
        stating = known.stating(said)
        if not stating and not known.implies(said) and not (said.is_year and said.year in years):
            faulty.append(said)
            continue
        alike = [place for moment, place in places if moment in stating]
        others = [(moment, place) for moment, place in places if place not in alike and not moment.is_part_of(said)]
        rivals = [place for moment, place in others if moment.is_clock == said.is_clock]
        if alike and is_displaced(Place(sentence, said.start, said.end), alike, rivals):
            faulty.append(said)
    return faulty


def _unsupported_names(sentence: str, evidence: Sequence[Evidence]) -> list[Name]:
    confirmed = frozenset(name.parts for one in evidence for name in _names(one.text) if not name.opens)
    if not (names := _names(sentence, confirmed)):
        return []
    known = [known_in(one.text) for one in evidence]
    places = [(name, _place(name, one)) for one in evidence for name in _names(one.text)]
    unsaid = [place for name, place in places if _is_certain(name) and not any(same_name(one, name) for one in names)]
    moved = exchanged(sentence, names, [(one.text, _names(one.text, confirmed)) for one in evidence])
    return [
        said
        for said in names
        if said in moved
        or not (is_known(said, known) or spelled_out(said, sentence))
        or _is_elsewhere(sentence, said, places, unsaid)
    ]


def _is_certain(name: Name) -> bool:
    """Whether it is no word that has its capital from the sentence's beginning."""
    return not name.opens or len(name.parts) > 1


def _is_elsewhere(sentence: str, said: Name, places: Sequence[tuple[Name, Place]], unsaid: Sequence[Place]) -> bool:
    """Whether a name that the sentence does not have stands in the evidence where the sentence has this one."""
    alike = [place for name, place in places if same_name(said, name)]
    return bool(alike) and is_displaced(Place(sentence, said.start, said.end), alike, unsaid, WIDE_MARGIN)


def _place(stated: Stated, evidence: Evidence) -> Place:
    return Place(evidence.text, stated.start, stated.end, evidence.context)


def _counts(sentence: str) -> list[Number]:
    """The numbers of a sentence that are no part of its dates, or of names like "World War Two"."""
    taken: list[Moment | Name] = [*dates_in(sentence), *_names(sentence)]
    return [number for number in numbers_in(sentence) if not any(_overlap(number, other) for other in taken)]


def _names(sentence: str, confirmed: frozenset[tuple[str, ...]] = frozenset()) -> list[Name]:
    """The names of a sentence that are no part of its dates, or of numbers like "US$3"; the doubtful if confirmed."""
    taken: list[Moment | Number] = [*dates_in(sentence), *numbers_in(sentence)]
    names = [name for name in names_in(sentence) if not name.doubtful or name.parts in confirmed]
    return [name for name in names if not any(_holds(other, name) for other in taken)]


def _holds(one: Stated, other: Stated) -> bool:
    return one.start <= other.start and other.end <= one.end


def _known_numbers(text: str) -> list[Number]:
    """The numbers of evidence, without days of the month and times of the day."""
    dates = [moment for moment in dates_in(text) if moment.day is not None or moment.is_clock]
    return [number for number in numbers_in(text) if not any(_overlap(number, moment) for moment in dates)]


def _overlap(one: Stated, other: Stated) -> bool:
    return one.start < other.end and other.start < one.end


def _facts(**stated: Sequence[Stated]) -> tuple[Fact, ...]:
    """One fact for each place and kind, in the order of the sentence."""
    kinds: dict[str, FactKind] = {"number": "number", "date": "date", "name": "name", "quotation": "quotation"}
    facts = {Fact(kinds[kind], one.words, one.start, one.end) for kind, found in stated.items() for one in found}
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end)))

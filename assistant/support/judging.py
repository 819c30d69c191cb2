"""Judges whether excerpts support a sentence: finds what it rests on there, then looks for what those do not say.

Knows nothing of questions, of language models or of who wrote the sentence.
"""

from collections.abc import Iterator, Sequence

from assistant.support.bodies import said_by_no_body
from assistant.support.certainty import tells_of_plans
from assistant.support.deeds import unknown_deed
from assistant.support.direction import opposed
from assistant.support.facts import Evidence, facts_of, unsupported
from assistant.support.foreign import foreign_words
from assistant.support.grounds import Grounds, Place, find_grounds
from assistant.support.meaning import Meaning, Measures, load_meaning, load_support_head
from assistant.support.naming import full_names, last_speaker, since_speaker
from assistant.support.negation import turned_round
from assistant.support.overreaching import overreaching
from assistant.support.quotations import quotations_in, unsupported_quotations
from assistant.support.speaking import claimed_only, misattributed
from assistant.support.verdict import Excerpt, Fault, Verdict
from index.relevance import Head, RelevanceModel

# A deed that the grounds have no word for is believed from here on. Of what was written about the articles that were
# kept from the layers, beside the other checks, that rejects .03 of the supported sentences and catches .01 of the
# false ones (.07 and .03 at .8). Where the grounds tell of what is planned or hoped, a deed is soon taken for done.
_SURE = 0.5
_SURE_BESIDE_PLANS = 0.8
# Of a sentence's words the grounds have this share at least; of what was written about the kept articles .06 of the
# supported sentences have less, and of the false ones. What a model says beside the matter ("The court will probably
# find for him") has little in common with any article, and the model that reads both was not taught to tell.
_LEAST_COVERAGE = 0.2


class SupportJudge:
    """The `Judge` that needs no language model."""

    def __init__(self, relevance: RelevanceModel, head: Head, meaning: Meaning) -> None:
        self._relevance = relevance
        self._supporting = relevance.with_head(head)
        self._meaning = meaning

    def judge(self, sentence: str, excerpts: Sequence[Excerpt]) -> Verdict:
        """See `Judge.judge`. The quotes are the one to three sentences that come nearest, supported or not."""
        grounds = find_grounds(sentence, excerpts, self._relevance)
        if grounds is None:
            return Verdict((), (Fault("meaning", sentence),), 0.0)
        [odds] = self._supporting.score(sentence, [grounds.read])
        probability = self._meaning.probability(Measures(grounds.coverage, float(odds)))
        faults = list(word_faults(sentence, grounds))
        titles = [place.source.title for place in grounds.places]
        sure = _SURE_BESIDE_PLANS if any(map(tells_of_plans, grounds.texts)) else _SURE
        unsure = probability < sure and unknown_deed(sentence, [*grounds.texts, *titles])
        if probability < self._meaning.threshold or grounds.coverage < _LEAST_COVERAGE or unsure:
            faults.append(Fault("meaning", sentence))
        return Verdict(tuple(place.quote() for place in grounds.places), tuple(faults), probability)


def build_judge(relevance: RelevanceModel) -> SupportJudge:
    """The judge that ships with the program, over the model that quoting reads with."""
    return SupportJudge(relevance, load_support_head(), load_meaning())


def word_faults(sentence: str, grounds: Grounds) -> Iterator[Fault]:
    """What the sentence's own words say that the grounds do not."""
    if foreign := foreign_words(sentence):
        yield Fault("foreign", foreign)
    yield from unsupported(sentence, _evidence(sentence, grounds))
    if denied := turned_round(sentence, grounds.texts):
        yield Fault("negation", denied)
    if other_way := opposed(sentence, grounds.texts):
        yield Fault("direction", other_way)
    yield from overreaching(sentence, grounds)
    told = [f"{since_speaker(one.source, one.index)} {one.told}" for one in _quoting(sentence, grounds)]
    if speaker := misattributed(sentence, told, grounds.outlets) or claimed_only(sentence, grounds.texts):
        yield Fault("speaker", speaker)
    elif body := said_by_no_body(sentence, told):
        yield Fault("speaker", body)


def _evidence(sentence: str, grounds: Grounds) -> list[Evidence]:
    """The sentences, then what stands around them: who is meant, title, outlet and day."""
    names = [fact.words for fact in facts_of(sentence) if fact.kind == "name"]
    evidence = []
    for place in grounds.places:
        published = place.excerpt.published
        day = published.day if published else None
        evidence.append(Evidence(place.text, day))
        around = [place.context_text, _speaker(place), place.source.title, place.excerpt.outlet or ""]
        around += full_names(names, " ".join((place.told, _speaker(place))), place.source.text)
        around.append(day.isoformat() if day else "")
        around += place.before
        evidence += [Evidence(text, day, context=True) for text in dict.fromkeys(around) if text]
    return evidence


def _quoting(sentence: str, grounds: Grounds) -> Sequence[Place]:
    """The places that have what the sentence quotes; all where it quotes nothing, or none has it."""
    quoted = quotations_in(sentence)
    having = [one for one in grounds.places if quoted and not unsupported_quotations(quoted, [one.told])]
    return having or grounds.places


def _speaker(place: Place) -> str:
    return last_speaker(place.source, place.index) or ""

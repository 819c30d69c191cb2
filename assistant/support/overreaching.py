"""What a sentence says beyond its grounds though every fact in it is theirs: surer, wider, longer, joined, elsewhen.

Each way is told in a file of its own. Knows nothing of models.
"""

from collections.abc import Iterator, Sequence

from assistant.support.additions import added
from assistant.support.agreeing import said_by_one
from assistant.support.bounds import beyond_day
from assistant.support.certainty import surer
from assistant.support.counting import counted_otherwise
from assistant.support.doers import other_doer
from assistant.support.extent import widened
from assistant.support.grounds import Grounds, Place
from assistant.support.joining import joined_apart, patched
from assistant.support.naming import last_speaker
from assistant.support.owning import owned_by_another
from assistant.support.rates import other_rate
from assistant.support.sharing import number_of_another_part
from assistant.support.verdict import Fault, FaultKind
from assistant.support.voice import turned_deed


def overreaching(sentence: str, grounds: Grounds) -> Iterator[Fault]:
    """The first thing of each kind that the sentence says and its grounds do not."""
    texts = grounds.texts
    named = [text for place in grounds.places for text in (*_around(place), *place.before, place.source.title)]
    found: dict[FaultKind, str | None] = {
        "number": other_rate(sentence, texts)
        or counted_otherwise(sentence, texts)
        or number_of_another_part(sentence, texts),
        "name": owned_by_another(sentence, texts) or other_doer(sentence, texts, named),
        "date": beyond_day(sentence, texts),
        "direction": turned_deed(sentence, texts),
        "speaker": said_by_one(sentence, texts),
        "meaning": surer(sentence, texts) or widened(sentence, texts) or _put_together(sentence, grounds),
    }
    return (Fault(kind, words) for kind, words in found.items() if words)


def _put_together(sentence: str, grounds: Grounds) -> str | None:
    """What no text says, or only one that has nothing to do with the rest."""
    around = [text for place in grounds.places for text in _around(place)]
    articles, titles = _by_article(grounds.places), [place.source.title for place in grounds.places]
    return (
        added(sentence, [*articles, *around])
        or joined_apart(sentence, articles, grounds.outlets)
        or patched(sentence, grounds.texts, [*around, *titles])
    )


def _around(place: Place) -> Iterator[str]:
    """What belongs to the whole article of a place: its outlet and day, and who spoke last."""
    published = place.excerpt.published
    yield place.excerpt.outlet or ""
    yield f"{published.day:%A} {published.day.day} {published.day:%B %Y}" if published else ""
    yield last_speaker(place.source, place.index) or ""


def _by_article(places: Sequence[Place]) -> list[str]:
    """All that each article is quoted with, under its title; two of one title are one story."""
    told: dict[str, str] = {}
    for place in places:
        title = place.source.title
        told[title] = f"{told.get(title, title)}\n{place.told}"
    return list(told.values())

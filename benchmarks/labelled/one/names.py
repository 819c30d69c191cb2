"""Another person, place or organisation in a sentence, or another first name.

Knows nothing of how names are recognised, or of checkers. What is put in is of the same kind and shares no word with
anything that stands near the claim, so it cannot be another name for the same. Places lie in one another: a place is
exchanged only for one that its whole article does not name.
"""

import random
from collections.abc import Callable, Sequence

from benchmarks.labelled.one.ground import Ground
from benchmarks.labelled.one.naming import Name, Names

_NICKNAME = 3  # letters


class OtherNames:
    """The changes of names, from the names of one library."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def of_the_article(self, ground: Ground, chance: random.Random) -> str | None:
        """A name that the same article gives to something else."""
        own = [name.words for name in self._names.of(ground.article.id)]
        kinds = {name.words: name.kind for name in self._names.of(ground.article.id)}
        return self._changed(ground, chance, lambda name: [word for word in own if kinds[word] == name.kind])

    def of_the_library(self, ground: Ground, chance: random.Random) -> str | None:
        """A name of another article."""
        return self._changed(ground, chance, lambda name: list(self._names.everywhere[name.kind]))

    def first_name(self, ground: Ground, chance: random.Random) -> str | None:
        """Another first name before the same last name."""
        people = [one for one in self._found(ground) if one.kind == "person" and len(one.words.split()) == 2]
        if not people:
            return None
        person = chance.choice(people)
        own = person.words[:_NICKNAME]  # Billy may be Bill
        firsts = [name for name in self._names.first_names if not ground.says(name) and name[:_NICKNAME] != own]
        if not firsts:
            return None
        return _put(ground.claim, person, f"{chance.choice(firsts)} {person.words.split()[1]}")

    def _changed(self, ground: Ground, chance: random.Random, others: Callable[[Name], Sequence[str]]) -> str | None:
        found = self._found(ground)
        for name in chance.sample(found, len(found)):
            length = len(name.words.split())
            near = ground.article.text if name.kind == "place" else ""
            new_ones = {new for new in others(name) if len(new.split()) == length and new not in near}
            fit = sorted(new for new in new_ones if not ground.says(new))
            if fit:
                return _put(ground.claim, name, chance.choice(fit))
        return None

    def _found(self, ground: Ground) -> list[Name]:
        """The names of the claim, one that opens it only where it has several words or is known elsewhere."""
        known = {name.words for name in self._names.of(ground.article.id)}
        found = list(self._names.names_in(ground.claim))
        return [name for name in found if name.words in known or len(name.words.split()) > 1]


def _put(text: str, name: Name, new: str) -> str:
    return text[: name.start] + new + text[name.start + len(name.words) :]

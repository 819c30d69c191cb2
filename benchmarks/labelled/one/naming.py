"""The people, places and organisations that articles name, told apart by the company that their names keep.

Knows nothing of changing sentences, or of checkers. A name is taken for a person where it ever stands after a title or
opens with a usual first name, for an organisation by its last word, for a place where it ever stands after "in" or
ends in a word for one; what fits nothing is left alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

NameKind = Literal["person", "place", "organisation"]

_TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Sister|President|Professor|Lord|Lady|Captain)"
_CAPITAL = r"[A-Z][a-zà-ÿ]+(?:[-’'][A-Z][a-zà-ÿ]+)?"
_NAME = re.compile(rf"(?<![\w’'.-]){_CAPITAL}(?: {_CAPITAL}){{0,3}}(?![\w-])")
_TITLED = re.compile(rf"\b{_TITLES} ((?:{_CAPITAL} )?{_CAPITAL})")
_IN_PLACE = re.compile(
    rf"\b(?:in|at|near) ({_CAPITAL}(?: {_CAPITAL})?)(?=[,.;]| (?:on|and|for|was|is|in|by|with|to|said)\b)"
)
_FIRST_NAMES = frozenset(
    """James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony
    Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Edward Ronald Timothy Jason Jeffrey Ryan
    Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Frank
    Alexander Raymond Patrick Jack Dennis Jerry Tyler Aaron Jose Henry Adam Douglas Nathan Peter Zachary Kyle
    Walter Harold Jeremy Ethan Carl Keith Roger Gerald Christian Terry Sean Arthur Austin Noah Lawrence Jesse
    Joe Bryan Billy Bruce Albert Willie Gabriel Alan Juan Logan Wayne Ralph Roy Eugene Randy Vincent Russell
    Louis Philip Bobby Johnny Bradley Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah
    Karen Lisa Nancy Betty Sandra Margaret Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah
    Stephanie Rebecca Laura Helen Sharon Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole
    Samantha Katherine Christine Catherine Virginia Rachel Janet Maria Diane Julie Joyce Kelly Victoria Kim
    Kris Kylie Kendall Kourtney Martin Simon Neil Ian Graham Oliver Harry Leonard Sam Bob Bill Jim Tom Ben
    Casey Stanley Vladimir Dmitry Friedrich Wilhelm Carly Warren Jane Alice Hugh Ellen Ruth Ines Colm Gordon
    Maeve""".split()
)
_PLACE_ENDS = frozenset(
    """River Lake County Bay Island Islands Sea Ocean Mountain Mountains Street Road Lane Bridge Park Valley
    City Town Castle Quay Point Moss Cove Harbour Airport Station Strait Canyon Falls Beach Coast Peninsula
    Region""".split()
)
_BODY_ENDS = frozenset(
    """Council Committee University College Company Board Party Airlines Telecom Inc Corporation Union Dairies
    Water Society Museum Infirmary Hospital School Post Gazette Ledger Courier Herald Advertiser Star Radio
    Dispatch News Institute Association Agency Court Centre Commission Ministry Department Alliance
    Laboratory Group Church Army Navy Congress Senate Parliament Cabinet League Club Records Studios Air
    Ferries Mission""".split()
)
_PLACES = frozenset(
    """America Europe Asia Africa Australia Canada England Scotland Wales Ireland Britain France Germany Italy
    Spain Russia Ukraine China Japan India Mexico Brazil Ecuador Cuba Haiti Nigeria Georgia Texas California
    Arkansas Missouri Alabama Oregon Louisiana Kentucky Ohio Virginia Delaware Alaska Oklahoma Tennessee
    Florida London Paris Berlin Rome Madrid Moscow Kyiv Seoul Pyongyang Washington Philadelphia Boston
    Chicago Atlanta Vegas Dublin Toronto Sydney Tokyo Vienna Kursk Dnipro Astrakhan Croatia Iceland
    Wellington Bengal Connecticut Michigan Wisconsin Egypt Greece Turkey Portugal Sweden Norway Denmark
    Poland""".split()
)
_NO_NAMES = frozenset(
    """January February March April May June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday The A An In On At It He She They This That These Those But And
    For From By When While Season Act War Day Roman World South North West East New United One Two According
    American British Part Christmas Easter I""".split()
)
LONE = 3  # letters: a shorter single word is no name that can be trusted


@dataclass(frozen=True, slots=True)
class Name:
    """One name in a text, where it stands, and what bears it."""

    words: str
    kind: NameKind
    start: int


class Names:
    """The names of a library, by article."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        everything = "\n".join(texts.values())
        titled = [found[1].split() for found in _TITLED.finditer(everything)]
        self._last_names = {parts[-1] for parts in titled}
        self._first_names = _FIRST_NAMES | {
            found[0].split()[0] for found in _NAME.finditer(everything) if found[0].split()[-1] in self._last_names
        }
        self._in_place = {found[1] for found in _IN_PLACE.finditer(everything)} | _PLACES
        self._found: dict[str, tuple[Name, ...]] = {}

    @cached_property
    def everywhere(self) -> dict[NameKind, tuple[str, ...]]:
        """Every name of the library, by what bears it, in order of the alphabet."""
        return _by_kind(name for id in self._texts for name in self.of(id))

    @cached_property
    def first_names(self) -> tuple[str, ...]:
        """First names, in order of the alphabet."""
        people = self.everywhere["person"]
        return tuple(
            sorted({one.split()[0] for one in people if len(one.split()) == 2 and one.split()[0] in _FIRST_NAMES})
        )

    def of(self, id: str) -> tuple[Name, ...]:
        """The names in an article."""
        if id not in self._found:
            self._found[id] = tuple(self.names_in(self._texts[id]))
        return self._found[id]

    def names_in(self, text: str) -> Iterator[Name]:
        """The names in a text whose kind can be told."""
        for found in _NAME.finditer(text):
            parts, start = found[0].split(), found.start()
            while parts and (parts[0] in _NO_NAMES or re.fullmatch(_TITLES, parts[0])):
                start += len(parts[0]) + 1
                parts = parts[1:]
            kind = self._kind(parts, text[:start]) if parts and _NO_NAMES.isdisjoint(parts) else None
            if kind and not text[:start].endswith("& "):
                yield Name(" ".join(parts), kind, start)

    def _kind(self, parts: list[str], before: str) -> NameKind | None:
        if parts[-1] in _BODY_ENDS:
            return "organisation" if len(parts) > 1 else None
        if parts[-1] in _PLACE_ENDS:
            return "place" if len(parts) > 1 else None
        if re.search(rf"\b{_TITLES} $", before) and len(parts) <= 2:
            return "person"
        if len(parts) == 2 and parts[0] in self._first_names:
            return "person"
        known = " ".join(parts)
        if known in self._in_place and parts[-1] not in self._last_names and len(known) > LONE:
            return "place"
        return None


def _by_kind(names: Iterable[Name]) -> dict[NameKind, tuple[str, ...]]:
    kinds: dict[NameKind, set[str]] = {"person": set(), "place": set(), "organisation": set()}
    for name in names:
        kinds[name.kind].add(name.words)
    return {kind: tuple(sorted(found)) for kind, found in kinds.items()}

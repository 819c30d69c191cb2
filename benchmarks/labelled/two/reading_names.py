"""Finds the names in a sentence and tells people, places and organisations apart, as far as rules can.

Knows nothing of what becomes of a name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from benchmarks.labelled.two.reading_figures import MONTHS

NameType = Literal["person", "place", "organisation", "people", "other"]

_CAPITAL = r"[A-ZÀ-Þ][\w’'-]*\w|[A-Z]\.(?=\s[A-Z])"
_RUN = re.compile(rf"\b(?:{_CAPITAL})(?:\s(?:(?:of|of the|de|van|von|la|&)\s)?(?:{_CAPITAL}))*")
_HONORIFICS = (
    "Mr Mrs Ms Miss Dr Sir Lord Lady Professor Prof Captain Judge Senator Chancellor Inspector Councillor".split()
)
_OFFICES = frozenset("president king queen prince minister prime general governor emperor pope saint".split())
_POSSESSIVE = re.compile(r"[’']s?$")
FIRST_NAMES = """Aaron Adam Agnes Alan Albert Alex Alexander Alfred Alice Alwyn Amanda Amy Andrew Angela Ann Anna
Anne Anthony Arthur Barbara Ben Benjamin Bernard Bill Billy Bob Brandon Brian Bruce Bruno Carl
Carlos Carol Caroline Casey Catherine Charles Charlie Charlotte Chris Christian Christina
Christopher Claire Clara Colin Colm Craig Daniel David Dean Denis Dennis Desmond Diana Donald
Dorothea Dorothy Douglas Edgar Edith Edward Elizabeth Ella Ellen Emily Emma Eric Ernest Ethan Eva
Eve Florence Frances Francis Frank Fred Frederick Gareth Gary George Gerald Grace Graham Greg Hannah
Harold Harry Hattie Helen Henry Howard Hugh Ian Ines Isaac Ivan Jack Jacob James Jane Janet Jason
Jay Jean Jeff Jennifer Jeremy Jessica Jim Joan Joe Johannes John Johnny Jon Jonah Jonas Jonathan
Jordan Joseph Judith Julia Julian Justin Karen Karl Kate Keith Kelly Ken Kenneth Kester Kevin Kim
Kris Kurt Larry Laura Leah Lee Leo Leonard Lewis Linda Lisa Louis Lucy Luke Maddie Marcus Margaret
Maria Marie Mark Martin Mary Matthew Max Megan Michael Michelle Mick Mike Nadia Nancy Nat Nathan
Neil Nicholas Nick Nigel Nina Noah Norman Oliver Oscar Owen Pamela Patricia Patrick Paul Peter Petra
Philip Rachel Ralph Ray Rebecca Richard Rita Rob Robert Robin Roger Roland Ron Ronald Rose Roy
Russell Ruth Ryan Sally Sam Samuel Sandra Sarah Scott Sean Shane Sharon Simon Sophie Stanley Stefan
Stephen Steve Steven Stuart Susan Ted Terry Thomas Tim Timothy Tina Todd Tom Tony Ursula Victor
Victoria Vincent Walter Warren Wendy William""".split()
_FIRST = frozenset(FIRST_NAMES)
_ORGANISATION = frozenset(
    """council company association society union board inspectorate office agency ministry department
committee court parliament senate congress university college school hospital church party party's
team club league corporation records studios pictures network group trust bank police army navy
force airways airlines post gazette times news ledger press institute foundation commission service
authority nato un eu bbc nbc abc cbs fbi nasa""".split()
)
_PLACE = frozenset(
    """street road bridge bay county island islands valley city town river lake mount mountain mountains
sea ocean point quay square park hill hills village harbour mill lane cove weir north south east
west peninsula province state states republic kingdom empire beach coast hall palace castle tower
airport station prison""".split()
)
COUNTRIES = """France Germany Spain Italy Canada Mexico Brazil Argentina India China Japan Australia Russia Ukraine
Poland Sweden Norway Denmark Ireland Scotland England Wales Turkey Egypt Greece Portugal Austria
Hungary Chile Peru Cuba Iran Iraq Israel Kenya Nigeria Pakistan Thailand Vietnam Indonesia Finland
Belgium Switzerland Netherlands""".split()
CITIES = """London Paris Berlin Madrid Rome Vienna Moscow Chicago Boston Philadelphia Toronto Sydney Tokyo
Dublin Edinburgh Manchester Liverpool Houston Dallas Seattle Detroit Atlanta Miami Denver California
Texas Florida Ohio Virginia Georgia Oregon Louisiana Alaska Hawaii Nevada Arizona Michigan Illinois
Pennsylvania Massachusetts""".split()
PEOPLES = """English British French German Spanish Italian Canadian Mexican Brazilian Indian Chinese Japanese
Australian Russian Polish Swedish Norwegian Danish Irish Scottish Welsh Turkish Egyptian Greek
Portuguese Austrian Hungarian Dutch American Roman Catholic Protestant Jewish Muslim Hindu Buddhist
European African Asian""".split()
_NO_NAMES = frozenset(
    """the a an in on at by for from of and but or if as it its he she they we i you this that these those
there here when where while after before since until during under with within according although
because however some many most several both all each every no not one two three four five six seven
eight nine ten his her their our my your what who which how why then also only even such other
another more less first second third monday tuesday wednesday thursday friday saturday sunday""".split()
) | {month.lower() for month in MONTHS}
_SPEAKS = re.compile(
    r",?\s(?:said|says|told|added|denied|admitted|insisted|explained|argued|claimed|thinks|believes)\b"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands at `text[start:end]`, without its honorific or a possessive."""

    start: int
    end: int
    text: str
    type: NameType
    speaks: bool = False


def find_names(text: str) -> Iterator[Name]:
    """The names in order. A capital at the start of a sentence makes no name of a word of the language."""
    for match in _RUN.finditer(text):
        words, start = match[0].split(" "), match.start()
        while words and (
            words[0].lower() in _NO_NAMES or (_starts(text, start) and len(words) == 1 and not _known(words))
        ):
            start += len(words.pop(0)) + 1
        titled = bool(words) and words[0].rstrip(".") in _HONORIFICS
        if titled:
            start += len(words.pop(0)) + 1
        name = _POSSESSIVE.sub("", " ".join(words))
        if len(name) > 2 and words[-1].lower() not in _NO_NAMES:
            end = start + len(name)
            yield Name(start, end, name, _type(text, start, name, titled), bool(_speaks(text, start, end)))


def _starts(text: str, place: int) -> bool:
    before = text[:place].rstrip(" “‘\"'")
    return not before or before[-1] in ".!?\n:"


def _known(words: list[str]) -> bool:
    word = _POSSESSIVE.sub("", words[0])
    return word in _FIRST or word in COUNTRIES or word in CITIES or word.isupper()


def _speaks(text: str, start: int, end: int) -> bool:
    according = re.search(r"(?:according to|said|says)\s(?:\w+\.?\s)?$", text[:start])
    return bool(according or _SPEAKS.match(text, end))


def _type(text: str, start: int, name: str, titled: bool) -> NameType:
    words = name.split()
    first, last = words[0], words[-1].lower()
    if titled or (first in _FIRST and 1 < len(words) < 4 and last not in _ORGANISATION | _PLACE):
        return "person"
    if name in PEOPLES:
        return "people"
    if last in _ORGANISATION or (name.isupper() and len(name) < 6):
        return "organisation"
    of_place = name in COUNTRIES or name in CITIES or last in _PLACE or first in ("River", "Mount", "Lake", "Port")
    if of_place or re.search(r"\b(?:in|at|near|from|outside|across)\s(?:the\s)?$", text[:start]):
        return "place"
    return "person" if re.match(r",\s\d\d,", text[start + len(name) :]) or first.lower() in _OFFICES else "other"

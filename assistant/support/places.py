"""Countries by whatever people call them and their people: the only file that imports countryinfo.

Knows nothing of sentences.
"""

from collections.abc import Iterator
from functools import cache

from countryinfo import all_countries

from assistant.support.tokens import plain

# What the library does not have: short forms, older names, other demonyms, and what is no country of its own.
_MORE = {
    "united states": "u.s. us usa u.s.a. america american americans states",
    "united kingdom": "uk u.k. britain british briton britons brits",
    "england": "england english englishman englishmen",
    "scotland": "scots scot scotsman",
    "northern ireland": "northern_irish ulster",
    "european union": "eu e.u. european_union",
    "europe": "europe european europeans",
    "asia": "asia asian asians",
    "africa": "africa african africans",
    "france": "frenchman frenchmen frenchwoman",
    "netherlands": "dutchman dutchmen",
    "spain": "spaniard spaniards",
    "denmark": "dane danes",
    "finland": "finn finns",
    "sweden": "swede swedes",
    "poland": "pole poles",
    "turkey": "turkiye turk turks",
    "iceland": "icelandic",
    "argentina": "argentine argentinian",
    "philippines": "philippine",
    "ireland": "irishman irishmen",
    "israel": "israelis",
    "saudi arabia": "saudi saudis",
    "united arab emirates": "uae u.a.e. emirates emiratis",
    "czech republic": "czechs",
    "slovakia": "slovakian",
    "slovenia": "slovenian",
    "switzerland": "swiss",
    "vietnam": "vietnamese",
    "nepal": "nepali",
    "new zealand": "kiwi",
    "democratic republic of the congo": "congo",
    "kyrgyzstan": "kyrgyz",
    "tajikistan": "tajik",
    "uzbekistan": "uzbek",
    "kazakhstan": "kazakh",
    "ukraine": "ukrainian ukrainians",
    "republic of macedonia": "north_macedonian",
    "eswatini": "eswatini",
    "greece": "hellenic",
    "germany": "deutschland deutsche deutscher",
}
_TOO_SHORT = 4  # letters: "IS", "NO" and "US" are words, so codes count only as listed above


@cache
def _countries() -> dict[tuple[str, ...], frozenset[str]]:
    """Country keys by the words of a name or demonym; "Congolese" has two. Read once, in 45 ms."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for country, name in _named():
        words = tuple(plain(name).replace("-", " ").split())
        if words:
            found[words] = found.get(words, frozenset()) | {country}
    return found


def _named() -> Iterator[tuple[str, str]]:
    """Each country with each of its names."""
    for country in all_countries():
        told = country.info()
        key = plain(told["name"])
        demonyms = [one.strip() for one in (told.get("demonym") or "").replace("/", ",").split(",") if one.strip()]
        names = [told["name"], *demonyms, *(f"{one}s" for one in demonyms), *told.get("altSpellings", ())]
        yield from ((key, name) for name in names if len(name) >= _TOO_SHORT)
    for key, more in _MORE.items():
        yield from ((key, name.replace("_", " ")) for name in more.split())


@cache
def _capitals() -> dict[tuple[str, ...], frozenset[str]]:
    """Country keys by the words of their capitals."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for country in all_countries():
        told = country.info()
        if isinstance(capital := told.get("capital"), str):
            words = tuple(plain(capital.removesuffix(" D.C.")).replace("-", " ").split())
            found[words] = found.get(words, frozenset()) | {plain(told["name"])}
    return found


def countries_ruled_from(words: tuple[str, ...]) -> frozenset[str]:
    """The countries whose capital these plain words name: who speaks of Kyiv speaks of Ukraine."""
    return _capitals().get(words, frozenset())


def countries_of(words: tuple[str, ...]) -> frozenset[str]:
    """The countries that these plain words are a name of, or of the people of; empty for none."""
    return _countries().get(words, frozenset())


LONGEST_NAME = 4
"""Words of a country's name that are looked for."""

"""Words with a capital that are no names: titles, days and months, and what begins sentences.

For English. Knows nothing of sentences.
"""

CONNECTORS = frozenset("of the de la le du des di da del della von van der den zu zur bin ibn al el ul y e for".split())
"""Small words that stand inside names."""

TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister chancellor king queen prince
    princess pope mayor governor senator sen rep representative congressman congresswoman secretary captain capt general
    gen colonel col sergeant sgt lieutenant lt major judge justice bishop archbishop father reverend rev chairman
    chairwoman chair ceo director commissioner councillor cllr mp msp ambassador inspector superintendent detective
    constable officer coach manager former ex acting deputy foreign chief executive herr frau st. emperor empress duke
    duchess earl baron baroness count countess spokesman spokeswoman spokesperson actor actress singer author""".split()
)
"""Words in front of a name that are no part of it."""

DAYS_AND_MONTHS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february
    march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar marz mai juni juli oktober
    dezember""".split()
)
"""Parts of dates, in plain letters."""

SPEAKING = frozenset("said says told tells added spoke wrote warned argued insisted".split())
"""Verbs before which even "Baker" and "Macron" (a mark over vowels) are names."""

_OPENING = frozenset(
    """above according after alongside also although altogether among another any anyone apart around as aside at
    authorities away back because before below beyond both by can certain children come continuing could countless
    critics despite did do does down due during each earlier early eight either even every everyone experts few
    fewer finally firefighters first five following former four further furthermore given half hence however
    instead investigators it its just last later less like local many meanwhile members men moreover most much
    nearly neither nevertheless new next nine no nobody none nonetheless nor nothing now nowadays officers
    officials often once one only other others otherwise overall part people perhaps police prosecutors rather
    recently reporters researchers residents scientists second seven several shortly similarly since six so some
    someone something sometimes soon staff still such teachers ten then there thereafter therefore third though
    three thus today together tomorrow toward towards two under unless unlike until upon upstream various
    villagers voters well what whatever when where whereas whether which while whilst who why winter with within
    without witnesses women workers yes yesterday yet""".split()
)
_ENDINGS = ("ly", "ing", "ings", "ists", "ers", "ors", "tion", "tions", "ment", "ments", "ness", "ized", "ised", "ated")
_SHORTEST = 6  # letters: "Lily" and "Rogers" are names


def looks_common(word: str) -> bool:
    """Whether a word that begins a sentence is probably no name, by a list and by its ending."""
    return word in _OPENING or (len(word) >= _SHORTEST and word.endswith(_ENDINGS))

"""The words of dates: months, weekdays, seasons, ordinals, as English and German texts write them.

Knows nothing of how they are put together.
"""

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan januar jänner",
            "february feb februar",
            "march mar märz",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sept sep",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        1,
    )
    for word in words.split()
}
WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "monday mon montag",
            "tuesday tues tue dienstag",
            "wednesday wed mittwoch",
            "thursday thurs thur thu donnerstag",
            "friday fri freitag",
            "saturday sat samstag sonnabend",
            "sunday sun sonntag",
        )
    )
    for word in words.split()
}
SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}
SEASON_MONTHS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "winter": (12, 1, 2)}
DECADES = {
    word: 10 * number
    for number, word in enumerate(
        "tens twenties thirties forties fifties sixties seventies eighties nineties".split(), 1
    )
}
_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = """tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    twentieth""".split()
DAYS = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)},
    **{f"twenty-{word}": 20 + number for number, word in enumerate(_UNITS, 1)},
    "thirtieth": 30,
    "thirty-first": 31,
}
SMALL_NUMBERS = {
    word: number
    for number, words in enumerate(
        """a,an,one,einem two,zwei three,drei four,vier five,fünf six,sechs seven,sieben eight,acht nine,neun ten,zehn
        eleven,elf twelve,zwölf""".split(),
        1,
    )
    for word in words.split(",")
}
HOURS = {
    "morning": "morning", "mornings": "morning", "dawn": "morning", "afternoon": "afternoon",
    "afternoons": "afternoon", "evening": "evening", "evenings": "evening", "night": "night", "nights": "night",
    "overnight": "night", "tonight": "night",
}  # fmt: skip
"""The parts of a day, and what each is called here."""
HOURS_FROM_TO = {"morning": (0, 12), "afternoon": (12, 18), "evening": (16, 24), "night": (18, 30)}
"""The hours of each; those past 24 are of the next day."""
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def any_of(words: dict[str, int] | dict[str, str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda word: -len(word)))

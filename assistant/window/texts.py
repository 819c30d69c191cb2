"""Every sentence that the chat window says by itself, in each of its languages.

The sentences stand in `languages/`, one file for each language; a further language is a further file. They are plain
text, never HTML. Knows nothing of where they are shown.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Each language's code with its own name for itself; the first is spoken where nothing else is known."""

QUESTION_MAX_CHARACTERS = 2000

Phrases = Mapping[str, str]


class Texts:
    """The sentences of one language, with its numbers and dates."""

    def __init__(self, language: str, phrases: Phrases) -> None:
        self.language = language
        self._phrases = phrases
        self._locale = Locale.parse(language)

    def __call__(self, key: str, **values: object) -> str:
        """The sentence with its values put in. Raises KeyError for a sentence that no file has."""
        return self._phrases[key].format(**values)

    def counted(self, key: str, number: int) -> str:
        """`1 article`, `14 articles`, `2,017 articles`: the sentence `key` for so many."""
        form = "one" if self._locale.plural_form(number) == "one" else "other"
        return self(f"{key}.{form}", number=self.number(number))

    def number(self, number: float) -> str:
        """With this language's marks between thousands and before decimals; at most two decimals."""
        return str(format_decimal(number, format="#,##0.##", locale=self._locale))

    def day(self, iso: str | None) -> str:
        """`13 Dec 2024` for an ISO day or instant; what is no ISO date stays as it is, None is an empty string."""
        if not iso:
            return ""
        try:
            found = date.fromisoformat(iso[:10])
        except ValueError:
            return iso
        return str(format_date(found, self("format.day"), locale=self._locale))

    def month(self, first: date) -> str:
        """`Dec 2024`, for any day of the month."""
        return str(format_date(first, self("format.month"), locale=self._locale))

    def moment(self, when: datetime, now: datetime) -> str:
        """`14:05` today, `22 Nov 14:05` this year, `22 Nov 2024 14:05` else; in the zone of `now`."""
        local = when.astimezone(now.tzinfo)
        clock = str(format_time(local, "HH:mm", locale=self._locale))
        if local.date() == now.date():
            return clock
        form = "format.day_of_year" if local.year == now.year else "format.day"
        return f"{format_date(local.date(), self(form), locale=self._locale)} {clock}"

    def duration(self, seconds: float) -> str:
        """`8 s`, `3 min`, `2 h`: as exact as an estimate deserves."""
        if seconds < 90:
            return f"{max(1, round(seconds))} s"
        return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"

    def age(self, when: datetime, now: datetime) -> str:
        """The heading under which something of that time is listed: today, yesterday, the week, earlier."""
        days = (now.date() - when.astimezone(now.tzinfo).date()) // timedelta(days=1)
        return self(
            "age.today" if days < 1 else "age.yesterday" if days < 2 else "age.week" if days < 8 else "age.older"
        )

    def language_name(self, code: str) -> str:
        """`German` for `de`; the code itself where it is none."""
        try:
            return Locale.parse(code).get_display_name(self._locale) or code
        except (ValueError, UnknownLocaleError):
            return code

    def for_script(self) -> dict[str, str]:
        """The sentences that the page's scripts say, by their keys."""
        return {key: text for key, text in self._phrases.items() if key.startswith("script.")}


@cache
def texts_in(language: str) -> Texts:
    """The sentences in a language, named by its code or the code of one of its regions; English for one unknown."""
    code = language.partition("-")[0].lower()
    known = code if code in LANGUAGES else next(iter(LANGUAGES))
    return Texts(known, read_phrases(known))


def texts_for(preferred: str) -> Texts:
    """The sentences in the first language that there is of an `Accept-Language` header, or of one code; else English.

    Weights are passed over: browsers list languages in the order of their readers.
    """
    codes = [part.partition(";")[0].strip().partition("-")[0].lower() for part in preferred.split(",")]
    return texts_in(next((code for code in codes if code in LANGUAGES), ""))


def read_phrases(language: str) -> Phrases:
    """The language's file, its tables' names before the keys: `library.add`."""
    text = (files(__package__) / "languages" / f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat("", tomllib.loads(text)))


def _flat(prefix: str, table: Mapping[str, Any]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        pairs += _flat(f"{prefix}{key}.", value) if isinstance(value, dict) else [(prefix + key, str(value))]
    return pairs

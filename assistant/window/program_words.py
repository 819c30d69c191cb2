"""What the program says in English, such as why a file was skipped, said in the reader's language.

Such sentences are written down with a source or a job and stand in every door, so they stay English there. Here each is
known by its English words, as gettext has it: they are the keys of `languages/de.program.toml`, with places for what
changes. So libraries of older versions are understood as well. What is not known there, such as an error of the
system, is shown as it is. Knows nothing of who says what, nor where it is shown.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from assistant.window.markup import escaped
from assistant.window.texts import Texts, texts_in

ENGLISH = "en"
LONGEST = 1000
"""Characters; what is longer is no sentence of ours."""

_PLACE = re.compile(r"\\{(\w+)\\}")
_NUMBER = r"\d(?:[\d.,]*\d)?"
_FORMS = {"number": _NUMBER, "count": _NUMBER, "day": r"\d{4}-\d\d-\d\d", "until": r"\d{4}-\d\d-\d\d"}
_JOINTS = ("; ", ", ", ". ")
_DEEPEST = 4
"""Sentences that stand in one another; a page's own words could be made of more."""


class ProgramWords:
    """The sentences of one language by their English words."""

    def __init__(self, say: Texts, sentences: Mapping[str, str]) -> None:
        self._say = say
        self._plain = {english: other for english, other in sentences.items() if "{" not in english}
        # the longer its own words, the surer is a sentence
        places = sorted(sentences.keys() - self._plain.keys(), key=_own_words, reverse=True)
        self._patterns = [(_pattern(english), sentences[english]) for english in places]

    def heard(self, text: str, depth: int = 0) -> str | None:
        """The same in this language, None where it is not known; parts that are joined are known where each is."""
        if len(text) > LONGEST or depth > _DEEPEST:
            return None
        joined = (self._joined(text, joint, depth) for joint in _JOINTS)
        return self._punctuated(text, depth) or next(filter(None, joined), None)

    def _joined(self, text: str, joint: str, depth: int) -> str | None:
        first, *others = text.split(joint)
        if not others:
            return None
        told: list[str] = []
        for part in (first, *others):
            found = self._punctuated(part, depth)
            if found is None:
                return None
            told.append(found)
        return joint.join(told)

    def _punctuated(self, text: str, depth: int) -> str | None:
        """With or without a full stop, and with either kind of first letter."""
        words = text.removesuffix(".")
        end = text[len(words) :]
        found = self._sentence(words, depth)
        if found is None and words[:1].isupper():
            lower = self._sentence(words[0].lower() + words[1:], depth)
            found = lower and lower[0].upper() + lower[1:]
        return None if found is None else found if found.endswith((".", "“")) else found + end

    def _sentence(self, words: str, depth: int) -> str | None:
        if words in self._plain:
            return self._plain[words]
        for pattern, other in self._patterns:
            found = pattern.fullmatch(words)
            values = found and self._values(found.groupdict(), depth)
            if values:
                return other.format(**values)
        return None

    def _values(self, found: Mapping[str, str], depth: int) -> dict[str, str] | None:
        """What stands in the places, in this language; None where a sentence has to be known and is not."""
        values = {name: self._value(name, value, depth) for name, value in found.items()}
        known = {name: value for name, value in values.items() if value is not None}
        return known if len(known) == len(values) else None

    def _value(self, name: str, value: str, depth: int) -> str | None:
        if name in ("what", "reason"):
            return self.heard(value, depth + 1) or (value if name == "reason" else None)
        if _FORMS.get(name) == _NUMBER:
            return _as_number(self._say, value)
        return self._say.day(value) if name in _FORMS else value


def in_words(say: Texts, text: str) -> str:
    """What the program said in English, in the reader's language where that is known, else as it is."""
    return _heard(say.language, text) or text


def in_words_html(say: Texts, text: str) -> str:
    """The same as HTML, where what stayed English says so to those who read it aloud."""
    heard = _heard(say.language, text)
    if heard is None and say.language != ENGLISH:
        return f'<span lang="{ENGLISH}">{escaped(text)}</span>'
    return escaped(heard or text)


def read_sentences(language: str) -> Mapping[str, str]:
    """The language's sentences by their English words."""
    file = files(__package__) / "languages" / f"{language}.program.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def _heard(language: str, text: str) -> str | None:
    return None if language == ENGLISH else _words_in(language).heard(text)


@cache
def _words_in(language: str) -> ProgramWords:
    return ProgramWords(texts_in(language), read_sentences(language))


def _pattern(english: str) -> re.Pattern[str]:
    """What matches the sentence, with a group for each of its places."""
    return re.compile(_PLACE.sub(lambda found: f"(?P<{found[1]}>{_FORMS.get(found[1], '.+?')})", re.escape(english)))


def _own_words(english: str) -> int:
    return len(re.sub(r"\{\w+\}", "", english))


def _as_number(say: Texts, written: str) -> str:
    try:
        return say.number(float(written.replace(",", "")))
    except ValueError:
        return written

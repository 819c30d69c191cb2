"""Texts that others wrote, checked against the articles sentence by sentence.

Knows nothing of how a sentence is judged.
"""

from collections.abc import Sequence

from assistant.abilities.parts import Ability
from assistant.errors import UsageError
from assistant.stopping import Stopped, never
from assistant.support.check_report import CheckReport
from assistant.support.given_text import GivenText

MOST_TEXTS = 50
"""Articles and given texts that one text is checked against: each of its sentences is held against all of theirs."""


class TextChecking(Ability):
    """Checks texts."""

    def check(
        self,
        text: str,
        *,
        articles: Sequence[str] = (),
        given: Sequence[GivenText] = (),
        stopped: Stopped = never,
    ) -> CheckReport:
        """Each sentence of a text, supported or not, with quotes; once it is `stopped`, no further ones.

        It is checked against what the library has on each sentence; or against these `articles` and the texts that are
        `given` with it, whole, and nothing else. Raises UsageError for a blank or overlong text and for too much to
        check it against, ArticleNotFoundError for an article that is not in the library.
        """
        named = list(dict.fromkeys(articles))
        if len(named) + len(given) > MOST_TEXTS:
            raise UsageError(
                f"A text is checked against {MOST_TEXTS} articles at most, and {len(named) + len(given)} are named. "
                "Name fewer, or none: then the whole library is searched."
            )
        if not named and not given:
            return self._parts.text_checker.check(text, stopped=stopped)
        versions = [self._parts.library.current(id) for id in named]
        versions += [one.version(number) for number, one in enumerate(given, 1)]
        return self._parts.text_checker.check_against(text, versions, stopped)

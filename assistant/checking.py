"""Checks a draft against the library, word for word, before anything of it is shown.

Knows nothing of how drafts are made.
"""

from collections.abc import Callable

from assistant.answer import Citation, Sentence
from assistant.citations import cite
from assistant.drafting import DraftQuote, DraftSentence, written_out
from assistant.errors import UncheckedError
from corpus.library import Version

ReadVersion = Callable[[str, int], Version]
_FAULT = "This is a fault of the program; the answer was not shown."


class Checker:
    """Turns draft sentences into sentences with citations, as they come, numbering from 1; one for each answer."""

    def __init__(self, read_version: ReadVersion) -> None:
        self._read_version = read_version
        self._cited: dict[DraftQuote, Citation] = {}

    def check(self, drafted: DraftSentence) -> tuple[Sentence, tuple[Citation, ...]]:
        """The sentence with the citations that it is the first to use; a quote keeps the number that it has.

        Raises UncheckedError where a quote does not stand where it should.
        """
        if not drafted.quotes:
            raise UncheckedError(f"A sentence of the answer has no quote: “{drafted.text}”. {_FAULT}")
        quotes, before = dict.fromkeys(drafted.quotes), len(self._cited)
        for quote in quotes:
            self._cite(quote)
        if drafted.support == "quoted":
            first = drafted.quotes[0]
            _verify_sentence(drafted, self._read_version(first.article_id, first.version))
        numbers = tuple(self._cited[quote].number for quote in quotes)
        return Sentence(drafted.text, numbers, drafted.support), tuple(self._cited.values())[before:]

    def _cite(self, quote: DraftQuote) -> None:
        if quote not in self._cited:
            version = self._read_version(quote.article_id, quote.version)
            _verify(quote, version)
            self._cited[quote] = cite(len(self._cited) + 1, quote, version)


def _verify(quote: DraftQuote, version: Version) -> None:
    """The words stand at their span, and every span lies inside the text."""
    text = version.article.text
    inside = all(0 <= span.start < span.end <= len(text) for span in quote.spans)
    if not inside or quote.claim.of(text) != quote.words:
        raise UncheckedError(
            f"A quote does not stand in article {quote.article_id} (version {quote.version}) at characters "
            f"{quote.claim.start} to {quote.claim.end}: “{quote.words}”. {_FAULT}"
        )


def _verify_sentence(drafted: DraftSentence, version: Version) -> None:
    """A quoted sentence is made of the words at its shown spans, all of them cited, and of nothing else."""
    cited = set(drafted.shown) <= set(drafted.quotes[0].spans)
    if not cited or drafted.text != written_out(version.article.text, drafted.shown):
        raise UncheckedError(f"An answer holds words that do not stand in its quotes: “{drafted.text}”. {_FAULT}")

"""Checks a whole text against articles, sentence by sentence, and tells what supports each one.

Knows nothing of how a sentence is judged, and nothing of who wrote the text.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from assistant.answer import Citation
from assistant.candidates import SplitText
from assistant.checking import ReadVersion
from assistant.citations import cite
from assistant.drafting import DraftQuote
from assistant.errors import UsageError
from assistant.stopping import Stopped, never
from assistant.support.check_report import CheckedSentence as CheckedSentence
from assistant.support.check_report import CheckReport as CheckReport
from assistant.support.verdict import Excerpt, Judge, Verdict
from corpus.filters import NO_FILTERS, Filters
from corpus.library import Version
from index.retrieving import RetrievedPassage, Retriever, Search
from index.sentences import split_sentences

LONGEST_TEXT = 50_000
"""Characters of a text that is checked at once: some 400 sentences, each judged in milliseconds."""
MOST_HELD = 400_000
"""Sentences of a text times those that each is held against: some 400 against all of ten long articles."""

_LONGEST_SENTENCE = 2000  # characters; what is longer is no sentence, and to hold everything against it takes minutes
_PASSAGES = 5  # that the library offers for each sentence
_MARKERS = re.compile(r"\s*\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]")
_LIST_ITEM = re.compile(r"^(?:[-*•]|\d{1,2}[.)])\s+")
_HEADING = re.compile(r"^#{1,6}\s|^\*\*[^*]+\*\*:?$")
_ENDS = re.compile(r"[.!…。！][\"'”’»)\]]*$")
_MOST_HEADING_WORDS = 8

Find = Callable[[str], Sequence[Excerpt]]


class TextChecker:
    """Checks texts against the articles of one library, or against articles that are handed in."""

    def __init__(self, judge: Judge, retriever: Retriever, read_version: ReadVersion) -> None:
        self._judge = judge
        self._retriever = retriever
        self._read_version = read_version

    def check(self, text: str, *, filters: Filters = NO_FILTERS, stopped: Stopped = never) -> CheckReport:
        """Check against what the library has on each sentence; once it is `stopped`, no further ones.

        Raises UsageError for a blank or overlong text, and FilterError for filters that name what no article has.
        """
        known, read = self._retriever.known(filters), cache(self._read_version)
        split = cache(lambda article_id, number: whole(read(article_id, number)))

        def find(sentence: str) -> list[Excerpt]:
            found = self._retriever.retrieve(Search(sentence, filters=known), _PASSAGES)
            return [_excerpt(one, split(one.passage.article_id, one.passage.version)) for one in found]

        return check_text(text, self._judge, find, read, stopped)

    def check_against(self, text: str, versions: Sequence[Version], stopped: Stopped = never) -> CheckReport:
        """Check against these articles alone, which need not be in the library.

        Raises UsageError, as `check` does, and where it is too much at once.
        """
        if not versions:
            raise UsageError("There are no articles to check this text against. Name one at least.")
        by_place = {(version.article.id, version.number): version for version in versions}
        excerpts = [whole(version) for version in versions]
        sentences = _sentences(text)
        held = len(sentences) * sum(one.last for one in excerpts)
        if held > MOST_HELD:
            raise UsageError(
                f"This is too much to check at once: sentences times sentences make {held:,}, and {MOST_HELD:,} are "
                "the most. Check the text in parts, or against fewer articles."
            )
        return _check(sentences, self._judge, lambda _: excerpts, lambda id, number: by_place[id, number], stopped)


def check_text(text: str, judge: Judge, find: Find, read_version: ReadVersion, stopped: Stopped = never) -> CheckReport:
    """Judge each sentence of a text by the excerpts found for it; `read_version` reads what those are from.

    Markers such as [1] are taken out of sentences first. Raises UsageError for a blank or overlong text.
    """
    return _check(_sentences(text), judge, find, read_version, stopped)


def _check(texts: Sequence[str], judge: Judge, find: Find, read_version: ReadVersion, stopped: Stopped) -> CheckReport:
    sentences: list[CheckedSentence] = []
    citations: list[Citation] = []
    for written in texts:
        if stopped():
            break
        if not states_something(written):
            sentences.append(CheckedSentence(written, None))
            continue
        verdict = judge.judge(written, find(written))
        cited = _cited(verdict.quotes, len(citations), read_version)
        citations += cited
        sentences.append(_checked(written, verdict, cited))
    return CheckReport(tuple(sentences), tuple(citations))


def states_something(sentence: str) -> bool:
    """Neither a question, a heading (a line without an end, marked as one or of a few words) nor longer than any."""
    bare = sentence.rstrip("\"”’')")
    if (
        len(sentence) > _LONGEST_SENTENCE
        or bare.endswith("?")
        or _HEADING.match(sentence)
        or not re.search(r"[^\W\d_]", sentence)
    ):
        return False
    return bool(_ENDS.search(sentence)) or len(sentence.split()) > _MOST_HEADING_WORDS


def whole(version: Version) -> Excerpt:
    """All sentences of one version; what has no end for pages is none."""
    article = version.article
    spans = [span for span in split_sentences(article.text) if span.end - span.start <= _LONGEST_SENTENCE]
    source = SplitText(article.id, version.number, article.title, article.text, spans)
    return Excerpt(source, 0, len(spans), article.outlet, article.published)


def _excerpt(found: RetrievedPassage, excerpt: Excerpt) -> Excerpt:
    """The sentences of one passage of the version that is split here."""
    passage = found.passage
    inside = [
        index
        for index, span in enumerate(excerpt.source.sentences)
        if passage.start < span.end and span.start < passage.end
    ]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
    return replace(excerpt, first=first, last=last)


def _sentences(text: str) -> list[str]:
    """Without markers; one that followed the full stop counts to the sentence before it.

    Raises UsageError for a blank or overlong text.
    """
    if not text.strip():
        raise UsageError("The text to check is empty.")
    if len(text) > LONGEST_TEXT:
        raise UsageError(
            f"The text to check has {len(text):,} characters, more than {LONGEST_TEXT:,}. Check it in parts."
        )
    bare = _MARKERS.sub("", text)
    return [_LIST_ITEM.sub("", span.of(bare)) for span in split_sentences(bare)]


def _checked(written: str, verdict: Verdict, cited: Sequence[Citation]) -> CheckedSentence:
    numbers = tuple(citation.number for citation in cited)
    return CheckedSentence(written, verdict.supported, numbers, verdict.faults, round(verdict.probability, 4))


def _cited(quotes: Sequence[DraftQuote], before: int, read_version: ReadVersion) -> list[Citation]:
    versions = [read_version(quote.article_id, quote.version) for quote in quotes]
    numbered = zip(quotes, versions, strict=True)
    return [cite(number, quote, version) for number, (quote, version) in enumerate(numbered, before + 1)]

"""What a paper corrected of what it had said: such a notice is quoted whole, and beside the claim that it corrects.

Told by its form, as papers print it: under a heading of its own, or begun with that word. Knows nothing of questions.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.candidates import Candidate, SplitText
from assistant.stems import telling_stems

_NAME = r"\W*(?:an? |the |our )?(?:corrections?|clarifications?)(?: and (?:corrections?|clarifications?))?"
_HEADING = re.compile(rf"{_NAME}\W*", re.IGNORECASE)
_BEGINNING = re.compile(rf"{_NAME}[*_]*\s?[.:—–][*_]*\s*(?=\w)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?:.+\n?)+")
_MOST_SENTENCES = 5  # of a notice; the first tells what was said, the next what is right
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,:]*(?<=\d)(?:\s+(\w+))?")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)", re.IGNORECASE)
_LONG = 3  # characters of a number that tells what is spoken of by itself


def with_corrections(picks: Sequence[Candidate], read: Sequence[Candidate]) -> list[Candidate]:
    """The sentences, and of what was read the notices that correct them or that they belong to."""
    sources = {(one.source.article_id, one.source.version): one for one in (*picks, *read) if not one.alone}
    notices = [notice for one in sources.values() for notice in corrections_in(one)]
    added = [one for notice in notices if any(_belongs(pick, notice) for pick in picks) for one in notice]
    unique = {(one.source.article_id, one.index): one for one in (*picks, *added)}
    return list(unique.values())


def corrections_in(candidate: Candidate) -> Iterator[list[Candidate]]:
    """The notices of the candidate's article, each as its sentences in order."""
    source = candidate.source
    for begin, end in _places(source):
        inside = (
            Candidate(source, index, candidate.passage_rank)
            for index, span in enumerate(source.sentences)
            if begin <= span.start and span.end <= end
        )
        if notice := [one for one in inside if not _HEADING.fullmatch(one.text)][:_MOST_SENTENCES]:
            yield notice


def _places(source: SplitText) -> Iterator[tuple[int, int]]:
    under_heading = False
    for paragraph in _PARAGRAPH.finditer(source.text):
        if under_heading or _BEGINNING.match(paragraph.group()):
            yield paragraph.span()
        under_heading = _HEADING.fullmatch(paragraph.group()) is not None


def _belongs(pick: Candidate, notice: Sequence[Candidate]) -> bool:
    """Whether it is a part of the notice, or says what the notice takes back: the same number of the same thing."""
    first = notice[0]
    same = (pick.source.article_id, pick.source.version) == (first.source.article_id, first.source.version)
    if same and first.index <= pick.index <= notice[-1].index:
        return True
    return bool(_numbers(pick.text) & _numbers(first.text) and _subjects(pick.text) & _subjects(first.text))


def _subjects(text: str) -> set[str]:
    return {stem for stem in telling_stems(text) if not stem[0].isdigit()}


def _numbers(text: str) -> set[str]:
    """Its numbers but those of dates, short ones with the word that follows."""
    found = set[str]()
    for number in _NUMBER.finditer(text):
        said, following = number.group().split()[0], (number.group(1) or "").casefold()
        if not _MONTH.match(following) and not re.fullmatch(r"(?:19|20)\d\d", said):
            found.add(said if len(said) >= _LONG else f"{said} {following}")
    return found

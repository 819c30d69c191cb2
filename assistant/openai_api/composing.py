"""The text of a reply in Markdown: the answer's sentences, where its citations stand, and the list of them at the end.

Sentences are the words of articles. What would make Markdown load or run something (an image, a tag, a link) is
escaped with a backslash; all else stands as it is. Knows nothing of OpenAI's objects.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer, Citation, Refusal, Sentence
from assistant.conversations.markdown import target_of

# An image begins with "![", a link ends with "](", a tag or an autolink begins with "<".
_ACTIVE = re.compile(r"!(?=\[)|\](?=\()|<(?=[A-Za-z/!?])")
_PUNCTUATION = re.compile(r"[\\`*_\[\]<>~&]")

Linking = Callable[[str, int | None], str]
"""Gives the address of our own page for an article and the number of a version, None for the current one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker such as `[2]` at `text[start:end]`, and the citation that it stands for."""

    start: int
    end: int
    citation: Citation


@dataclass(slots=True)
class Composer:
    """Puts a reply together, piece by piece, and keeps where its markers are."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    _cited: dict[int, Citation] = field(default_factory=dict)
    _article: str | None = None

    def add(self, sentence: Sentence, new_citations: Sequence[Citation]) -> str:
        """The piece that the next sentence adds; a new paragraph begins where the article changes."""
        self._cited.update({citation.number: citation for citation in new_citations})
        cited = [self._cited[number] for number in sentence.citations if number in self._cited]
        article = cited[0].article_id if cited else self._article
        goes_on = article == self._article or sentence.support == "supported"
        joint = "" if not self.text else " " if goes_on else "\n\n"
        self._article = article
        before = len(self.text)
        self.text += joint + harmless(sentence.text) + (" " if cited else "")
        for citation in cited:
            start = len(self.text)
            self.text += f"[{citation.number}]"
            self.marks.append(Mark(start, len(self.text), citation))
        return self.text[before:]

    def finish(self, answer: Answer, link: Linking) -> str:
        """The last piece: the text of an answer without sentences, its citations as a list, and its notices."""
        before = len(self.text)
        parts = [] if self.text else [_without_sentences(answer, link)]
        if answer.citations:
            parts.append("**Sources**")
            parts.append("\n".join(_line(citation, link) for citation in answer.citations))
        if answer.unanswered:
            parts.append(f"The articles leave open: {harmless('; '.join(answer.unanswered))}")
        parts += [harmless(notice.text) for notice in answer.notices]
        joint = "\n\n" if self.text and parts else ""
        self.text += joint + "\n\n".join(parts)
        return self.text[before:]


def harmless(text: str) -> str:
    """The text with a backslash before what Markdown would make an image, a link or a tag of."""
    return _ACTIVE.sub(lambda found: "\\" + found.group(), text)


def plain(text: str) -> str:
    """The text on one line, with a backslash before all that Markdown could read as its own."""
    return _PUNCTUATION.sub(lambda found: "\\" + found.group(), " ".join(text.split()))


def address(citation: Citation, link: Linking) -> str:
    """Where a citation can be read: the page at the quote, or our own page of the article."""
    return citation.link or link(citation.article_id, citation.version)


def _line(citation: Citation, link: Linking) -> str:
    """One entry of the list, with the number that the markers have."""
    known = [citation.outlet, citation.published[:10] if citation.published else None]
    about = ", ".join(plain(part) for part in known if part)
    where = f"[{plain(citation.title)}]({target_of(address(citation, link))})"
    return f"{citation.number}. {where}{f' ({about})' if about else ''}: “{plain(citation.quote)}”"


def _without_sentences(answer: Answer, link: Linking) -> str:
    return _refusal(answer.refusal, link) if answer.refusal else harmless(answer.answer)


def _refusal(refusal: Refusal, link: Linking) -> str:
    """The articles do not say, and what comes nearest."""
    if not refusal.nearest:
        return harmless(refusal.reason)
    nearest = [f"- [{plain(near.title)}]({target_of(link(near.article_id, None))})" for near in refusal.nearest]
    return "\n".join([harmless(refusal.reason), "", "What comes nearest:", "", *nearest])

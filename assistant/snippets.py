"""What is read closely: the sentences that promise to answer, each with its neighbours, as they stand in their article.

A sentence by itself rarely says who "he" is or which strike: read with those around it, more of them are told apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.candidates import Candidate
from index.sentences import Span

_AROUND = 1  # sentences on either side of one that promises to answer
_MOST_WORDS = 170  # of a snippet, which is read at once and cut beyond 320 tokens


@dataclass(frozen=True, slots=True)
class Snippet:
    """Sentences of one version that follow one upon the other; there is at least one."""

    sentences: tuple[Candidate, ...]

    @property
    def text(self) -> str:
        """Its words under the title of its article: what "the strike" is, sentences rarely say by themselves."""
        source, (start, end) = self.sentences[0].source, self._place
        return f"{_title(source.title)}{source.text[start:end]}"

    @property
    def parts(self) -> list[Span]:
        """Where in `text` each sentence stands."""
        moved = len(_title(self.sentences[0].source.title)) - self._place[0]
        return [Span(one.span.start + moved, one.span.end + moved) for one in self.sentences]

    @property
    def _place(self) -> tuple[int, int]:
        return self.sentences[0].span.start, self.sentences[-1].span.end


def snippets_around(promising: Sequence[Candidate]) -> list[Snippet]:
    """The snippets that hold these and their neighbours, each sentence in one of them; in the order of the articles."""
    articles: dict[tuple[str, int], dict[int, Candidate]] = {}
    for one in promising:
        here = articles.setdefault((one.source.article_id, one.source.version), {})
        here.update((near.index, near) for near in one.around(_AROUND) if near.index not in here)
    return [snippet for here in articles.values() for snippet in _snippets([here[index] for index in sorted(here)])]


def _snippets(sentences: Sequence[Candidate]) -> Iterator[Snippet]:
    """Cut where a sentence does not follow upon the one before it, and where a snippet would be too long."""
    words = [len(one.text.split()) for one in sentences]
    begin = 0
    for index, (one, following) in enumerate(pairwise(sentences), 1):
        if following.index > one.index + 1 or sum(words[begin : index + 1]) > _MOST_WORDS:
            yield Snippet(tuple(sentences[begin:index]))
            begin = index
    yield Snippet(tuple(sentences[begin:]))


def _title(title: str) -> str:
    return f"{title}. "

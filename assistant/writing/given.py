"""The passages that a model is given: numbered, those of one version that touch made one, with their sentences.

Knows nothing of prompts or tokens.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.candidates import ReadText, SplitText
from assistant.support.verdict import Excerpt
from index.passage import Passage
from index.sentences import Span, split_sentences

ReadSource = Callable[[Passage], SplitText]


@dataclass(frozen=True, slots=True)
class GivenPassage:
    """One numbered passage: its words, where and when they were published, and the sentences that a claim may rest on.

    `source.text[span.start:span.end]` are the words.
    """

    number: int
    source: SplitText
    span: Span
    outlet: str | None
    excerpt: Excerpt

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.of(self.source.text)

    @property
    def day(self) -> str | None:
        """The day of publication, ISO, where it is known."""
        return self.excerpt.published.day.isoformat() if self.excerpt.published else None


def source_reader(read_text: ReadText) -> ReadSource:
    """Reads the version that a passage is of, split into sentences, each version once."""
    sources: dict[tuple[str, int], SplitText] = {}

    def read(passage: Passage) -> SplitText:
        key = (passage.article_id, passage.version)
        if key not in sources:
            text = read_text(*key)
            sources[key] = SplitText(*key, passage.title, text, split_sentences(text))
        return sources[key]

    return read


def given_passages(passages: Sequence[Passage], read_source: ReadSource) -> list[GivenPassage]:
    """The passages, numbered from 1 in the order of the best of each; what touches in one version is one of them."""
    merged: list[Passage] = []
    for passage in passages:
        touching = [one for one in merged if _touch(one, passage, read_source(passage).text)]
        if not touching:
            merged.append(passage)
            continue
        whole = _whole([*touching, passage])
        merged = [whole if one is touching[0] else one for one in merged if one not in touching[1:]]
    return [_given(number, passage, read_source(passage)) for number, passage in enumerate(merged, 1)]


def _touch(one: Passage, other: Passage, text: str) -> bool:
    """Whether nothing but white space stands between two passages of one version."""
    if (one.article_id, one.version) != (other.article_id, other.version):
        return False
    first, second = sorted((one, other), key=lambda passage: passage.start)
    return not text[first.end : second.start].strip()


def _whole(passages: Sequence[Passage]) -> Passage:
    start, end = min(one.start for one in passages), max(one.end for one in passages)
    return replace(passages[0], start=start, end=end)


def _given(number: int, passage: Passage, source: SplitText) -> GivenPassage:
    """Sentences that stand in it in part are among its own: one longer than a passage is cut into several."""
    inside = [i for i, span in enumerate(source.sentences) if span.start < passage.end and passage.start < span.end]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
    excerpt = Excerpt(source, first, last, passage.outlet, passage.published)
    return GivenPassage(number, source, Span(passage.start, passage.end), passage.outlet, excerpt)

"""Pieces of text as a language model writes them, made into whole sentences as soon as each is finished.

Markdown, which is not asked for, is taken away. Knows nothing of passages, judges or models.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.writing.markers import MARKER, MARKERS, UNFINISHED, numbers_in, without_markers
from index.sentences import Span, split_sentences

OPEN_LINE = "OPEN:"
"""How a line begins that names a part of the question that is left open."""

_LONGEST = 1500  # characters; a model that never ends its sentence is not waited for
# "It is so. [1]" is read as "It is so [1].": what comes next then begins a sentence, or shows that this one goes on.
_MARKED_AFTER = re.compile(rf"([.!?…]+[\"'”’»)]*|[。！？]+[」』”’）]*)({MARKERS.pattern})", re.IGNORECASE)
_NO_GAP = re.compile(rf"({MARKER.pattern})([.!?…]+)(?=[^\W\d_])", re.IGNORECASE)
_MARKED_END = re.compile(rf"(\S*)\s*(?:{MARKER.pattern})[.!?…]+$|[。！？]$", re.IGNORECASE)
_BEGUN = re.compile(r"\W*\w+\W|.{20}")
_LINE_START = re.compile(r"^\s*(?:>\s*|[-*+•–]\s+|[1-9][.)]\s+)+")  # not "17. Januar"
_NO_SENTENCE = re.compile(r"^\s*(?:#|```|[-=*_]{3,}\s*$)")
_NUMBER_ENDS = re.compile(r"(?:^|\s)\d{1,2}\.$")
_GOES_ON = re.compile(r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w*\b")  # "am 17. Januar"
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?,;:)\]])[*_](?!\w)|`+")


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence without its markers, with their numbers; `is_open` where it is a line about what is left open."""

    text: str
    markers: tuple[int, ...] = ()
    is_open: bool = False


class SentenceStream:
    """Collects pieces and gives sentences.

    A sentence is given once it must be over: where a marker and a point end it, at once; else when the first word of
    the next is whole, at the end of a line, and at the end of the text. A marker that comes after its sentence was
    given is lost: whoever judges looks at the other passages as well.
    """

    def __init__(self) -> None:
        self._line = ""
        self._given = 0  # sentences of this line

    def feed(self, piece: str) -> list[Written]:
        """The sentences that this piece finishes."""
        *whole, begun = (self._line + piece).split("\n")
        finished: list[Written] = []
        for line in whole:
            self._line = line
            finished += self.end()
        self._line = begun
        return finished + self._take(is_whole=False)

    def end(self) -> list[Written]:
        """What is left of the line, once nothing more comes."""
        taken = self._take(is_whole=True)
        self._line, self._given = "", 0
        return taken

    def _take(self, *, is_whole: bool) -> list[Written]:
        if not is_whole and len(self._line) < _LONGEST and UNFINISHED.search(self._line):
            return []
        text = _canonical(self._line)
        if text.upper().startswith(OPEN_LINE):
            return [Written(without_markers(text[len(OPEN_LINE) :]), is_open=True)] if is_whole else []
        spans = _joined(text, split_sentences(text))
        over = len(spans) if is_whole else _over(text, spans)
        taken = [span.of(text) for span in spans[self._given : over]]
        self._given = max(self._given, over)
        return [written for one in taken if (written := _written(one)).text]


def _written(sentence: str) -> Written:
    return Written(_LINE_START.sub("", without_markers(sentence)), numbers_in(sentence))


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences, none of them cut after a number that has a point of its own: of an item, or of a German day."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1].of(text) if joined else ""
        item = len(before) <= len("99.")
        if _NUMBER_ENDS.search(before) and (item or _GOES_ON.match(span.of(text))):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _canonical(line: str) -> str:
    """Without Markdown, each marker before the point of its sentence; "" for a heading or a rule."""
    if _NO_SENTENCE.match(line):
        return ""
    text = _EMPHASIS.sub("", _LINE_START.sub("", line)).lstrip()
    text = _MARKED_AFTER.sub(lambda match: match.group(2) + match.group(1), text)
    return _NO_GAP.sub(r"\1\2 ", text)


def _over(text: str, spans: Sequence[Span]) -> int:
    """How many of the sentences must be over, whatever comes."""
    if not spans:
        return 0
    last = text[spans[-1].start :]
    if _is_over(last.rstrip()) or len(last) > _LONGEST:
        return len(spans)
    before = len(spans) - 1
    return before if _BEGUN.match(last) else max(before - 1, 0)


def _is_over(sentence: str) -> bool:
    """Whether a marker and a point end it, and the point is none of an abbreviation ("Acme Inc. [1] said")."""
    ended = _MARKED_END.search(sentence)
    if ended is None:
        return False
    word = ended.group(1) or ""
    return len(split_sentences(f"Word {word}. Word")) > 1

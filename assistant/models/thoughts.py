"""Takes out what a reasoning model thinks aloud, between <think> and </think>, from text that comes in pieces.

Most servers part it from the answer themselves. Knows nothing of models or answers.
"""

import re

_TAGS = ("think", "thinking", "thought", "reasoning")
_BEGIN = re.compile(rf"<({'|'.join(_TAGS)})>|\[(THINK)\]", re.IGNORECASE)
_LONE_END = re.compile(rf"</(?:{'|'.join(_TAGS)})>|\[/THINK\]", re.IGNORECASE)
_MAYBE_TAG = re.compile(r"[<\[]/?[a-z]{0,9}$", re.IGNORECASE)


class Spoken:
    """Gives what is no thought of the pieces it is fed; a thought that never ends gives nothing."""

    def __init__(self) -> None:
        self._held = ""
        self._end: str | None = None  # what ends the thought that goes on

    def feed(self, piece: str) -> str:
        """The words of this piece, and of what was held back because it might have begun a tag."""
        self._held += piece
        words = ""
        while self._skip_thought():
            begin = _BEGIN.search(self._held)
            if begin is None:
                return words + self._release()
            words, self._held = words + self._held[: begin.start()], self._held[begin.end() :]
            self._end = "[/think]" if begin[2] else f"</{begin[1].lower()}>"
        return words

    def rest(self) -> str:
        """What was held back, once nothing more comes."""
        rest, self._held = ("" if self._end else self._held), ""
        return rest

    def _skip_thought(self) -> bool:
        """Whether no thought goes on after what is held; keeps of one only what may be part of its end."""
        if self._end is None:
            return True
        end = re.search(re.escape(self._end), self._held, re.IGNORECASE)
        if end is None:
            self._held = self._held[-len(self._end) :]
            return False
        self._held, self._end = self._held[end.end() :], None
        return True

    def _release(self) -> str:
        """All that cannot begin a tag; the end of a thought whose beginning the server took away is dropped."""
        maybe = _MAYBE_TAG.search(self._held)
        place = maybe.start() if maybe else len(self._held)
        words, self._held = self._held[:place], self._held[place:]
        return _LONE_END.sub("", words)

"""What a lying model writes: sentences that the articles support, and sentences that they do not, put together.

Knows nothing of servers and of the pipeline. The articles are invented, and stand in `tests/writing/lied_about.py`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.models.model import Message
from assistant.writing.prompts import letter

_PASSAGE = re.compile(r"^=== PASSAGE \[(\d+)\] \w+ ===\nTitle: (.*)$", re.MULTILINE)
_FAILED = re.compile(r"^([A-Z]): (.*)\n   Wrong: ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of a draft, `[bridge]` in it being the number of that article's passage; whether articles support it.

    `shown` is what a reader sees of it, its words without the marker if not given.
    """

    text: str
    is_true: bool
    shown: str = ""

    @property
    def words(self) -> str:
        """What a reader sees of it, if it is shown."""
        return self.shown or re.sub(r"\s*\[\w+\]", "", self.text)


def true(text: str, shown: str = "") -> Said:
    """A sentence that the articles support, and that must be shown."""
    return Said(text, True, shown)


def false(text: str) -> Said:
    """Anything that they do not support, and that must not be shown as if they did."""
    return Said(text, False)


@dataclass(frozen=True, slots=True)
class Lie:
    """One scripted answer, told about one story; `mended` is what comes when failed sentences are asked for again.

    Without it, the model says the same again.
    """

    way: str
    story: str
    draft: tuple[Said, ...]
    mended: tuple[Said, ...] = ()
    joint: str = " "

    @property
    def shown(self) -> list[str]:
        """What may be shown, and must be."""
        return [one.words for one in (*self.draft, *self.mended) if one.is_true]

    def reply(self, messages: Sequence[Message], titles: Mapping[str, str]) -> str:
        """What the model writes when it is asked; `titles` are the articles' by their short names."""
        asked = messages[-1].text
        if failed := _FAILED.findall(asked):
            again = [one.text for one in self.mended] or [f"{text} [1]" for _, text in failed]
            return marked("\n".join(f"{letter(number)}: {text}" for number, text in enumerate(again)), asked, titles)
        return marked(self.joint.join(one.text for one in self.draft), asked, titles)


def lie(way: str, story: str, *draft: Said, mended: Sequence[Said] = (), joint: str = " ") -> Lie:
    """See `Lie`."""
    return Lie(way, story, draft, tuple(mended), joint)


def marked(text: str, prompt: str, titles: Mapping[str, str]) -> str:
    """The text with the numbers of passages in the place of the short names of articles."""
    numbers = {title: number for number, title in _PASSAGE.findall(prompt)}
    for name, title in titles.items():
        text = text.replace(f"[{name}]", f"[{numbers.get(title, '99')}]")
    return text

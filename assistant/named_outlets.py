"""Whose reports a question asks for: "according to the Harbour Post", "what does the Ledger say about …".

Told by its form, of the outlets that the library has; what has no such form is left alone. Knows nothing of articles.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.follow_ups import Earlier
from assistant.stems import telling_stems
from assistant.support.dictionary import is_common

_SAYS = r"(?:says?|said|reports?|reported|writes?|wrote|written|claims?|claimed|states?|stated)"
_TELLS = rf"(?:{_SAYS}|prints?|printed|publish(?:es|ed)?)"
_ON_DAY = r"(?: on (?:mon|tues|wednes|thurs|fri|satur|sun)day)?"
_HOW = r"(?: (?:also|first|then|later|now|ever|actually))*"
_WHAT_DO = r"(?:(?:and|but|so),? )?what (?:do|does|did|has|have)"
_PIECES = r"(?:reports?|reporting|articles?|stor(?:y|ies)|coverage)"
_DIFFER = r"(?:differ|disagree|agree|don't agree|do not agree|didn't agree|did not agree|give different|gave different)"
_ASKS = (
    r"(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|has|have|had|will|would|can|could)"
)
_NO_MORE = rf"(?=\s*(?:[,;:?.!)]|$)|\s+(?:[-–—]|{_ASKS}\b))"
# A company reports a loss, and says what it will do: others tell of that.
_OF_ITS_OWN = (
    r"(?! (?:that )?(?:it|they) (?:would|will|had|has|have|is|are|plans?|expects?|cut|made|lost)\b"
    r"| (?:sorry|goodbye|thanks?|yes|no)\b"
    r"| (?:its|their|to|in|an?|record|net|quarterly|annual|earnings|profits?|losses|revenues?)\b)"
)

_MARK = "\ue000"  # stands for the outlets while the forms are tried
# What a question says of outlets whose words it asks for, and what is put instead of it: their articles do not name
# them. The first form that is found counts.
_FORMS = {
    rf"\b(?P<named>according to (?:both )?{_MARK}(?:'s? (?:{_PIECES}))?{_ON_DAY}{_NO_MORE},?(?: [-–—](?= ))?)": "",
    rf"^(?P<named>(?:in|per) {_MARK},)": "",
    rf"^(?P<named>(?:and|but|so),? in {_MARK})(?=\W*$)": "",
    rf"^(?P<named>{_WHAT_DO} {_MARK}{_HOW} {_TELLS})(?=\W*$)": "",
    rf"^(?P<named>{_WHAT_DO} {_MARK}{_HOW} {_TELLS} (?:about|regarding))(?= )": "what is said about",
    rf"^(?!why\b).*?\b(?:do|does|did|has|have) (?P<named>{_MARK})(?={_HOW} {_SAYS}\b{_OF_ITS_OWN})": "the article",
    rf"\b(?:in|is|was|do|does|did) (?P<named>{_MARK}'s?)(?= (?:(?:first|last|latest|own) )*{_PIECES}\b)": "the",
    rf"\b(?:reported|printed|published|written|{_PIECES})(?P<named> (?:in|by) {_MARK})(?!')": "",
}
_SEVERAL = {rf"(?P<named>{_MARK})(?= {_DIFFER}(?:\W*$| (?:about|on|over|{_ASKS}|whether|that)\b))": "the reports"}
_AFTER_ANOTHER = {rf"^(?P<named>(?:(?:and|but|so)|(?:and )?(?:what|how) about),? {_MARK})(?=\W*$)": ""}
_ASKS_NOTHING = re.compile(r"\W*(?:(?:and|but|so|or|then|now|please|what about|how about|what)\b\W*)*", re.IGNORECASE)
_BEGINS = frozenset(("per", "but", "so", "then"))  # with a capital at the beginning of a question


@dataclass(frozen=True, slots=True)
class NamedOutlets:
    """The `outlets` that are asked, as the library spells them, and the `rest` of the question.

    The rest is "" where nothing is left: "And according to the Harbour Post?".
    """

    outlets: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Outlets that are named one after the other: `text[start:end]` is "the Post, BBC and Ledger"."""

    start: int
    end: int
    outlets: tuple[str, ...]


def named_outlets(question: str, known: Iterable[str], *, after_another: bool = False) -> NamedOutlets | None:
    """The outlets whose words are asked for, of those that are `known`; None where none is.

    "Who owns the Harbour Post?" asks about an outlet, and not what it prints. "And the Ledger?" means what it prints
    only `after_another` question that named outlets.
    """
    known = list(known)
    text = _even(question)
    runs = list(_runs(text, known))
    if not runs:
        return None
    marked = _marked(text, runs)
    forms = _FORMS | (_SEVERAL if any(len(run.outlets) > 1 for run in runs) else {})
    if after_another:
        forms |= _AFTER_ANOTHER
    for form, instead in forms.items():
        if found := re.search(form, marked, re.IGNORECASE):
            run = runs.pop(marked.count(_MARK, 0, found.start("named") + found.group("named").index(_MARK)))
            outlets = tuple(dict.fromkeys(run.outlets))
            return NamedOutlets(outlets, _unmarked(_replaced(found, instead), text, runs))
    return None


def subjects(earlier: Sequence[Earlier], known: Iterable[str]) -> tuple[list[Earlier], bool]:
    """The questions of a conversation without the outlets that they name, and whether the last of them named some.

    Those that only ask the one before again are left out: after "Who won?" and "And according to the Ledger?", "And
    when?" asks when who won.
    """
    known, kept, names = list(known), list[Earlier](), False
    for one in earlier:
        named = named_outlets(one.question, known, after_another=names)
        if named is None:
            kept.append(one)
        elif named.rest or not kept:
            kept.append(replace(one, question=named.rest or one.question))
        names = named is not None
    return kept, names


def mentioned(text: str, outlets: Iterable[str]) -> bool:
    """Whether one of the outlets is named in a text by its name, which is no part of a longer one."""
    return next(_runs(_even(text), list(outlets)), None) is not None


def _even(text: str) -> str:
    """With one kind of apostrophe and no marks of our own."""
    return unicodedata.normalize("NFC", text).replace("’", "'").replace(_MARK, " ")


def _runs(text: str, known: list[str]) -> Iterator[_Run]:
    """Where outlets are named, those that stand together as one."""
    names: dict[str, list[str]] = {}
    folded = text.casefold()
    for outlet in known:
        name = _name(outlet)
        if name and name.casefold() in folded:
            names.setdefault(name.casefold(), []).append(outlet)
    run: _Run | None = None
    for start, end in _places(text, sorted(names, key=len, reverse=True)):
        outlets = tuple(
            outlet for outlet in names[text[start:end].casefold()] if _is_meant(_name(outlet), text, start, end)
        )
        if not outlets:
            continue
        start = start - len("the ") if re.search(r"\bthe $", text[:start], re.IGNORECASE) else start
        if run and text[run.end : start].casefold() in (", ", " and ", ", and ", " or ", " & "):
            run = _Run(run.start, end, (*run.outlets, *outlets))
            continue
        if run:
            yield run
        run = _Run(start, end, outlets)
    if run:
        yield run


def _places(text: str, folded_names: list[str]) -> Iterator[tuple[int, int]]:
    if folded_names:
        names = "|".join(map(re.escape, folded_names))
        for found in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-]|\.\w)", text, re.IGNORECASE):
            if found.group().casefold() in folded_names:
                yield found.span()


def _is_meant(name: str, text: str, start: int, end: int) -> bool:
    """Whether the words are this name, and neither a part of a longer one nor common words.

    "The Times" is not meant by "the Financial Times" or "the Times of India", and "nature" is no journal.
    """
    said, before, after = text[start:end], text[:start], text[end:]
    if not telling_stems(name):  # the WHO
        return said == name and name.isupper() and len(name) > 1
    if " " not in name and is_common(name.casefold()) and (said[0].islower() or name.islower()):
        return False
    if text.isupper():
        return True
    before = "" if re.search(r"\b[Tt]he $", before) else before  # "On Monday the Post" is no longer name
    last = re.search(r"(\S+) $", before)
    goes_before = last is not None and last.group(1)[0].isupper() and last.group(1)[-1].isalnum()
    is_part = goes_before and last is not None and bool(telling_stems(last.group(1)) - _BEGINS)
    return not is_part and not re.search(r"\ban? $", before) and not re.match(r" (?:of )?[A-Z]", after)


def _name(outlet: str) -> str:
    """Without "The", which many leave out."""
    outlet = _even(" ".join(outlet.split()))
    return outlet[len("the ") :] if outlet.casefold().startswith("the ") else outlet


def _marked(text: str, runs: list[_Run]) -> str:
    """The text with a mark for each run."""
    ends = [0, *(run.end for run in runs)]
    starts = [*(run.start for run in runs), len(text)]
    return _MARK.join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _unmarked(marked: str, text: str, runs: list[_Run]) -> str:
    """The text again, of the runs that are left; "" where nothing is left that tells what is asked."""
    for run in runs:
        marked = marked.replace(_MARK, text[run.start : run.end], 1)
    return "" if _ASKS_NOTHING.fullmatch(marked) else marked


def _replaced(found: re.Match[str], instead: str) -> str:
    """What was searched, with this instead of the outlets."""
    start, end = found.span("named")
    before = found.string[:start] if instead else found.string[:start].rstrip(", ")
    rest = " ".join(f"{before} {instead} {found.string[end:]}".split()).replace(" ( )", "")
    return re.sub(r"[ ,]+(?=[?.!]*$)", "", rest).lstrip(", ")

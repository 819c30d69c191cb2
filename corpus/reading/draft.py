"""What a reader found in a file, and how that becomes an Article.

Knows nothing of formats: every reader hands over a Draft, so titles, dates, outlets and ids are settled in one place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.addresses import host, names_a_page, web_address
from corpus.article import Article, Publication, article_id
from corpus.cleaning import clean
from corpus.dates import parse_date
from corpus.decoding import check_readable
from corpus.errors import UnreadableError
from corpus.language import detect_language, language_code
from corpus.normalising import normalise, one_line
from corpus.tags import tidy_tags

LONGEST_TITLE = 300
LONGEST_NAME = 120
SHORTENED_TITLE = 100
"""Characters. The first two refuse what is no title or name; the last is how much of a text without a title
stands in for one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file tells it: strings as written, None or empty where the file does not say.

    `dates` are strings that may tell the publication, best first: the first that can be read counts. `text` has its
    paragraphs parted by blank lines and may still hold the page's leftovers.
    """

    text: str
    title: str | None = None
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    language: str | None = None
    tags: tuple[str, ...] = ()


def finish(draft: Draft, *, name: str, place: str) -> Article:
    """The article of a draft; `name` gives a title where nothing else does, `place` an id where the draft brings none.

    Raises UnreadableError where no text is left, or where too much of it cannot be read.
    """
    text = check_readable(normalise(draft.text))
    url = web_address(draft.url)
    outlet = one_line(draft.outlet or "")[:LONGEST_NAME] or host(url)
    title = _without_outlet(one_line(draft.title or ""), outlet)[:LONGEST_TITLE] or _stem(name)
    text = _without_title(clean(text), title)
    if not any(c.isalnum() for c in text):
        raise UnreadableError("it holds no article text")
    return Article(
        id=one_line(draft.id or "") or article_id(url if url and names_a_page(url) else place),
        title=title,
        text=text,
        url=url,
        outlet=outlet,
        authors=tidy_names(draft.authors),
        published=_first_date(draft.dates),
        language=language_code(draft.language) or detect_language(text),
        tags=tidy_tags(draft.tags),
    )


def shortened(text: str) -> str:
    """The beginning of a text that has no title, cut at a word: stands in for the title."""
    line = one_line(text[: 4 * SHORTENED_TITLE])
    if len(line) <= SHORTENED_TITLE:
        return line
    return line[:SHORTENED_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def tidy_names(names: Iterable[str]) -> tuple[str, ...]:
    """Author names in their order, each once, without "By" and without names that are addresses or empty."""
    tidy = (one_line(name).removeprefix("By ").removeprefix("by ").strip(" ,;|") for name in names)
    kept = (name for name in tidy if 1 < len(name) <= LONGEST_NAME and "://" not in name)
    return tuple(dict.fromkeys(kept))


def split_names(names: str) -> tuple[str, ...]:
    """One string of authors as several: parted by semicolons, "and", "&", and by commas between full names."""
    parts = [part for part in names.replace(" and ", ";").replace(" & ", ";").split(";") if part.strip()]
    return tuple(name for part in parts for name in _at_commas(part))


def _at_commas(names: str) -> list[str]:
    """The names "Jane Doe, John Roe" are two, "Doe, Jane" and "Jane Doe, PhD" are one."""
    parts = [part for part in names.split(",") if part.strip()]
    return parts if all(len(part.split()) > 1 for part in parts) else [names]


def _first_date(dates: Iterable[str]) -> Publication | None:
    return next((found for text in dates if (found := parse_date(text))), None)


def _without_outlet(title: str, outlet: str | None) -> str:
    """The headline alone: "Storm hits coast | The Post" is "Storm hits coast" where the outlet is The Post."""
    for mark in (" | ", " - ", " \u2013 ", " \u2014 "):
        if outlet and title.lower().endswith(f"{mark}{outlet}".lower()):
            return title[: -len(mark + outlet)]
    return title


def _without_title(text: str, title: str) -> str:
    """The text without a first paragraph that only repeats the title, where more follows."""
    first, _, rest = text.strip().partition("\n\n")
    return rest if rest and one_line(first) == title else text.strip()


def _stem(name: str) -> str:
    last = PurePosixPath(name.replace("\\", "/").rstrip("/")).name.removesuffix(".gz")
    return one_line(PurePosixPath(last).stem) or "Untitled"

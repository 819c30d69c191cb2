"""What an update of the library did, as HTML.

Knows nothing of how articles are read.
"""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from assistant.window import texts
from assistant.window.markup import escaped
from assistant.window.views import ArticleView
from corpus.article import Skipped
from index.updating import UpdateReport

MOST_LISTED = 12

TitleOf = Callable[[str], str]


def report_html(report: UpdateReport, title_of: TitleOf) -> str:
    """Added, changed, unchanged and skipped; titles open their articles in the panel."""
    changed = len(report.added) + len(report.changed)
    added = f"Added {texts.counted(len(report.added), 'article')}"
    head = added if report.added else texts.CHANGED if changed else texts.NOTHING_ADDED
    parts = [
        f'<p class="aa-head">{escaped(head)}</p>',
        _articles("", report.added, title_of),
        _articles(f"{texts.counted(len(report.changed), 'article')} changed", report.changed, title_of),
        _line(texts.READY, changed),
        _line(f"{texts.counted(report.unchanged, 'article')} unchanged", report.unchanged),
        _foreign(report.foreign),
        _skipped(report.skipped),
    ]
    return f'<div class="aa-report">{"".join(parts)}</div>'


def _line(text: str, shown: int | bool = True) -> str:
    return f"<p>{escaped(text)}</p>" if shown else ""


def _articles(heading: str, ids: Sequence[str], title_of: TitleOf) -> str:
    if not ids:
        return ""
    entries = "".join(
        f'<li><a href="#{ArticleView(article_id).fragment}">{escaped(title_of(article_id) or texts.UNTITLED)}</a></li>'
        for article_id in ids[:MOST_LISTED]
    )
    return f"{_line(heading, bool(heading))}<ul>{entries}{_more(len(ids))}</ul>"


def _foreign(titles: Sequence[str]) -> str:
    """Articles in a language that is not read well, by title."""
    if not titles:
        return ""
    entries = "".join(f"<li>{escaped(title)}</li>" for title in titles[:MOST_LISTED])
    return f'{_line(texts.NOT_READ_WELL)}<ul class="aa-skipped">{entries}{_more(len(titles))}</ul>'


def _skipped(skipped: Sequence[Skipped]) -> str:
    if not skipped:
        return ""
    entries = "".join(
        f"<li><strong>{escaped(PurePath(one.name).name)}</strong>: {escaped(one.reason)}</li>"
        for one in skipped[:MOST_LISTED]
    )
    heading = _line(f"Skipped {texts.counted(len(skipped), 'item')}")
    return f'{heading}<ul class="aa-skipped">{entries}{_more(len(skipped))}</ul>'


def _more(number: int) -> str:
    return f"<li>and {number - MOST_LISTED:,} more</li>" if number > MOST_LISTED else ""

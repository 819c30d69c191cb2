"""What an update of the library did, as HTML.

Knows nothing of how articles are read.
"""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from assistant.window.markup import escaped
from assistant.window.program_words import in_words_html
from assistant.window.texts import Texts
from assistant.window.views import ArticleView
from corpus.article import Skipped
from index.updating import UpdateReport

MOST_LISTED = 12

TitleOf = Callable[[str], str]


def report_html(say: Texts, report: UpdateReport, title_of: TitleOf) -> str:
    """Added, changed, unchanged and skipped; titles open their articles in the panel."""
    changed = len(report.added) + len(report.changed)
    added = say("report.added", articles=say.counted("articles", len(report.added)))
    head = added if report.added else say("report.changed") if changed else say("report.nothing")
    parts = [
        f'<p class="aa-head">{escaped(head)}</p>',
        _articles(say, "", report.added, title_of),
        _articles(say, say.counted("changed_articles", len(report.changed)), report.changed, title_of),
        _line(say("report.ready"), changed),
        _line(say.counted("unchanged_articles", report.unchanged), report.unchanged),
        _foreign(say, report.foreign),
        _skipped(say, report.skipped),
    ]
    return f'<div class="aa-report">{"".join(parts)}</div>'


def _line(text: str, shown: int | bool = True) -> str:
    return f"<p>{escaped(text)}</p>" if shown else ""


def _articles(say: Texts, heading: str, ids: Sequence[str], title_of: TitleOf) -> str:
    if not ids:
        return ""
    entries = "".join(
        f'<li><a href="#{ArticleView(article_id).fragment}">{escaped(title_of(article_id) or say("untitled"))}</a></li>'
        for article_id in ids[:MOST_LISTED]
    )
    return f"{_line(heading, bool(heading))}<ul>{entries}{_more(say, len(ids))}</ul>"


def _foreign(say: Texts, titles: Sequence[str]) -> str:
    """Articles in a language that is not read well, by title."""
    if not titles:
        return ""
    entries = "".join(f"<li>{escaped(title)}</li>" for title in titles[:MOST_LISTED])
    return f'{_line(say("report.foreign"))}<ul class="aa-skipped">{entries}{_more(say, len(titles))}</ul>'


def _skipped(say: Texts, skipped: Sequence[Skipped]) -> str:
    if not skipped:
        return ""
    entries = "".join(
        f"<li><strong>{escaped(PurePath(one.name).name)}</strong>: {in_words_html(say, one.reason)}</li>"
        for one in skipped[:MOST_LISTED]
    )
    heading = _line(say.counted("skipped", len(skipped)))
    return f'{heading}<ul class="aa-skipped">{entries}{_more(say, len(skipped))}</ul>'


def _more(say: Texts, number: int) -> str:
    return f"<li>{escaped(say('more', number=say.number(number - MOST_LISTED)))}</li>" if number > MOST_LISTED else ""

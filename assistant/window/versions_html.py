"""The versions of an article as HTML: a list to choose from, and what changed from one to the next.

Knows nothing of where versions are kept.
"""

import html
from collections.abc import Iterable, Iterator, Sequence

from assistant.window.article_html import MOST_CHARACTERS
from assistant.window.markup import escaped, joined
from assistant.window.texts import Texts
from assistant.window.views import ChangesView, VersionView
from corpus.article import Article
from corpus.changes import Paragraph, Piece, changes
from corpus.library import Version

_TAGS = {"same": "{}", "added": "<ins>{}</ins>", "removed": "<del>{}</del>"}


def versions_html(say: Texts, versions: Sequence[Version], shown: int, *, changes: bool = False) -> str:
    """Every version, newest first, each with a link to it and to what it changed; empty where there is only one.

    The one that is `shown` now is told apart, or with `changes` its changes.
    """
    if len(versions) < 2:
        return ""
    entries = "".join(_entry(say, version, shown, changes) for version in reversed(versions))
    summary = escaped(say.counted("versions", len(versions)))
    return f'<details class="aa-versions" open><summary>{summary}</summary><ul>{entries}</ul></details>'


def changed_title_html(say: Texts, before: Article, after: Article) -> str:
    """The title, with what changed in it marked."""
    return " ".join(_paragraph(one) for one in changes(before.title, after.title)) or escaped(say("untitled"))


def changed_texts_html(say: Texts, before: Article, after: Article) -> str:
    """The paragraphs that changed, each with its neighbours; what is left out between them is a gap."""
    about = _about(say, before, after)
    old, new = before.text[:MOST_CHARACTERS], after.text[:MOST_CHARACTERS]
    paragraphs = list(changes(old, new))
    same = "" if about or any(_changed(one) for one in paragraphs) else say("panel.same_text")
    note = f'<p class="aa-note">{escaped(same)}</p>' if same else ""
    return about + note + "".join(_with_gaps(paragraphs))


def _entry(say: Texts, version: Version, shown: int, changes: bool) -> str:
    is_shown = version.number == shown
    name = escaped(say("panel.version_seen", number=version.number, day=say.day(version.added_at)))
    links = [_link(VersionView(version.article.id, version.number).fragment, name, is_shown and not changes)]
    if version.number > 1:
        view = ChangesView(version.article.id, version.number)
        links.append(_link(view.fragment, escaped(say("panel.what_changed")), is_shown and changes))
    return f"<li>{' · '.join(links)}</li>"


def _link(fragment: str, label: str, is_shown: bool) -> str:
    current = ' aria-current="true"' if is_shown else ""
    return f'<a href="#{fragment}"{current}>{label}</a>'


def _about(say: Texts, before: Article, after: Article) -> str:
    """What changed around the text: outlet, authors, date."""
    lines = [
        (joined((article.outlet, ", ".join(article.authors), say.day(_published(article)))))
        for article in (before, after)
    ]
    if lines[0] == lines[1]:
        return ""
    shown = " ".join(f"<{tag}>{line}</{tag}>" for tag, line in zip(("del", "ins"), lines, strict=True) if line)
    return f'<p class="aa-by">{shown}</p>'


def _published(article: Article) -> str | None:
    return article.published.iso if article.published else None


def _with_gaps(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    marked = [_changed(one) for one in paragraphs]
    skipped = False
    for position, paragraph in enumerate(paragraphs):
        near = any(marked[max(0, position - 1) : position + 2])
        if near:
            yield f"<p>{_paragraph(paragraph)}</p>"
        elif not skipped:
            yield '<p class="aa-gap">…</p>'
        skipped = not near


def _changed(paragraph: Iterable[Piece]) -> bool:
    return any(piece.kind != "same" for piece in paragraph)


def _paragraph(paragraph: Paragraph) -> str:
    return "".join(_TAGS[piece.kind].format(html.escape(piece.text)) for piece in paragraph)

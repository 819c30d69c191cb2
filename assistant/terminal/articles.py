"""Articles in the terminal: a list of them, one of them, its versions with what each changed.

Knows nothing of where they are kept.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table

from assistant.terminal.printing import out, plain, print_json
from corpus.changes import changes

if TYPE_CHECKING:
    from corpus.library import Version

_MARKED = {"same": "{}", "removed": "[red strike]\\[-{}-][/]", "added": "[green underline]{{+{}+}}[/]"}


def show_articles(versions: Sequence["Version"], *, as_json: bool, narrowed: bool = False) -> None:
    """A table of the articles."""
    if as_json:
        print_json([article_json(version, with_text=False) for version in versions])
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Id", "Published", "Outlet", "Title"):
        table.add_column(heading, no_wrap=heading in ("Id", "Published"), overflow="fold")
    for version in versions:
        article = version.article
        day = article.published.day.isoformat() if article.published else "–"
        table.add_row(plain(article.id), day, plain(article.outlet or "–"), plain(article.title))
    empty = "No article is let through." if narrowed else "The library is empty. Add articles with: assistant add ITEM"
    out.print(table if versions else empty)


def show_article(version: "Version", versions: int, *, as_json: bool) -> None:
    """One version of an article, whole."""
    if as_json:
        print_json({**article_json(version, with_text=True), "versions": versions})
        return
    article = version.article
    out.print(f"[bold]{plain(article.title)}[/]")
    published = article.published.iso if article.published else "no date"
    known = [
        article.outlet,
        ", ".join(article.authors),
        published,
        article.url,
        f"version {version.number} of {versions}",
    ]
    out.print(f"[dim]{plain(' · '.join(part for part in known if part))}[/]\n")
    out.print(plain(article.text))


def show_versions(versions: Sequence["Version"], *, as_json: bool) -> None:
    """Every version of an article, each with what it changed in the one before."""
    if as_json:
        print_json([article_json(version, with_text=True) for version in versions])
        return
    out.print(f"[bold]{plain(versions[-1].article.title)}[/]")
    for before, after in zip((None, *versions), versions, strict=False):
        modified = after.article.modified
        known = f"seen {after.added_at}" + (f", modified {modified.iso}" if modified else "")
        out.print(f"\n[bold]Version {after.number}[/] [dim]{plain(known)}[/]")
        if before:
            _show_changes(before.article.title, after.article.title)
            _show_changes(before.article.text, after.article.text)
        else:
            out.print(f"[dim]{len(after.article.text):,} characters[/]")


def show_removed(article_id: str, title: str, *, as_json: bool) -> None:
    """That an article is gone."""
    if as_json:
        print_json({"removed": article_id})
        return
    out.print(f"Deleted “{plain(title)}”.")


def article_json(version: "Version", *, with_text: bool) -> dict[str, Any]:
    """An article as its JSON has it."""
    article = version.article
    fields: dict[str, Any] = {
        "id": article.id,
        "version": version.number,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published.iso if article.published else None,
        "language": article.language,
        "tags": list(article.tags),
        "modified": article.modified.iso if article.modified else None,
        "added_at": version.added_at,
    }
    return {**fields, "text": article.text} if with_text else fields


def _show_changes(old: str, new: str) -> None:
    """The paragraphs that differ; what was taken out is red and struck, what was put in green and underlined."""
    for paragraph in changes(old, new):
        if any(piece.kind != "same" for piece in paragraph):
            out.print("".join(_MARKED[piece.kind].format(plain(piece.text)) for piece in paragraph))

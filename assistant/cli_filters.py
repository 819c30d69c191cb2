"""The options that narrow what a command looks at, the same for every command that takes them.

Knows no command.
"""

import inspect
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Annotated, Any

import typer

from corpus.filters import Filters

_PANEL = "Only some articles (repeat an option for “or”)"
_DAYS = ["%Y-%m-%d"]


def _names(option: str, metavar: str, text: str) -> Any:
    return typer.Option(option, metavar=metavar, help=text, rich_help_panel=_PANEL)


def _filters(
    outlet: Annotated[list[str] | None, _names("--outlet", "NAME", "Published by this outlet.")] = None,
    author: Annotated[list[str] | None, _names("--author", "NAME", "Written by this author.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=_DAYS, help="Published on this day or later.", rich_help_panel=_PANEL)
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=_DAYS, help="Published on this day or before.", rich_help_panel=_PANEL)
    ] = None,
    language: Annotated[list[str] | None, _names("--language", "CODE", "In this language, such as en.")] = None,
    tag: Annotated[list[str] | None, _names("--tag", "TAG", "Filed under this tag.")] = None,
    source: Annotated[list[str] | None, _names("--source", "SOURCE", "Given by this source: its id or name.")] = None,
    article: Annotated[list[str] | None, _names("--article", "ARTICLE", "This article, by its id.")] = None,
) -> Filters:
    """What the options ask for; their declaration is the signature of this function."""
    return Filters(
        outlets=tuple(outlet or ()),
        authors=tuple(author or ()),
        since=since.date() if since else None,
        until=until.date() if until else None,
        languages=tuple(language or ()),
        tags=tuple(tag or ()),
        articles=tuple(article or ()),
        sources=tuple(source or ()),
    )


def narrowable(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options; they come to it together, as its parameter `filters`."""
    own = inspect.signature(command)
    options = inspect.signature(_filters).parameters

    @wraps(command)
    def narrowed(**given: Any) -> None:
        filters = _filters(**{name: given.pop(name) for name in options})
        command(**given, filters=filters)

    kept = [parameter for name, parameter in own.parameters.items() if name != "filters"]
    # What typer reads the options of a command from (PEP 362).
    narrowed.__signature__ = own.replace(parameters=[*kept, *options.values()])  # type: ignore[attr-defined]
    return narrowed

"""The commands about conversations: listed, shown, taken along, and checked again without the library.

Knows nothing of how things are done or printed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import assistant
from assistant import terminal
from assistant.cli_options import AsJson, Data, opened
from assistant.conversations.exporting import as_json as exported_json
from assistant.conversations.exporting import as_markdown, conversation_json, turn_json, write_export
from assistant.conversations.feedback import feedback_set, write_feedback_set

if TYPE_CHECKING:
    from assistant.client.contract import AnyAssistant

app = typer.Typer(
    help="What was asked and answered: list, show, export, rename, remove, feedback.", no_args_is_help=True
)

ConversationId = Annotated[
    str, typer.Argument(metavar="CONVERSATION", help="An id from `assistant conversations list`.")
]


Going = Annotated[
    str | None,
    typer.Option(
        "--conversation", metavar="CONVERSATION", help="Go on with this one: the question follows its last turn."
    ),
]


@contextmanager
def talking(library: "AnyAssistant", conversation: str | None) -> Iterator[str]:
    """The id of a conversation to ask in, a new one unless one is named; a new one without a turn is not kept.

    Raises ConversationNotFoundError.
    """
    if conversation is not None:
        yield library.conversations.get(conversation).id
        return
    begun = library.conversations.begin().id
    try:
        yield begun
    finally:
        if not library.conversations.get(begun).turns:
            library.conversations.remove(begun)


@app.command("list")
def list_conversations(
    search: Annotated[str, typer.Option(metavar="WORDS", help="Only those that hold every word.")] = "",
    offset: Annotated[int, typer.Option(min=0, help="How many to pass over.")] = 0,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List the conversations, the one with the newest turn first."""
    with opened(data, as_json) as library:
        page = library.conversations.page(search, offset, limit)
    terminal.show_conversations(page, as_json=as_json)


@app.command()
def show(conversation: ConversationId, data: Data = None, as_json: AsJson = False) -> None:
    """Print a conversation with its answers and their sources."""
    with opened(data, as_json) as library:
        found, turns = library.conversations.get(conversation), library.conversations.turns(conversation)
    if as_json:
        terminal.print_json(conversation_json(found, turns))
    else:
        terminal.show_conversation(found, turns)


@app.command()
def export(
    conversation: ConversationId,
    form: Annotated[
        Literal["markdown", "json"],
        typer.Option("--format", help="Markdown to read, or JSON that `assistant verify` checks."),
    ] = "markdown",
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Where to write it; default: print it.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Write a conversation with its citations; as JSON, with the text of every version that it cites."""
    with opened(data, as_json) as library:
        found = library.conversations.get(conversation)
        text = _exported(library, conversation, "json" if as_json and file is None else form)
        if file is not None:
            write_export(file, text)
    if file is None:
        terminal.out.file.write(text)
    else:
        terminal.show_conversation_done("exported", found, as_json=as_json)


@app.command()
def rename(
    conversation: ConversationId,
    title: Annotated[str, typer.Argument(help="The new title.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Give a conversation another title."""
    with opened(data, as_json) as library:
        renamed = library.conversations.rename(conversation, title)
    terminal.show_conversation_done("renamed", renamed, as_json=as_json)


@app.command()
def remove(
    conversation: ConversationId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Delete a conversation with all its turns."""
    with opened(data, as_json) as library:
        found = library.conversations.get(conversation)
        if not yes and not as_json:
            typer.confirm(f"Delete “{found.title}” with its {found.turns} turns?", abort=True)
        library.conversations.remove(conversation)
    terminal.show_conversation_done("removed", found, as_json=as_json)


@app.command()
def feedback(
    export: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write it as an evaluation set, with the articles, into a new folder."),
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List the answers that were rated, or write them as questions that `assistant eval` measures."""
    with opened(data, as_json) as library:
        rated = library.conversations.rated()
        if export is not None:
            written = feedback_set(rated, library.articles())
            write_feedback_set(export, written, library.articles())
            terminal.show_feedback_set(written, str(export), as_json=as_json)
        elif as_json:
            terminal.print_json([turn_json(turn) for turn in rated])
        else:
            terminal.show_rated(rated)


def verify(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An exported conversation, or what `ask --json` printed.")
    ],
    as_json: AsJson = False,
) -> None:
    """Check an exported file again, quote by quote, with nothing but the file. 1 where something does not stand."""
    with terminal.errors_explained(as_json=as_json):
        verified = assistant.verify_file(file)
    terminal.show_verified(verified, as_json=as_json)
    raise typer.Exit(terminal.DONE if verified.whole else terminal.SOME_SKIPPED)


def _exported(library: "AnyAssistant", conversation: str, form: Literal["markdown", "json"]) -> str:
    found, turns = library.conversations.get(conversation), library.conversations.turns(conversation)
    if form == "markdown":
        return as_markdown(found, turns)
    return exported_json(found, turns, library.article)

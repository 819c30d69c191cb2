"""Conversations in the terminal: lists of them, one of them, what was thought of answers, what a check found.

Knows nothing of how they are kept or checked.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from rich.table import Table

from assistant.terminal.answers import show_answer
from assistant.terminal.printing import out, plain, print_json

if TYPE_CHECKING:
    from assistant.conversations.conversation import Conversation, ConversationPage, Turn
    from assistant.conversations.feedback import FeedbackSet
    from assistant.conversations.verifying import Problem, Verified


def show_conversations(page: "ConversationPage", *, as_json: bool) -> None:
    """A table of conversations."""
    if as_json:
        print_json(asdict(page))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Id", "Last turn", "Turns", "Title"):
        table.add_column(heading, no_wrap=heading != "Title", overflow="fold")
    for one in page.conversations:
        table.add_row(one.id, _local(one.updated_at), f"{one.turns:,}", plain(one.title or "–"))
    out.print(table if page.total else "There is no such conversation. Begin one with: assistant chat")
    if page.total > len(page.conversations):
        out.print(f"[dim]{len(page.conversations):,} of {page.total:,}; more with --offset or --limit[/]")


def show_conversation(conversation: "Conversation", turns: Sequence["Turn"]) -> None:
    """Every question with its answer, as a chat shows them."""
    out.print(f"[bold]{plain(conversation.title or '–')}[/] [dim]{conversation.id}[/]")
    for turn in turns:
        out.print(f"\n[bold]> {plain(turn.question)}[/] [dim]{_local(turn.answered_at)}[/]")
        show_answer(turn.answer, as_json=False)
        _show_feedback(turn)


def show_conversation_done(verb: str, conversation: "Conversation", *, as_json: bool) -> None:
    """That a conversation was renamed, deleted or exported."""
    if as_json:
        print_json({verb: asdict(conversation)})
        return
    out.print(f"{verb.capitalize()} “{plain(conversation.title or conversation.id)}”.")


def show_rated(turns: Sequence["Turn"]) -> None:
    """What was thought of which answers."""
    for turn in turns:
        out.print(f"[bold]{plain(turn.question)}[/] [dim]{turn.id}[/]")
        _show_feedback(turn)
    if not turns:
        out.print("No answer was rated yet.")


def show_feedback_set(feedback: "FeedbackSet", folder: str, *, as_json: bool) -> None:
    """What was written as an evaluation set."""
    counts = {
        "questions": len(feedback.questions),
        "to_complete": len(feedback.to_complete),
        "outdated": feedback.outdated,
    }
    if as_json:
        print_json({"folder": folder, **counts})
        return
    out.print(f"{len(feedback.questions):,} questions are in {plain(folder)}; measure with: assistant eval DIR")
    if feedback.to_complete:
        out.print(f"{len(feedback.to_complete):,} of bad answers wait in to-complete.jsonl for what is right.")
    if feedback.outdated:
        out.print(f"[dim]{feedback.outdated:,} left out: their articles changed or are gone.[/]")


def show_verified(verified: "Verified", *, as_json: bool) -> None:
    """Whether every quote of a file stands, and what does not."""
    if as_json:
        print_json({**asdict(verified), "whole": verified.whole})
        return
    for problem in verified.problems:
        out.print(f"[red]{_place(problem)}[/] {plain(problem.text)}")
    out.print(f"{verified.standing:,} of {verified.quotes:,} quotes stand, in {verified.answers:,} answers.")
    if verified.written:
        sentences = "1 sentence is" if verified.written == 1 else f"{verified.written:,} sentences are"
        out.print(f"[dim]{sentences} in a model's words, not judged again here; `assistant check` judges a text.[/]")


def _place(problem: "Problem") -> str:
    parts = [
        f"Turn {problem.turn}" if problem.turn is not None else "",
        f"\\[{problem.citation}]" if problem.citation is not None else "",
    ]
    return " ".join(filter(None, parts)) or "File"


def _show_feedback(turn: "Turn") -> None:
    if turn.feedback:
        mark = "[green]good[/]" if turn.feedback.good else "[red]bad[/]"
        out.print(f"  {mark} {plain(turn.feedback.reason)}".rstrip())


def _local(instant: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone():%Y-%m-%d %H:%M}"

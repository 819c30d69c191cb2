"""A chat in the terminal: what is typed, the answers with their sources, the refusals.

Knows nothing of how an answer came about.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.panel import Panel

from assistant.answer import Answer, AnswerPassage, Citation, by_article, with_markers
from assistant.paragraphs import paragraphs
from assistant.terminal.printing import is_piped, out, plain, print_json

if TYPE_CHECKING:
    from assistant.status import Status


def greet(status: "Status", *, as_json: bool) -> None:
    """The first line of a chat."""
    if not as_json:
        out.print(f"{status.articles:,} articles. Ask; an empty line ends.")


def questions(*, quiet: bool) -> Iterator[str]:
    """What is typed, line by line, until an empty line or the end of input."""
    while True:
        try:
            line = input("" if quiet else "\n> ").strip()
        except EOFError:
            return
        if not line:
            return
        yield line


def show_answer(answer: Answer, *, as_json: bool, explain: bool = False) -> None:
    """The answer with its sources, or the refusal; with `explain`, how it came about and what it cost."""
    if as_json:
        print_json(answer.to_json())
        return
    for notice in answer.notices:
        out.print(f"[dim]{plain(notice.text)}[/]")
    if answer.refusal:
        _show_refusal(answer)
    else:
        _show_sentences(answer)
    if explain:
        out.print(f"[dim]{plain(_told_how(answer))}[/]")


def show_passages(passages: Sequence[AnswerPassage], *, as_json: bool) -> None:
    """The passages of a search, best first."""
    if as_json:
        print_json([asdict(passage) for passage in passages])
        return
    for passage in passages:
        about = _known((passage.outlet, _day(passage.published), passage.article_id))
        out.print(f"[bold]{plain(passage.title)}[/] [dim]({plain(about)} · {passage.score:.3f})[/]")
        out.print(f"  {plain(' '.join(passage.text.split()))}\n")
    if not passages:
        out.print("Nothing was found.")


def _show_sentences(answer: Answer) -> None:
    """What is answered, what is left open, who worded it, and from which articles."""
    _show_text(answer)
    if answer.unanswered:
        out.print(f"[yellow]The articles leave open:[/] {plain('; '.join(answer.unanswered))}\n")
    if answer.mode == "writing":
        out.print(f"[dim]In the words of {plain(_writer(answer))}; each sentence was checked against its quotes.[/]")
    _show_sources(answer.citations)


def _show_text(answer: Answer) -> None:
    """The text; where several articles are quoted, each paragraph under who printed it and when."""
    parts = paragraphs(answer)
    if not any(part.told_by for part in parts):
        out.print(f"\n{plain(answer.answer)}\n")
        return
    for part in parts:
        if part.told_by:
            source = part.told_by
            out.print(f"\n[dim]{plain(_known((source.outlet or source.title, _day(source.published))))}[/]")
        out.print(plain(with_markers(part.sentences, answer.citations)))
    out.print()


def _writer(answer: Answer) -> str:
    return answer.model.name if answer.model else "a language model"


def _told_how(answer: Answer) -> str:
    """`writing by ollama:qwen3:4b · 1,200 tokens in, 85 out · understand 1 ms, …`."""
    use = answer.model
    parts = [f"{answer.mode} by {use.name}" if use else answer.mode]
    if use:
        cost = (
            "kept from before, nothing was sent"
            if use.cached
            else f"{use.tokens_in:,} tokens in, {use.tokens_out:,} out"
        )
        parts.append(cost)
    parts.append(", ".join(f"{stage} {ms:,.0f} ms" for stage, ms in answer.timings_ms.items()))
    return " · ".join(filter(None, parts))


def _show_sources(citations: Sequence[Citation]) -> None:
    """Each cited article once, with its quotes below."""
    for group in by_article(citations):
        first = group[0]
        about = _known((first.outlet, _day(first.published)))
        out.print(f"[bold]{plain(first.title)}[/]" + (f" [dim]({plain(about)})[/]" if about else ""))
        for citation in group:
            out.print(f"  [bold cyan]\\[{citation.number}][/] [dim]“{plain(citation.quote)}”[/]")
        if first.link:
            out.print(f"      {plain(first.link)}", style="dim", soft_wrap=True)


def _show_refusal(answer: Answer) -> None:
    refusal = answer.refusal
    assert refusal is not None  # the caller looked
    lines = [plain(refusal.reason)]
    if refusal.nearest:
        lines += [
            "",
            "What comes nearest:",
            *(f"- {plain(near.title)} [dim]{plain(near.article_id)}[/]" for near in refusal.nearest),
        ]
    text = "\n".join(lines)
    out.print(text if is_piped else Panel(text, title="The articles do not say", border_style="yellow"))


def _known(facts: Iterable[str | None]) -> str:
    return " · ".join(fact for fact in facts if fact)


def _day(published: str | None) -> str | None:
    return published[:10] if published else None

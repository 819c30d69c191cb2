"""A checked text in the terminal: each sentence with a mark, what is wrong with it, and the quotes below.

Knows nothing of how a sentence is judged.
"""

from typing import TYPE_CHECKING, Any

from assistant.support.wording import fault_json, told
from assistant.terminal.printing import out, plain, print_json

if TYPE_CHECKING:
    from assistant.support.check_report import CheckedSentence, CheckReport


def show_check(report: "CheckReport", *, as_json: bool) -> None:
    """The sentences in their order, and how many hold."""
    if as_json:
        print_json(check_json(report))
        return
    quotes = {citation.number: citation for citation in report.citations}
    for sentence in report.sentences:
        out.print(f"{_mark(sentence)} {plain(sentence.text)}")
        for fault in sentence.faults:
            out.print(f"     [red]{plain(told(fault))}[/]")
        for number in sentence.citations:
            one = quotes[number]
            about = " · ".join(filter(None, (one.title, one.outlet, one.published and one.published[:10])))
            out.print(f"     [dim]“{plain(' '.join(one.quote.split()))}” ({plain(about)})[/]")
    held = report.judged - len(report.unsupported)
    out.print(f"\n{held:,} of {report.judged:,} sentences are supported." if report.judged else "\nIt states nothing.")


def check_json(report: "CheckReport") -> dict[str, Any]:
    """The report for programs, each fault also in words."""
    found = report.to_json()
    for fields, sentence in zip(found["sentences"], report.sentences, strict=True):
        fields["faults"] = [fault_json(fault) for fault in sentence.faults]
    return found


def _mark(sentence: "CheckedSentence") -> str:
    if sentence.supported is None:
        return "[dim] –  [/]"
    return "[green] ok [/]" if sentence.supported else "[red]not [/]"

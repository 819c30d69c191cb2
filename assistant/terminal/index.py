"""The index and the library as a whole, in the terminal: what was verified, rebuilt, backed up, restored.

Knows nothing of how any of it is done.
"""

from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.terminal.printing import out, plain, print_json

if TYPE_CHECKING:
    from index.backup import Manifest, Restored
    from index.reports import IndexState
    from index.verifying import Verification


def show_verification(verification: "Verification", *, as_json: bool) -> None:
    """What did not agree."""
    if as_json:
        print_json([asdict(finding) for finding in verification.findings])
        return
    for finding in verification.findings:
        mark = "[yellow]repaired[/]" if finding.repaired else "[red]not repaired[/]"
        out.print(f"{mark} {finding.count:,} {plain(finding.text)}")
    if verification.whole:
        out.print("Library and index agree.")


def show_index(state: "IndexState", *, as_json: bool) -> None:
    """How much can be searched."""
    if as_json:
        print_json(asdict(state))
        return
    out.print(f"{state.searchable:,} of {state.total:,} passages searchable")


def show_backup(manifest: "Manifest", file: str, *, as_json: bool) -> None:
    """That a backup was written."""
    if as_json:
        print_json({**asdict(manifest), "file": file})
        return
    out.print(f"{manifest.articles:,} articles ({manifest.library_bytes / 1e6:,.1f} MB) are in {plain(file)}")


def show_restored(restored: "Restored", *, as_json: bool) -> None:
    """What a restore did."""
    aside = str(restored.moved_aside) if restored.moved_aside else None
    if as_json:
        print_json({**asdict(restored.manifest), "moved_aside": aside})
        return
    out.print(f"Restored {restored.manifest.articles:,} articles as of {restored.manifest.made_at}")
    if aside:
        out.print(f"What was there before is in {plain(aside)}")

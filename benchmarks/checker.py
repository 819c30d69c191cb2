"""Measures the checker of sentences on a labelled set: `python benchmarks/checker.py DIR [--fit] [--show N]`.

DIR holds questions with gold answers (clapnq-dev); the claims of the sample library are added. Sentences are corrupted
by two generators that were written apart: what is fitted and tuned has seen the first, over the claims of half of the
articles; what is reported is the second, over the claims of the other half. `--fit` writes
`assistant/support/fitted.json` anew, by what was kept from `benchmarks.tuning.support`; `--tuned` reports on the half
that is tuned on; `--free` reports on sentences that were written by hand, in free words, true ones and close lies.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from assistant.support.judging import build_judge
from assistant.support.verdict import Judge, Verdict
from benchmarks.checker_cases import Case, Corrupt, cases, is_kept, read_labelled
from benchmarks.checker_fit import fit
from benchmarks.labelled.claim import Labelled
from benchmarks.labelled.swaps_one import corrupt as corrupt_one
from benchmarks.labelled.swaps_two import corrupt as corrupt_two
from benchmarks.labelled.written import HELD_OUT, written_cases
from index.relevance import CrossEncoder


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with what the judge made of it."""

    case: Case
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether that is what the label says."""
        return self.verdict.supported == (self.case.wrong is None)


def main() -> int:
    """Fit where that is asked for, judge, and print how often it was right."""
    arguments = _parsed()
    try:
        labelled = read_labelled(arguments.folder)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.fit:
        every = [*written_cases(arguments.folder.parent), *cases(labelled, corrupt_one, "tuned")]
        fit([case for case in every if is_kept(case.group)], CrossEncoder())
    wanted = _wanted(arguments, labelled)
    began = time.process_time()
    judged = judge_all(wanted, build_judge(CrossEncoder()))
    each_ms = 1000 * (time.process_time() - began) / max(len(judged), 1)
    for line in report(judged):
        print(line)
    print(f"{each_ms:.0f} ms of processor time a sentence, loading the models included")
    for line in _wrong(judged, arguments.show):
        print(line)
    return 0


def _wanted(arguments: argparse.Namespace, labelled: Sequence[Labelled]) -> list[Case]:
    if arguments.free:
        return list(written_cases(arguments.folder.parent, HELD_OUT))
    generator: Corrupt = corrupt_one if arguments.tuned else corrupt_two
    return cases(labelled, generator, "tuned" if arguments.tuned else "reported")


def judge_all(wanted: Sequence[Case], judge: Judge) -> list[Judged]:
    """Each case with its verdict, in order."""
    return [Judged(case, judge.judge(case.sentence, case.excerpts)) for case in wanted]


def report(judged: Sequence[Judged]) -> Iterator[str]:
    """What share of the supported was rejected, of each kind of error caught, and balanced accuracy by kind."""
    for source in ("all", *sorted({one.case.source for one in judged})):
        here = [one for one in judged if source in ("all", one.case.source)]
        supported = [one for one in here if one.case.wrong is None]
        rejected = sum(not one.right for one in supported) / max(len(supported), 1)
        reasons = Counter(kind for one in supported for kind in {fault.kind for fault in one.verdict.faults})
        yield f"{source}: {len(supported)} supported, {rejected:.3f} of them rejected {dict(reasons.most_common())}"
        for kind in sorted({one.case.wrong for one in here if one.case.wrong}):
            wrong = [one for one in here if one.case.wrong == kind]
            caught = sum(one.right for one in wrong) / max(len(wrong), 1)
            yield f"  {kind:14}{len(wrong):5}  caught {caught:.3f}  balanced accuracy {(caught + 1 - rejected) / 2:.3f}"


def _wrong(judged: Sequence[Judged], most: int) -> Iterator[str]:
    """The first of those judged wrongly, for people to read."""
    shown = Counter[str | None]()
    for one in judged:
        shown[one.case.wrong] += not one.right
        if not one.right and shown[one.case.wrong] <= most:
            faults = "; ".join(f"{fault.kind}: {fault.words}" for fault in one.verdict.faults)
            yield f"\n{one.case.wrong or 'supported'}: {one.case.sentence}\n  {one.verdict.probability:.2f} {faults}"
            yield from (f"    “{quote.words}”" for quote in one.verdict.quotes)


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--tuned", action="store_true")
    parser.add_argument("--free", action="store_true")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

r"""How well articles are read from real pages and PDFs: `python benchmarks/reading.py DATA_DIR`.

Knows nothing of searching or answering. DATA_DIR holds `html-dev` (pages/*.html.gz and ground-truth.json with the
articleBody of each) and `pdf-dev` (*.pdf). Prints, for the pages, the mean precision, recall and F1 of the words
(`\w+`, as bags) and the worst pages; for each PDF, how many characters were read or the reason why none were.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.reading import read_bytes, read_paths

WORST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far the words of a text and those of the truth are the same; F1 is 0 where there is no common word."""

    page: str
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def main(arguments: list[str]) -> int:
    """Print the report; 2 where the folder is missing or not named."""
    folder = Path(arguments[0]) if arguments else None
    if folder is None or not (folder / "html-dev").is_dir() or not (folder / "pdf-dev").is_dir():
        print("usage: python benchmarks/reading.py DATA_DIR, a folder that holds html-dev and pdf-dev", file=sys.stderr)
        return 2
    report_pages(folder / "html-dev")
    report_pdfs(folder / "pdf-dev")
    return 0


def report_pages(folder: Path) -> None:
    """Print the means over all pages of html-dev, then the worst ones."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    scores = [
        _score_page(folder / "pages" / f"{page}.html.gz", page, told["articleBody"]) for page, told in truth.items()
    ]
    precision, recall, f1 = (_mean(getattr(s, name) for s in scores) for name in ("precision", "recall", "f1"))
    print(f"html-dev: {len(scores)} pages, F1 {f1:.4f}, precision {precision:.4f}, recall {recall:.4f}")
    for score in sorted(scores, key=lambda s: s.f1)[:WORST_SHOWN]:
        print(f"  {score.page[:12]}  F1 {score.f1:.3f}  precision {score.precision:.3f}  recall {score.recall:.3f}")


def report_pdfs(folder: Path) -> None:
    """Print one line for each PDF: what was read of it, or the reason."""
    for path in sorted(folder.glob("*.pdf")):
        for result in read_paths([path]):
            told = f"{len(result.text)} characters" if isinstance(result, Article) else result.reason
            print(f"{path.name}: {told}")


def overlap(page: str, text: str, truth: str) -> Overlap:
    """The overlap of two texts as bags of words."""
    ours, theirs = (Counter(re.findall(r"\w+", each)) for each in (text, truth))
    common = (ours & theirs).total()
    return Overlap(page, common / max(ours.total(), 1), common / max(theirs.total(), 1))


def _score_page(path: Path, page: str, truth: str) -> Overlap:
    results = list(read_bytes(f"{page}.html", gzip.decompress(path.read_bytes())))
    return overlap(page, "\n".join(r.text for r in results if isinstance(r, Article)), truth)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

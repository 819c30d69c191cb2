"""The claims of a folder: answers that people wrote, or sentences made by rule from the sample library.

Knows nothing of corruption or of checkers. `python -m benchmarks.labelled.claims [DIR]` counts what there is.
"""

import sys
from collections import Counter
from pathlib import Path

from assistant.evaluation.questions import find_articles, read_questions
from benchmarks.labelled.claim import Labelled
from benchmarks.labelled.gold_answers import claims_of_answers
from benchmarks.labelled.sample_claims import claims_of_sample, rivals_of_sample
from corpus.article import Article
from corpus.reading import read_paths
from tests.sample.library import Sample, read_sample


def labelled_answers(folder: Path) -> Labelled:
    """The sentences of a folder's gold answers. Raises UsageError where it is no evaluation folder."""
    articles = {one.id: one for one in read_paths([find_articles(folder)]) if isinstance(one, Article)}
    return Labelled(tuple(claims_of_answers(read_questions(folder), articles)), articles)


def labelled_sample(sample: Sample | None = None) -> Labelled:
    """Sentences made from the sample library, the same each time."""
    sample = sample or read_sample()
    articles = {one.article.id: one.article for one in sample.every_article}
    claims = tuple(claims_of_sample(sample))
    return Labelled(claims, articles, tuple(rivals_of_sample(sample, claims)))


def main(folder: Path | None) -> int:
    """Print how many claims each way of making them gave."""
    parts = [labelled_sample(), *([labelled_answers(folder)] if folder else [])]
    for part in parts:
        ways = Counter("/".join(claim.id.split("/")[:2]) for claim in part.claims if claim.source == "sample")
        print(f"{len(part.claims)} claims, {len(part.articles)} articles, {len(part.rivals)} rivals", dict(ways))
    if folder is None:
        print("No claims of gold answers: name a folder with articles.jsonl.gz and questions.jsonl for these.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))

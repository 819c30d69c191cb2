"""Prints what the sample library holds and every promise of its that is broken: `python benchmarks/sample.py [DIR]`.

DIR is a folder of other people's articles; no sentence of the sample may stand in them.
"""

import sys
from collections import Counter
from pathlib import Path

from tests.sample.article_rules import article_problems, copied_sentences, key_problems
from tests.sample.library import Sample, read_sample
from tests.sample.question_rules import conversation_problems, question_problems

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert 2019, doi:10.1016/j.jml.2019.104047."""


def main(others: Path | None) -> int:
    """Print both; 1 where a promise is broken."""
    sample = read_sample()
    _describe(sample)
    problems = [*article_problems(sample), *key_problems(sample), *question_problems(sample)]
    problems += [*conversation_problems(sample), *(copied_sentences(sample, others) if others else ())]
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" + ("" if others else "; not compared with other texts: no such folder"))
    return 1 if problems else 0


def _describe(sample: Sample) -> None:
    words = [len(one.article.text.split()) for one in sample.every_article]
    outlets = Counter(one.article.outlet or "not told by the file" for one in sample.every_article)
    print(f"{len(words)} articles, {sum(words):,} words, {sum(words) / WORDS_A_MINUTE:.0f} minutes to read")
    print("Outlets:", ", ".join(f"{outlet} {count}" for outlet, count in outlets.most_common()))
    print("Questions:", ", ".join(f"{k} {n}" for k, n in Counter(q["kind"] for q in sample.questions).most_common()))
    conversations = {turn["task_id"].split("<::>")[0] for turn in sample.turns}
    print(f"{len(conversations)} conversations, {len(sample.turns)} turns")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    sys.exit(main(folder if folder and folder.is_dir() else None))

"""Sentences that were written by hand about articles, true ones in free paraphrase and false ones close to the facts.

Half of each article's are false in one way only, which `way` names. Those of `WRITTEN` were written to be learnt from.
Those of `HELD_OUT` are about other articles, by a writer who had seen neither the judge nor them; nothing is fitted on
them. Knows nothing of how a judge is fitted.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from assistant.support.text_checking import whole
from assistant.support.verdict import Excerpt
from benchmarks.checker_cases import Case, Wrong
from corpus.article import Article
from corpus.library import Version
from corpus.reading import read_paths

WRITTEN = Path(__file__).parent / "written_claims.jsonl"
HELD_OUT = Path(__file__).parent / "held_out_claims.jsonl"


def written_cases(data: Path, claims: Path = WRITTEN) -> Iterator[Case]:
    """As cases for a judge, each beside its own article; `data` holds the folders that the articles are from."""
    lines = [json.loads(line) for line in claims.read_text(encoding="utf-8").splitlines()]
    excerpts: dict[str, dict[str, Excerpt]] = {}
    for line in lines:
        folder = line["data"]
        if folder not in excerpts:
            excerpts[folder] = _excerpts(data / folder, {one["article"] for one in lines if one["data"] == folder})
        wrong: Wrong | None = None if line["supported"] else "written"
        yield Case(line["sentence"], (excerpts[folder][line["article"]],), wrong, line["article"], "written")


def _excerpts(folder: Path, wanted: set[str]) -> dict[str, Excerpt]:
    read = read_paths([folder / "articles.jsonl.gz"])
    articles = (one for one in read if isinstance(one, Article) and one.id in wanted)
    return {one.id: whole(Version(one, 1, "")) for one in articles}

"""One place for each text that several outlets print: of passages that say the same, the best-ranked stays.

What a print has of its own, such as a line on local matters, stays too. Knows nothing of how prints are found.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from index.passage import Passage
from index.words import words_of

Groups = Callable[[Iterable[str]], dict[str, str]]
"""From article ids to the names of their groups; an article alone is its own group."""

_SAID_ALREADY = 0.6
"""Share of a passage's words that a better-ranked one of its group holds: prints cut paragraphs at other places."""


def apart(article_ids: Iterable[str]) -> dict[str, str]:
    """`Groups` of a library in which no two articles are prints of one text."""
    return {article_id: article_id for article_id in article_ids}


def one_print_each(ranked: Sequence[Passage], groups: Groups) -> list[Passage]:
    """The passages without those that only repeat a better-ranked print, in their order."""
    group_of = groups({passage.article_id for passage in ranked})
    articles_in = Counter(group_of.values())
    kept: dict[str, list[tuple[str, set[str]]]] = {}
    stays = []
    for passage in ranked:
        group = group_of[passage.article_id]
        if articles_in[group] > 1:
            words, prints = set(words_of(passage.text)), kept.setdefault(group, [])
            if any(article != passage.article_id and _repeats(words, said) for article, said in prints):
                continue
            prints.append((passage.article_id, words))
        stays.append(passage)
    return stays


def _repeats(words: set[str], said: set[str]) -> bool:
    return len(words & said) >= _SAID_ALREADY * len(words)

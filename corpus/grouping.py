"""Which of many articles form groups of copies, given which two are copies of each other.

Knows nothing of texts or tables. The same links give the same groups, in whatever order they were found.
"""

from collections.abc import Collection, Mapping

_CORE = 8
"""Members that a newcomer is held against; so many that a few missing links do not matter."""


def group(copies: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The lead of each article's group, by id; an article alone leads itself.

    `copies` gives, for each article, those that are copies of it, and is symmetric. The article with most copies leads
    (of several the one whose id comes first); of its copies all join that are copies of at least half of those that
    joined before. So three cuts of one text that overlap little are still a group, but a chain, where each text is a
    copy of the next only, breaks after its first link, and a text of phrases found everywhere gathers nobody. The rest
    go on among themselves: star clustering (Aslam, Pelekhov and Rus 2004), with a check on the stars.
    """
    order = sorted(copies, key=lambda article: (-len(copies[article]), article))
    rank = {article: place for place, article in enumerate(order)}
    leads: dict[str, str] = {}
    for lead in order:
        if lead in leads:
            continue
        members = [lead]
        for article in sorted(copies[lead], key=rank.__getitem__):
            if article not in leads and _belongs(copies[article], members[:_CORE]):
                members.append(article)
        leads.update(dict.fromkeys(members, lead))
    return leads


def _belongs(copies: Collection[str], core: list[str]) -> bool:
    return 2 * sum(1 for member in core if member in copies) >= len(core)

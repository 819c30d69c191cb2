"""Groups of copies, from which articles are copies of each other."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from corpus.grouping import group

NAMES = "abcdefghij"


def grouped(*links: str) -> dict[str, str]:
    """The lead of each, where "ab" says that a and b are copies and "c" that there is a c."""
    copies: dict[str, set[str]] = {name: set() for link in links for name in link}
    for link in links:
        for one, other in combinations(link, 2):
            copies[one].add(other)
            copies[other].add(one)
    return group(copies)


def groups(*links: str) -> set[str]:
    leads = grouped(*links)
    return {"".join(sorted(name for name in leads if leads[name] == lead)) for lead in leads.values()}


def test_an_article_without_copies_leads_itself() -> None:
    assert grouped("a", "b") == {"a": "a", "b": "b"}
    assert group({}) == {}


def test_copies_are_a_group_led_by_the_first_id() -> None:
    assert grouped("ab", "c") == {"a": "a", "b": "a", "c": "c"}


def test_the_text_with_most_copies_leads() -> None:
    assert grouped("cb", "ca", "cd", "ab", "bd") == dict.fromkeys("abcd", "b")
    assert grouped("za", "zb", "zc", "ab", "bc") == dict.fromkeys("abcz", "b")
    assert grouped("za", "zb", "ya") == {"a": "a", "z": "a", "y": "a", "b": "b"}


def test_two_cuts_of_one_text_that_share_nothing_are_a_group() -> None:
    assert groups("fa", "fb") == {"abf"}


def test_a_chain_breaks_instead_of_gathering_everything() -> None:
    assert groups("ab", "bc", "cd", "de", "ef", "fg") == {"abc", "de", "fg"}


def test_a_text_that_is_in_everything_gathers_no_crowd() -> None:
    assert groups("xa", "xb", "xc", "xd", "xe", "xf") == {"abx", "c", "d", "e", "f"}


def test_two_crowds_are_not_joined_by_one_text_that_is_in_both() -> None:
    assert groups("abcd", "efgh", "xa", "xe") in ({"abcdx", "efgh"}, {"abcd", "efgh", "x"}, {"abcd", "efghx"})


def test_a_flood_of_copies_of_a_few_is_one_group() -> None:
    hubs, rest = [f"hub {n}" for n in range(16)], [f"copy {n}" for n in range(500)]
    copies = {name: {other for other in [*hubs, *rest] if other != name} for name in hubs}
    copies |= {name: set(hubs) for name in rest}
    assert len(set(group(copies).values())) == 1


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=30), st.randoms())
def test_groups_part_all_articles_and_hold_for_any_order(pairs: list[tuple[str, str]], chance: object) -> None:
    links = [one + other for one, other in pairs if one != other]
    leads = grouped(*NAMES, *links)
    assert set(leads) == set(NAMES)
    assert grouped(*reversed(links), *reversed(NAMES)) == leads
    for name, lead in leads.items():
        assert leads[lead] == lead
        assert name == lead or any(set(link) == {name, lead} for link in links), "every member is a copy of its lead"

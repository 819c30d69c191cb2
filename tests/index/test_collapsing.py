from index.collapsing import apart, one_print_each
from index.passage import Passage

WIRE = "Three people were killed and eleven were missing after the storm pushed the sea over its walls on Monday."
LOCAL = "In Wexby the market hall was opened to forty families who had lost the roofs of their houses."


def passage(article_id: str, text: str) -> Passage:
    return Passage(f"{article_id}-{text[:5]}", article_id, 1, 0, len(text), text, "Storm")


def ids(ranked: list[Passage], **groups: str) -> list[str]:
    kept = one_print_each(ranked, lambda article_ids: {**apart(article_ids), **groups})
    return [one.id for one in kept]


def test_of_a_text_that_two_outlets_print_the_best_ranked_stays() -> None:
    ranked = [passage("post", WIRE), passage("gazette", WIRE.replace("Monday", "Monday night"))]

    assert ids(ranked, post="wire", gazette="wire") == ["post-Three"]


def test_what_a_print_has_of_its_own_stays() -> None:
    ranked = [passage("post", WIRE), passage("gazette", LOCAL)]

    assert ids(ranked, post="wire", gazette="wire") == ["post-Three", "gazette-In We"]


def test_articles_of_no_common_group_all_stay_whatever_they_say() -> None:
    ranked = [passage("post", WIRE), passage("gazette", WIRE)]

    assert ids(ranked) == ["post-Three", "gazette-Three"]


def test_passages_of_one_article_never_push_each_other_out() -> None:
    ranked = [passage("post", WIRE), passage("post", WIRE), passage("gazette", LOCAL)]

    assert ids(ranked, post="wire", gazette="wire") == ["post-Three", "post-Three", "gazette-In We"]

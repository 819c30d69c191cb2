"""The labelled set that checkers are measured on: claims of the sample, and the first generator's corruptions."""

import re
from collections import Counter

import pytest

from assistant.evaluation.questions import EvaluationQuestion, words
from benchmarks.labelled.claim import KINDS, Claim, Corrupted, GoldSentence, Labelled
from benchmarks.labelled.claims import labelled_sample
from benchmarks.labelled.gold_answers import claims_of_answers, untokenised
from benchmarks.labelled.one.numbers import every_value
from benchmarks.labelled.swaps_one import corrupt
from corpus.article import Article, Publication

_BRIDGE = Article(
    "bridge",
    "Bridge shut",
    "The bridge was shut on Friday 4 October, said Ruth Aldcroft, the engineer. It carries 11,400 vehicles a day. "
    "Mr Oake does not expect it to open before Christmas. It was built in 1931 by Jonas Pell of Fairlow. The repair "
    "costs £2.3 million and takes nine weeks. Ms Garrowby met Colm Pettifer in Wexby.",
    outlet="Harbour Post",
    published=Publication.from_iso("2024-10-05"),
)
_SWIM = Article(
    "swim",
    "River fit to swim in",
    "The river is fit to swim in, says Dr Sarn. Six bottles were filled in Ebbsgate, at the weir.",
)
_LIBRARY = {"bridge": _BRIDGE, "swim": _SWIM}


@pytest.fixture(scope="module")
def sample() -> Labelled:
    return labelled_sample()


@pytest.fixture(scope="module")
def corrupted(sample: Labelled) -> list[Corrupted]:
    return list(corrupt(sample.claims, sample.articles, seed=1))


def _claim(words_of_article: str, text: str | None = None) -> Claim:
    start = _BRIDGE.text.index(words_of_article)
    evidence = (GoldSentence("bridge", start, start + len(words_of_article)),)
    return Claim(f"sample/test/{start}", text or words_of_article, evidence, ("bridge",), "sample")


def _made(claim: Claim, kind: str) -> set[str]:
    """What thirty seeds make of a claim."""
    made = (one for seed in range(30) for one in corrupt([claim], _LIBRARY, seed))
    return {one.text for one in made if one.kind == kind}


def test_the_sample_gives_at_least_300_claims_by_many_rules(sample: Labelled) -> None:
    ways = Counter(claim.id.split("/")[1] for claim in sample.claims)
    assert len(sample.claims) >= 300
    assert len(ways) >= 8
    assert (
        len({claim.id for claim in sample.claims}) == len({claim.text for claim in sample.claims}) == len(sample.claims)
    )


def test_every_claim_stands_on_sentences_of_its_article(sample: Labelled) -> None:
    for claim in sample.claims:
        assert claim.evidence
        assert {one.article_id for one in claim.evidence} == set(claim.article_ids)
        assert all(text.strip() == text and text for text in claim.evidence_texts(sample.articles))


def test_a_claim_of_the_sample_uses_words_of_its_evidence(sample: Labelled) -> None:
    for claim in sample.claims:
        article = sample.articles[claim.article_ids[0]]
        evidence = {word[:4] for word in words(" ".join(claim.evidence_texts(sample.articles)))}
        evidence |= {word[:4] for word in words(f"{article.outlet} reported according to said is as saying that")}
        shared = sum(word[:4] in evidence for word in words(claim.text))
        assert shared >= 0.6 * len(words(claim.text)), claim.text


def test_a_rival_is_a_claim_beside_an_article_that_is_not_its_own(sample: Labelled) -> None:
    claims = {claim.id: claim for claim in sample.claims}
    assert len(sample.rivals) >= 30
    for rival in sample.rivals:
        assert rival.kind == "other_article"
        assert set(rival.article_ids).isdisjoint(claims[rival.claim_id].article_ids)


def test_no_claim_repeats_a_planted_instruction(sample: Labelled) -> None:
    assert not [claim.text for claim in sample.claims if re.search(r"language model|AI assistant", claim.text)]


def test_a_sentence_of_a_gold_answer_is_a_claim_unless_its_number_is_nowhere_in_the_gold_sentences() -> None:
    gold = "It carries 11,400 vehicles a day."
    question = EvaluationQuestion(
        "1",
        "how many vehicles does the bridge carry",
        None,
        ("The bridge carries 11,400 vehicles a day . The bridge carries 12,400 vehicles a day .",),
        frozenset({"bridge"}),
        True,
        (gold,),
    )
    claims = list(claims_of_answers([question], _LIBRARY))
    assert [claim.text for claim in claims] == ["The bridge carries 11,400 vehicles a day."]
    assert claims[0].evidence_texts(_LIBRARY) == (gold,)


def test_text_that_a_tokenizer_parted_is_put_together_again() -> None:
    assert untokenised("`` It 's late , '' he said ( twice ) .") == "“It's late,” he said (twice)."


def test_the_same_seed_makes_the_same_corruptions_and_another_seed_others(
    sample: Labelled, corrupted: list[Corrupted]
) -> None:
    some = sample.claims[:40]
    again = list(corrupt(some, sample.articles, seed=1))
    assert again == [one for one in corrupted if one.claim_id in {claim.id for claim in some}]
    assert again != list(corrupt(some, sample.articles, seed=2))


def test_every_kind_of_corruption_is_made_often(corrupted: list[Corrupted]) -> None:
    counts = Counter(one.kind for one in corrupted)
    assert set(counts) == set(KINDS)
    assert all(count >= 200 for count in counts.values()), counts


def test_every_corruption_differs_from_its_claim_in_its_words_or_in_its_article(
    sample: Labelled, corrupted: list[Corrupted]
) -> None:
    claims = {claim.id: claim for claim in sample.claims}
    for one in corrupted:
        claim = claims[one.claim_id]
        moved = one.kind == "other_article"
        assert (one.text == claim.text) is moved
        assert set(one.article_ids).isdisjoint(claim.article_ids) is moved
        assert set(one.article_ids) <= sample.articles.keys()


def test_a_changed_number_has_a_value_that_the_evidence_has_not() -> None:
    made = _made(_claim("It carries 11,400 vehicles a day."), "number")
    assert len(made) > 3
    assert all(not every_value(text) <= every_value(_BRIDGE.text[:120]) for text in made)
    assert all(re.fullmatch(r"It carries [\d,.]+ vehicles a day\.", text) for text in made)


def test_a_number_in_words_becomes_another_in_words() -> None:
    made = _made(_claim("The repair costs £2.3 million and takes nine weeks."), "number")
    assert any(re.search(r"takes (?!nine)[a-z-]+ weeks", text) for text in made)
    assert any(re.search(r"£(?!2\.3 )[\d.]+ million", text) for text in made)


def test_more_than_a_number_becomes_more_than_a_larger_one() -> None:
    claim = _claim("It carries 11,400 vehicles a day.", "It carries more than 11,000 vehicles a day.")
    values = [max(every_value(text)) for text in _made(claim, "number")]
    assert values
    assert min(values) > 11_000 * 1.3


def test_two_numbers_of_a_list_are_not_exchanged() -> None:
    claim = _claim("It carries 11,400 vehicles a day.", "It carries 12 and 17 buses.")
    assert "It carries 17 and 12 buses." not in _made(claim, "number")


def test_a_changed_name_is_of_the_same_kind_and_stands_nowhere_near() -> None:
    made = _made(_claim("Ms Garrowby met Colm Pettifer in Wexby."), "name")
    assert any("Ms Garrowby" not in text for text in made)
    assert any("Wexby" not in text for text in made)
    assert all(text.startswith("Ms ") and len(text.split()) == 7 for text in made)
    assert not any("Fairlow" in text for text in made)  # the article names it, and Wexby may lie in it


def test_a_first_name_is_changed_before_its_last_name() -> None:
    made = _made(_claim("Ms Garrowby met Colm Pettifer in Wexby."), "name")
    assert any(re.search(r"met (?!Colm)\w+ Pettifer", text) for text in made)


def test_a_changed_date_is_another_day_month_weekday_or_year() -> None:
    shut = _made(_claim("The bridge was shut on Friday 4 October, said Ruth Aldcroft, the engineer."), "date")
    assert any(re.search(r"Friday (?!4\b)\d+ October", text) for text in shut)
    assert any("Friday 4 " in text and "October" not in text for text in shut)
    assert not any("Friday 5 October" in text for text in shut)  # the day of publication
    built = _made(_claim("It was built in 1931 by Jonas Pell of Fairlow."), "date")
    assert {text[:16] for text in built} == {"It was built in "}
    assert not any("1931" in text for text in built)


def test_a_date_after_since_moves_on_and_a_date_after_until_moves_back() -> None:
    since = _claim("The bridge was shut on Friday 4 October", "The bridge has been shut since 14 October.")
    days = [int(found[1]) for text in _made(since, "date") if (found := re.search(r"(\d+) October", text))]
    assert days
    assert min(days) > 14
    until = _claim("The bridge was shut on Friday 4 October", "The bridge was open until 14 October.")
    days = [int(found[1]) for text in _made(until, "date") if (found := re.search(r"(\d+) October", text))]
    assert days
    assert max(days) < 14


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The bridge was shut.", "The bridge was not shut."),
        ("Mr Oake does not expect it to open.", "Mr Oake does expect it to open."),
        ("Police went to the bridge.", "Police did not go to the bridge."),
        ("Mr Oake said that the bridge is sound.", "Mr Oake denied that the bridge is sound."),
        ("According to Mr Oake, the bridge is sound.", "Mr Oake denied that the bridge is sound."),
        ("The number of vehicles rose.", "The number of vehicles fell."),
        ("He stood north of the quay.", "He stood south of the quay."),
    ],
)
def test_a_sentence_is_turned_round(text: str, turned: str) -> None:
    assert turned in _made(_claim("The bridge was shut", text), "negation")


def test_a_denial_is_not_denied_again() -> None:
    assert not any(" not " in text for text in _made(_claim("The bridge was shut", "Nobody was hurt."), "negation"))


def test_a_claim_is_moved_to_an_article_that_lacks_its_words_and_never_to_its_own(
    sample: Labelled, corrupted: list[Corrupted]
) -> None:
    for one in corrupted:
        if one.kind == "other_article":
            article = sample.articles[one.article_ids[0]]
            known = {word[:5] for word in words(f"{article.title} {article.text}")}
            wanted = {word[:5] for word in words(one.text) if len(word) >= 4 or word.isdigit()}
            assert len(wanted - known) >= 0.3 * len(wanted), one

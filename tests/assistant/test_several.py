import time

import pytest

from assistant.assistant import Assistant
from assistant.several import Kind, SeveralReports, several_reports

MILL = "the old mill was sold"


@pytest.mark.parametrize(
    "question",
    [
        f"How many papers say that {MILL}?",
        f"how many independent reports say {MILL}",
        f"In how many separate outlets was it said that {MILL}?",
        f"How many different sources have it that {MILL} ?",
        f"How many newspapers found out by themselves that {MILL}?",
        f"How many reports are there that {MILL}?",
        f"How many independent sources confirm {MILL}?",
        f"How many articles say that {MILL}?",
        f"How many news outlets reported that {MILL}?",
        f"How many of the papers said {MILL}?",
    ],
)
def test_how_many_report_something_is_about_what_is_reported(question: str) -> None:
    assert several_reports(question) == SeveralReports("reports", MILL)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("How do the Post and the Ledger differ on who sold the mill?", "who sold the mill"),
        ("Where did the two papers disagree about the price of the mill?", "the price of the mill"),
        ("The Post and the Ledger don't agree on who sold the mill. What does each say?", "who sold the mill"),
        ("The Post and the Ledger disagree over the mill's age", "the mill's age"),
        ("The Post and the Ledger give different reasons for the sale. What are they?", "reasons for the sale"),
        ("Which conflicting figures are given for the mill's price?", "the mill's price"),
        ("How old is the mill? I've seen two numbers.", "How old is the mill?"),
        ("What did the mill fetch? I have read different figures", "What did the mill fetch?"),
        ("The two papers disagree on the price; who is right?", "the price"),
        ("How do the accounts of the sale differ?", "the sale"),
        ("Do the papers agree on the price of the mill?", "the price of the mill"),
        ("Do all the papers agree about the price of the mill?", "the price of the mill"),
        ("Are there conflicting reports about the sale?", "the sale"),
    ],
)
def test_where_reports_differ_is_about_what_they_differ_on(question: str, subject: str) -> None:
    assert several_reports(question) == SeveralReports("difference", subject)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("How did the price of the mill fall, step by step?", "the price of the mill"),
        ("How did the row over the mill go, from the sale to the verdict?", "the row over the mill"),
        ("How did the number of workers change over the years?", "the number of workers"),
        ("How did the sale of the mill unfold?", "the sale of the mill"),
        ("How has the plan for the mill changed since the sale?", "the plan for the mill"),
        ("Take me through the sale of the mill step by step.", "the sale of the mill"),
        ("walk me through the sale of the mill", "the sale of the mill"),
        (
            "What happened at the mill on the night of the fire, hour by hour?",
            "What happened at the mill on the night of the fire",
        ),
        ("How did things go for the miller, from the fire to the sale?", "the miller"),
        ("Give me a timeline of the sale", "the sale"),
        ("Timeline of the sale", "the sale"),
        ("How has the sale unfolded?", "the sale"),
        ("How did the price of the mill change from 2019 to 2024?", "the price of the mill"),
        ("How did the sale of the mill develop?", "the sale of the mill"),
        ("How did the floods unfold in Valencia?", "the floods in Valencia"),
        ("Can you talk me through the sale, please?", "the sale"),
    ],
)
def test_how_something_went_is_about_the_thing(question: str, subject: str) -> None:
    assert several_reports(question) == SeveralReports("course", subject)


@pytest.mark.parametrize(
    "question",
    [
        "How many mills were sold?",
        "How many sources of water does the town have that freeze in winter?",
        "How many separate sources of income does the museum have?",
        "How many outlets gave discounts in the sale?",
        "How many people said that the mill was sold?",
        "Which papers say that the mill was sold?",
        "How many reports say?",
        "Why did the miller disagree with the ruling on the sale?",
        "What did the miller and the mayor disagree about?",
        "How did the vote on the mill go?",
        "How did the fire change the mill?",
        "What happened at the mill?",
        "How did the town nearly lose the mill in 1993?",
        "Who took the miller through the village?",
        "Why did the miller and the mayor disagree over the price?",
        "What happens if the miller and the mayor do not agree on a price by Friday?",
        "Which villages don't agree on the sale?",
        "Why do the shops have different prices in June?",
        "How do cats and dogs differ on average in size?",
        "What happened to the train from Rome to Milan on Monday?",
        "How did the family move from Syria to Germany?",
        "How did the price of the mill rise from 4% to 6% in May?",
        "How did the miller evolve his wheel?",
        "How many papers did the miller say that he had read?",
        "How many separate reports gave rise to the inquiry?",
        "How did it unfold?",
        "Take me through that, step by step.",
        "How many reports say that?",
        "",
    ],
)
def test_other_questions_are_about_what_they_ask(question: str) -> None:
    assert several_reports(question) is None


@pytest.mark.parametrize(
    "hostile",
    [
        "what happened " + "from a to b " * 160,
        "how many reports x say y that " + "say that " * 200,
        "how has " + "gone since " * 180,
        "they have different figures for " + "differ on " * 190,
        "? I've seen " * 160,
    ],
)
def test_the_longest_question_of_any_words_is_told_at_once(hostile: str) -> None:
    begun = time.perf_counter()
    several_reports(hostile[:1998] + "!\n")

    assert time.perf_counter() - begun < 2


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "kind", "quotes"),
    [
        (
            "How many independent reports say that Thrale's chronometer dates from 1808?",
            "reports",
            ["finished in 1808 by Isaac Thrale", "made in 1808 by Isaac Thrale"],
        ),
        (
            "The Northern Ledger and the Harbour Post don't agree on who the dead watchman at Fish Quay was. "
            "What does each say?",
            "difference",
            ["Thomas Grell, 58", "Tobias Grell, 59"],
        ),
        (
            "How did the strike at Hollin Vale unfold, from the walkout to the settlement?",
            "course",
            ["stopped at 10 p.m. on Monday", "310 in favour", "voted by 301 to 97"],
        ),
    ],
)
def test_such_a_question_is_answered_by_one_report_after_the_other(
    sample_assistant: Assistant, question: str, kind: Kind, quotes: list[str]
) -> None:
    answer = sample_assistant.ask(question)

    wanted = several_reports(question)
    assert wanted is not None
    assert wanted.kind == kind
    assert answer.outcome == "answered"
    places = [answer.answer.find(quote) for quote in quotes]
    assert min(places) >= 0
    assert places == sorted(places)
    days = [citation.published for citation in answer.citations if citation.published]
    assert days == sorted(days)
    assert answer.coverage is not None
    assert answer.coverage.articles >= 2
    assert kind != "reports" or answer.coverage.independent == 2


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "How did the search for the submarine in the Baltic unfold, from the first signal to the rescue?",
        "Take me through the vaccination campaign in Lisbon step by step.",
        "How many independent reports say that the zoo of Oslo lost nine penguins?",
        "Two papers disagree on who won the chess tournament in Madras. What does each say?",
    ],
)
def test_what_no_article_tells_of_is_refused_in_these_forms_too(sample_assistant: Assistant, question: str) -> None:
    assert several_reports(question) is not None
    assert sample_assistant.ask(question).outcome == "refused"

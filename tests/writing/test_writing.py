"""Answers that a scripted model writes, through the whole assistant with a judge of words alone."""

from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.events import Finished, SentenceReady
from tests.writing.scripted import BRIDGE, ScriptedModel, article, library

ASK = "Why was the Quay Bridge in Skellhaven shut, and what will repairs cost?"
SHUT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
COST = "Repairs of the bridge will cost 3.5 million pounds, the council said."
WRONG_COST = "Repairs of the bridge will cost 4.5 million pounds, the council said."
REFUSAL = "The passages do not say."


def written(directory: Path, *replies: str, ask: str = ASK) -> Answer:
    with library(directory, ScriptedModel(*replies)) as assistant:
        return assistant.ask(ask)


def shown(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def codes(answer: Answer) -> list[str]:
    return [notice.code for notice in answer.notices]


def test_what_a_model_writes_is_shown_with_the_quotes_that_prove_it(tmp_path: Path) -> None:
    answer = written(tmp_path, f"{SHUT} [1] {COST[:-1]} [1].")

    assert (answer.mode, answer.outcome, codes(answer)) == ("writing", "answered", [])
    assert shown(answer) == [SHUT, COST]
    assert [sentence.support for sentence in answer.sentences] == ["supported", "supported"]
    assert [(one.article_id, one.quote) for one in answer.citations] == [("bridge", SHUT), ("bridge", COST)]
    assert all(BRIDGE[one.start : one.end] == one.quote for one in answer.citations)
    assert answer.model is not None
    assert (answer.model.name, answer.model.tokens_in, answer.model.cached) == ("scripted:model", 100, False)


def test_a_sentence_is_shown_before_the_next_is_written(tmp_path: Path) -> None:
    model = ScriptedModel([f"{SHUT} [1]", " ", COST, " [1]"])
    with library(tmp_path, model) as assistant:
        events = assistant.stream(ASK)
        ready = next(event for event in events if isinstance(event, SentenceReady))
        events.close()

    assert ready.sentence.text == SHUT
    assert model.closed == 1


def test_a_wrong_marker_is_put_right_and_a_missing_one_supplied(tmp_path: Path) -> None:
    answer = written(tmp_path, f"{SHUT} [2] {COST} [9] The farms poured milk away for the whole of October.")

    assert [one.article_id for one in answer.citations] == ["bridge", "bridge", "milk"]


def test_a_sentence_without_support_is_repaired_in_one_more_call(tmp_path: Path) -> None:
    model = ScriptedModel(f"{WRONG_COST} [1] {SHUT} [1]", f"A: {COST} [1]")
    with library(tmp_path, model) as assistant:
        answer = assistant.ask(ASK)

    assert shown(answer) == [SHUT, COST]
    assert codes(answer) == []
    assert f"A: {WRONG_COST}\n   Wrong: no passage has the number “4”." in model.asked[1][-1].text
    assert answer.model is not None
    assert answer.model.tokens_in == 200


@pytest.mark.parametrize("repaired", ["A: LEAVE OUT", f"A: {WRONG_COST} [1]", "I cannot do that.", "B: It rained."])
def test_what_cannot_be_repaired_is_left_out_and_said_to_be(tmp_path: Path, repaired: str) -> None:
    answer = written(tmp_path, f"{SHUT} [1] {WRONG_COST} [1]", repaired)

    assert (shown(answer), answer.outcome) == ([SHUT], "answered")
    assert [(notice.code, notice.text) for notice in answer.notices] == [
        (
            "sentence_dropped",
            "1 sentence that the model wrote was left out, as the articles do not support it: "
            "a number that no passage has.",
        )
    ]


@pytest.mark.parametrize("reply", [REFUSAL, "I don't know.", "I'm sorry, but I cannot answer that.", f"**{REFUSAL}**"])
def test_a_model_that_does_not_know_gives_a_refusal_and_no_notice(tmp_path: Path, reply: str) -> None:
    answer = written(tmp_path, reply)

    assert (answer.outcome, answer.mode, codes(answer)) == ("refused", "writing", [])
    assert answer.refusal is not None


LIES = ("The moon is made of cheese. Zebras dance nightly.", "A: LEAVE OUT\nB: LEAVE OUT")


def test_where_nothing_is_left_of_a_draft_the_articles_are_quoted(tmp_path: Path) -> None:
    model = ScriptedModel(*LIES, *LIES)
    with library(tmp_path, model) as assistant:
        answer = assistant.ask(ASK)
        assistant.ask(ASK)

    assert (answer.mode, answer.outcome, codes(answer)) == (
        "quoting",
        "answered",
        ["draft_dropped", "sentence_dropped"],
    )
    assert shown(answer) == [SHUT, COST]
    assert {sentence.support for sentence in answer.sentences} == {"quoted"}
    assert answer.notices[1].text.startswith("2 sentences that the model wrote were left out")
    assert answer.model is not None
    assert answer.model.tokens_in == 200
    assert len(model.asked) == 4  # the next try may have better luck: such a draft is not kept


@pytest.mark.parametrize(
    ("draft", "why"), [("", "model_unavailable"), ("Sure!", "draft_dropped"), ("Here is the answer:", "draft_dropped")]
)
def test_where_a_model_says_nothing_the_articles_are_quoted(tmp_path: Path, draft: str, why: str) -> None:
    answer = written(tmp_path, draft)

    assert (answer.mode, answer.outcome, shown(answer)) == ("quoting", "answered", [SHUT, COST])
    assert codes(answer) == [why]


def test_where_quotes_do_not_answer_either_it_is_a_refusal(tmp_path: Path) -> None:
    answer = written(tmp_path, *LIES, ask="Who won the regatta at Wexby in 1911?")

    assert (answer.outcome, codes(answer)) == ("refused", ["draft_dropped", "sentence_dropped"])


def test_parts_that_are_left_open_make_the_answer_partial(tmp_path: Path) -> None:
    draft = f"{SHUT} [1]\nOPEN: When will it open again?\nThe passages do not mention who will pay."
    answer = written(tmp_path, draft, ask="Why was the Quay Bridge shut, when will it open again, and who will pay?")

    assert (answer.outcome, shown(answer)) == ("partial", [SHUT])
    assert answer.unanswered == ("When will it open again?", "Who will pay")


def test_that_the_passages_do_not_say_something_is_never_shown_as_supported(tmp_path: Path) -> None:
    answer = written(tmp_path, f"{SHUT[:-1]}, but the passages do not say who shut the Quay Bridge [1].")

    assert shown(answer) == [SHUT]
    assert answer.unanswered == ("Who shut the Quay Bridge",)


def test_a_refusal_beside_sentences_leaves_the_question_itself_open(tmp_path: Path) -> None:
    answer = written(tmp_path, f"{REFUSAL} {SHUT} [1]")

    assert (answer.outcome, shown(answer), answer.unanswered) == ("partial", [SHUT], (ASK,))


def test_introductions_and_repetitions_are_not_shown(tmp_path: Path) -> None:
    answer = written(tmp_path, f"Here is the answer:\nBased on the passages, {SHUT} [1] {SHUT} [1]")

    assert (shown(answer), codes(answer)) == ([SHUT], [])


def test_a_sentence_that_leans_on_one_that_was_left_out_is_not_shown(tmp_path: Path) -> None:
    carried = "It carried 8,900 passengers on Saturday."
    answer = written(tmp_path, f"Zebras dance on the Quay nightly. {carried} [1]", "A: LEAVE OUT\nB: LEAVE OUT")

    assert {sentence.support for sentence in answer.sentences} == {"quoted"}


def test_he_is_judged_by_the_article_of_the_sentence_before(tmp_path: Path) -> None:
    ann = article("ann", "Ann Usk leads the council of Skellhaven. She was born in a tent.")
    bob = article("bob", "Bob Tarn leads the farms of the valley. He resigned on Monday in the rain.")
    replies = ("Ann Usk leads the council of Skellhaven [1]. He resigned on Monday in the rain [2].", "A: LEAVE OUT")
    with library(tmp_path, ScriptedModel(*replies), ann, bob) as assistant:
        answer = assistant.ask("Who leads the council of Skellhaven and who resigned in the rain?")

    assert shown(answer) == ["Ann Usk leads the council of Skellhaven."]
    assert codes(answer) == ["sentence_dropped"]


@pytest.mark.parametrize("between", ["Ann Usk leads the council [1].", "The passages do not say who paid."])
def test_he_is_not_judged_by_an_older_sentence_where_the_one_before_was_not_shown(tmp_path: Path, between: str) -> None:
    ann = article("ann", "Ann Usk leads the council. It met in a tent.")
    bob = article("bob", "Bob Tarn leads the farms. He resigned on Monday in the rain.")
    told = "Ann Usk leads the council [1]. Bob Tarn leads the farms [2]."
    draft = f"{told} {between} He resigned on Monday in the rain [2]."
    with library(tmp_path, ScriptedModel(draft, "A: LEAVE OUT"), ann, bob) as assistant:
        answer = assistant.ask("Who leads the council, who the farms and who resigned in the rain?")

    assert shown(answer) == ["Ann Usk leads the council.", "Bob Tarn leads the farms."]
    assert codes(answer) == ["sentence_dropped"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Usk sued Tarn over the mill.", "Tarn sued Usk over the mill."),
        ("The council will not pay for the mill.", "The council will pay for the mill."),
    ],
)
def test_the_same_words_in_another_order_are_no_repetition_nor_are_fewer(
    tmp_path: Path, first: str, second: str
) -> None:
    """The second goes to the judge, which knows words alone here, and lets it through."""
    draft = f"{first} [1] {second} [1] {first} [1]"
    with library(tmp_path, ScriptedModel(draft), article("mill", f"{first} {second}")) as assistant:
        answer = assistant.ask("Who sued whom over the mill, and who will pay for the mill?")

    assert (shown(answer), codes(answer)) == ([first, second], [])


def test_a_letter_that_was_not_sent_mends_nothing(tmp_path: Path) -> None:
    draft = "\n".join(f"Zebras dance on the Quay in {1900 + year}." for year in range(9))
    answer = written(tmp_path, draft, f"I: {SHUT} [1]")

    assert (answer.mode, codes(answer)) == ("quoting", ["draft_dropped", "sentence_dropped"])


def test_nothing_is_asked_of_a_model_where_nothing_was_found(tmp_path: Path) -> None:
    model = ScriptedModel("Never said.")
    with library(tmp_path, model) as assistant:
        assistant.remove("bridge")
        assistant.remove("milk")
        answer = assistant.ask(ASK)

    assert (answer.outcome, answer.mode, answer.model, model.asked) == ("refused", "writing", None, [])


def test_quoting_can_be_asked_for_although_a_model_is_set(tmp_path: Path) -> None:
    model = ScriptedModel("Never said.")
    with library(tmp_path, model) as assistant:
        answer = assistant.ask(ASK, mode="quoting")

    assert (answer.mode, answer.model, model.asked) == ("quoting", None, [])


def test_the_same_question_is_answered_from_what_was_kept_and_says_so(tmp_path: Path) -> None:
    model = ScriptedModel(f"{SHUT} [1]")
    with library(tmp_path, model) as assistant:
        first, second = assistant.ask(ASK), assistant.ask(ASK)

    assert (shown(first), shown(second), len(model.asked)) == ([SHUT], [SHUT], 1)
    assert second.model is not None
    assert (second.model.cached, second.model.tokens_in, second.model.tokens_out) == (True, 0, 0)


def test_the_last_event_is_the_whole_answer_and_the_sentences_come_before_it(tmp_path: Path) -> None:
    with library(tmp_path, ScriptedModel(f"{SHUT} [1] {COST} [1]")) as assistant:
        events = list(assistant.stream(ASK))

    ready = [event.sentence for event in events if isinstance(event, SentenceReady)]
    assert isinstance(events[-1], Finished)
    assert tuple(ready) == events[-1].answer.sentences

"""Whether an answer is right, by the rule of its question's kind, and how many are, kind by kind.

A right answer has the outcome that was expected and holds every value that was; each kind asks for more beside. Pure
arithmetic over answers. Knows nothing of how they were got.
"""

from collections.abc import Callable, Sequence

from assistant.answer import Answer
from assistant.evaluation.questions import PLAIN_KINDS, EvaluationQuestion, Expectation, holds, plain, words
from assistant.evaluation.scoring import Asked, Figures, answer_figures, is_given

Rule = Callable[[Expectation, Answer], bool]


def kind_figures(asked: Sequence[Asked]) -> Figures | None:
    """Per kind: questions, the share that is right and, for answerable ones, given; None where there are no kinds.

    `plain` is precision, recall and F1 over the plain kinds together, without the unanswerable ones.
    """
    kinds = sorted({one.question.kind for one in asked if one.question.kind})
    if not kinds:
        return None
    plain_ones = [one for one in asked if one.question.kind in PLAIN_KINDS and one.question.answerable]
    by_kind = {kind: _share([one for one in asked if one.question.kind == kind]) for kind in kinds}
    return {"plain": answer_figures(plain_ones), **by_kind}


def is_right(question: EvaluationQuestion, answer: Answer) -> bool:
    """Whether the answer is right by its kind's rule; without expectations, whether an accepted answer is in it."""
    expects = question.expects
    if expects is None:
        return is_given(answer) == question.answerable and (
            not question.answerable or holds(answer.answer, question.answers)
        )
    if answer.outcome != expects.outcome:
        return False
    rule = _RULES.get(question.kind or "", _nothing_more)
    return _holds_values(expects, answer) and rule(expects, answer)


def _share(asked: Sequence[Asked]) -> Figures:
    right = sum(is_right(one.question, one.answer) for one in asked)
    given = sum(is_given(one.answer) for one in asked)
    return {"questions": len(asked), "right": round(right / len(asked), 4), "given": round(given / len(asked), 4)}


def _holds_values(expects: Expectation, answer: Answer) -> bool:
    """Every group of values, none of those that should not stand there, and the groups in order where that is asked."""
    if not all(holds(answer.answer, group) for group in expects.values) or holds(answer.answer, expects.absent):
        return False
    places = [_first_place(answer.answer, group) for group in expects.values]
    return not expects.in_order or places == sorted(places)


def _first_place(text: str, forms: Sequence[str]) -> int:
    padded = plain(text)
    return min(place for form in forms if (place := padded.find(plain(form))) >= 0)


def _nothing_more(expects: Expectation, answer: Answer) -> bool:
    return True


def _nothing_later(expects: Expectation, answer: Answer) -> bool:
    """As it was known on the day: no citation was published after it."""
    day = answer.asked_on
    return day is None or all((citation.published or "")[:10] <= day for citation in answer.citations)


def _cites_one(expects: Expectation, answer: Answer) -> bool:
    return any(citation.article_id in expects.articles for citation in answer.citations)


def _cites_outlets(expects: Expectation, answer: Answer) -> bool:
    cited = {citation.outlet for citation in answer.citations if citation.outlet}
    return all(group & cited for group in expects.outlets)


def _names_speaker(expects: Expectation, answer: Answer) -> bool:
    return holds(answer.answer, expects.speaker)


def _counts_sources(expects: Expectation, answer: Answer) -> bool:
    return answer.coverage is not None and answer.coverage.independent == expects.independent


def _does_not_contradict(expects: Expectation, answer: Answer) -> bool:
    """An answer in quotes alone gives the evidence; one that opens with yes or no has to open with the right one."""
    first = next(iter(words(answer.answer)), "")
    return first not in ("yes", "no") or first == expects.polarity


_RULES: dict[str, Rule] = {
    "as of": _nothing_later,
    "correction": _cites_one,
    "disagreement": _cites_outlets,
    "attribution": _names_speaker,
    "independent": _counts_sources,
    "yes/no": _does_not_contradict,
}

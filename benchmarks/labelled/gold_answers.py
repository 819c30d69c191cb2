"""Claims from the gold answers of an evaluation folder: each sentence that annotators wrote, beside its gold sentences.

Knows nothing of the sample or of checkers. Annotators copied, joined and re-worded, and now and then wrote what their
gold sentences do not say. Left out by rule, without asking any checker: sentences of fewer than five words, cut off in
the middle (a parenthesis left open among them), or that answer "Yes." first; those with a number in digits that no
gold sentence has; and those with more than a quarter of their content words missing from the gold sentences, the title
and the question. Of 60 that are left, looked at by eye, 3 say what their gold sentences do not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.evaluation.questions import EvaluationQuestion, plain
from benchmarks.labelled.claim import Claim, GoldSentence
from corpus.article import Article
from index.sentences import split_sentences

_FEWEST_WORDS = 5
_SHARE_FOUND = 0.75  # looked at by eye: below it about half are not said by the gold sentences, above it few
_STEM = 5  # letters: enough that "produces" and "produced" are one word
_FUNCTION_WORDS = frozenset(
    """the a an of in on at to and or for by with from as is are was were be been being that this these those it its
    his her their he she they which who whom whose also has have had not but into during after before""".split()
)
_SPACED = (
    (re.compile(r"``"), "“"),
    (re.compile(r"''"), "”"),
    (re.compile(r"\s+([,.;:!?%)\]’”])"), r"\1"),
    (re.compile(r"([(\[“£$€])\s+"), r"\1"),
    (re.compile(r"\s+('s|n't|'re|'ll|'ve|'d|'m)\b"), r"\1"),
    (re.compile(r"(?<=\w) - (?=\w)"), "-"),
    (re.compile(r" -- "), " – "),
    (re.compile(r"(?<=\d): (?=\d\d)"), ":"),
    (re.compile(r"\s+"), " "),
)
_OPENS = re.compile(r"[A-Z0-9“\"'‘]")
_CLOSES = re.compile(r"[.!?][”\"')]*$")
_ANSWERS_FIRST = re.compile(r"(?:yes|no)\b[.,]", re.IGNORECASE)


def claims_of_answers(questions: Sequence[EvaluationQuestion], articles: Mapping[str, Article]) -> Iterator[Claim]:
    """The usable sentences of all answers, none twice, in the order of the questions."""
    seen: set[str] = set()
    for question in questions:
        evidence = _evidence(question, articles)
        if not question.answerable or not evidence:
            continue
        for number, sentence in enumerate(_sentences(question.answers)):
            if plain(sentence) not in seen and _usable(sentence, question, evidence, articles):
                seen.add(plain(sentence))
                ids = tuple(dict.fromkeys(one.article_id for one in evidence))
                yield Claim(f"clapnq/{question.id}/{number}", sentence, evidence, ids, "clapnq")


def untokenised(text: str) -> str:
    """The text with its spaces where people put them, where a tokenizer has parted every mark from its word."""
    for pattern, written in _SPACED:
        text = pattern.sub(written, text)
    return text.strip()


def _sentences(answers: Sequence[str]) -> list[str]:
    texts = [untokenised(answer) for answer in answers]
    return [span.of(text) for text in texts for span in split_sentences(text)]


def _evidence(question: EvaluationQuestion, articles: Mapping[str, Article]) -> tuple[GoldSentence, ...]:
    """Where the gold sentences stand."""
    found = [
        GoldSentence(article_id, start, start + len(sentence))
        for article_id in sorted(question.relevant & articles.keys())
        for sentence in question.sentences
        if (start := articles[article_id].text.find(sentence)) >= 0
    ]
    return tuple(sorted(found))


def _usable(
    sentence: str,
    question: EvaluationQuestion,
    evidence: Sequence[GoldSentence],
    articles: Mapping[str, Article],
) -> bool:
    """Whether the gold sentences can support it, by the rule that this module states."""
    whole = _OPENS.match(sentence) and _CLOSES.search(sentence) and not _ANSWERS_FIRST.match(sentence)
    whole = whole and sentence.count("(") == sentence.count(")")
    if not whole or len(plain(sentence).split()) < _FEWEST_WORDS:
        return False
    gold = " ".join(articles[one.article_id].text[one.start : one.end] for one in evidence)
    titles = " ".join(articles[article_id].title for article_id in {one.article_id for one in evidence})
    if not _figures(sentence) <= _figures(f"{gold} {titles}"):
        return False
    own, known = _stems(sentence), _stems(f"{gold} {titles} {question.question}")
    return len(own & known) >= _SHARE_FOUND * len(own)


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", untokenised(text)))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in plain(text).split() if word not in _FUNCTION_WORDS}

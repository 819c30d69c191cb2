"""Copies of articles, and articles that are none, made by rule from the sample: for `benchmarks/duplicates.py`.

Knows nothing of how copies are found. The same seed gives the same articles.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.article import Article

_LOCAL_WORDS = 45  # about what an outlet puts on top of an agency's text
_BOILERPLATE = 0.4  # of the words of a notice that was made from a template
_STYLES = (
    ("’", "'"),
    ("“", '"'),
    ("”", '"'),
    (" per cent", "%"),
    (" million", "m"),
    (" a.m.", "am"),
    (" p.m.", "pm"),
    (" – ", " - "),
    ("Mr ", "Mr. "),
    ("Mrs ", "Mrs. "),
    ("organis", "organiz"),
    ("three", "3"),
    ("four", "4"),
    ("seven", "7"),
    ("nine", "9"),
)
_NOTE = "Correction: an earlier version of this article gave a wrong name for a member of the committee. We are sorry."


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, the rule that made the pair, and whether they are prints of one text."""

    rule: str
    one: Article
    other: Article
    copies: bool


def copies_of(article: Article, others: list[Article], chance: random.Random) -> list[Pair]:
    """One copy of `article` by each rule; what outlets add is taken from `others`, which must be about other things."""
    local = _local_paragraph(chance.choice(others))
    rules: dict[str, Callable[[str], str]] = {
        "last third cut": lambda text: _beginning(text, 2 / 3),
        "only the first third kept": lambda text: _beginning(text, 1 / 3),
        "1 to 4 paragraphs dropped": lambda text: _without_some(text, chance),
        "paragraphs reordered": lambda text: _shuffled(text, chance),
        "figures changed": lambda text: _other_figures(text, chance),
        "house style": house_style,
        "local paragraph added": lambda text: _joined([*_paragraphs(text)[:1], local, *_paragraphs(text)[1:]]),
        "correction note added": lambda text: f"{text}\n\n{_NOTE}",
        "several of these": lambda text: house_style(_other_figures(_beginning(text, 2 / 3), chance)) + f"\n\n{local}",
    }
    made = {rule: replace(article, text=change(article.text)) for rule, change in rules.items()}
    made["headline changed"] = replace(article, title=chance.choice(others).title)
    return [
        Pair(rule, article, replace(copy, id=f"{article.id} / {rule}", outlet="Another"), True)
        for rule, copy in made.items()
    ]


def strangers_of(article: Article, sibling: Article, others: list[Article], chance: random.Random) -> list[Pair]:
    """Articles that resemble `article` and are no copies; `sibling` is another article of the same story."""
    sentences = _sentences(article.text)
    place = chance.randrange(max(len(sentences) - 3, 1))
    quoted = " ".join(sentences[place : place + chance.choice((2, 3))])
    boilerplate = chance.choice(others)
    digest = [_paragraphs(each.text)[0] for each in chance.sample(others, 5)]
    made = {
        "quotes 2 or 3 sentences": replace(sibling, text=_inserted(sibling.text, f"“{quoted}”", chance)),
        "same headline, same story": replace(sibling, title=article.title),
        "round-up with its opening": replace(sibling, text=_joined([_paragraphs(article.text)[0], *digest])),
    }
    pairs = [Pair(rule, article, replace(other, id=f"{article.id} / {rule}"), False) for rule, other in made.items()]
    return [
        *pairs,
        Pair("two notices of one template", _notice(article, boilerplate), _notice(sibling, boilerplate), False),
    ]


def house_style(text: str) -> str:
    """The text as an outlet with other habits of quotes, figures and spelling would print it."""
    for ours, theirs in _STYLES:
        text = text.replace(ours, theirs)
    return re.sub(r"(\d)\.(\d\d)(am|pm)", r"\1:\2 \3", re.sub(r"(\d),(\d{3})", r"\1\2", text))


def _notice(facts: Article, boilerplate: Article) -> Article:
    """A notice: the boilerplate, 40 % of its words, with sentences of `facts` between its sentences."""
    own = _sentences(facts.text)[:12]
    room = sum(len(sentence.split()) for sentence in own) * _BOILERPLATE / (1 - _BOILERPLATE)
    fixed: list[str] = []
    for sentence in _sentences(boilerplate.text):
        if sum(len(each.split()) for each in (*fixed, sentence)) <= room:
            fixed.append(sentence)
    both = [part for number, sentence in enumerate(own) for part in (sentence, *fixed[number : number + 1])]
    return replace(facts, title=boilerplate.title, text=_joined([*both, *fixed[len(own) :]]))


def _beginning(text: str, share: float) -> str:
    """The first paragraphs, as many as make up this share of the words."""
    most = len(text.split()) * share
    kept: list[str] = []
    for paragraph in _paragraphs(text):
        if len(" ".join([*kept, paragraph]).split()) > most and kept:
            break
        kept.append(paragraph)
    return _joined(kept)


def _without_some(text: str, chance: random.Random) -> str:
    paragraphs = _paragraphs(text)
    dropped = set(chance.sample(range(len(paragraphs)), min(chance.randint(1, 4), len(paragraphs) // 2)))
    return _joined([paragraph for number, paragraph in enumerate(paragraphs) if number not in dropped])


def _shuffled(text: str, chance: random.Random) -> str:
    paragraphs = _paragraphs(text)
    return _joined(chance.sample(paragraphs, len(paragraphs)))


def _other_figures(text: str, chance: random.Random) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + chance.randint(1, 9)), text)


def _inserted(text: str, paragraph: str, chance: random.Random) -> str:
    paragraphs = _paragraphs(text)
    paragraphs.insert(chance.randint(1, len(paragraphs)), paragraph)
    return _joined(paragraphs)


def _local_paragraph(article: Article) -> str:
    return " ".join(article.text.split()[:_LOCAL_WORDS])


def _paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?”])\s+(?=[A-Z“])", text)


def _joined(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)

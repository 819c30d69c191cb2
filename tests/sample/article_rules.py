"""What the articles of the sample and the key to them promise; each rule yields a sentence for what breaks it."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.evaluation.questions import plain
from index.sentences import split_sentences
from tests.sample.counting import at_least, none_missing
from tests.sample.library import Sample, SampleArticle, reduced

KEY_COUNTS = {"disagreements": 12, "corrections": 6, "wire": 8, "alike": 8, "claims": 20, "planted": 6, "languages": 2}
CARRIERS = ("title", "body", "alt text", "hidden HTML", "front matter")
UNSEEN_CARRIERS = ("alt text", "hidden HTML", "front matter")
FORMS = ("words", "range", "nearly", "fraction", "percentage", "unit")
_LEAST_WIRE, _MOST_ALIKE = 0.5, 0.1  # share of the shorter text's shingles that stand in the other
_LEAST_COPIED = 8  # words; shorter sentences, such as a name with "said", may be equal by chance
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def article_problems(sample: Sample) -> Iterator[str]:
    """Length, number, outlets, kinds of file; each article in one story."""
    for one in sample.articles.values():
        words = len(one.article.text.split())
        if not 180 <= words <= 720:
            yield f"{one.name} has {words} words"
    outlets = {one.article.outlet for one in sample.articles.values() if one.article.outlet}
    yield from at_least("articles", len(sample.articles), 60)
    yield from at_least("outlets", len(outlets), 7)
    yield from at_least("stories", len(sample.key["stories"]), 8)
    yield from none_missing(
        "kinds of file", (".md", ".html", ".pdf", ".docx"), {p.path.suffix for p in sample.every_article}
    )
    told = Counter(name for story in sample.key["stories"] for name in story["articles"])
    for name in {*told, *sample.articles}:
        if told[name] != 1 or name not in sample.articles:
            yield f"{name} is in {told[name]} stories, and {'not ' * (name not in sample.articles)}among the articles"


def key_problems(sample: Sample) -> Iterator[str]:
    """Every statement of the key holds, and there are enough of each."""
    for what, fewest in KEY_COUNTS.items():
        yield from at_least(what, len(sample.key[what]), fewest)
    yield from at_least("denied claims", sum(bool(claim["denied"]) for claim in sample.key["claims"]), 3)
    yield from none_missing("carriers", CARRIERS, {one["carrier"] for one in sample.key["planted"]})
    yield from none_missing("forms of numbers", FORMS, {one["form"] for one in sample.key["numbers"]})
    yield from none_missing(
        "kept lists", ("opinions", "tables", "lists", "namesakes", "follow_ons"), _filled(sample.key)
    )
    for statement in _statements(sample.key):
        article = sample.articles.get(statement["article"])
        if article is None or reduced(statement["says"]) not in article.text:
            yield f"{statement['article']} does not say: {statement['says']!r}"
    yield from _kinship_problems(sample)
    yield from _date_problems(sample)
    yield from _planted_problems(sample)
    yield from _form_problems(sample)


def copied_sentences(sample: Sample, shared: Path) -> Iterator[str]:
    """Sentences of the sample that stand in a text elsewhere, for a folder of other people's articles."""
    ours = {
        plain(span.of(one.article.text)): one.name
        for one in sample.every_article
        for span in split_sentences(one.article.text)
    }
    for text in _texts(shared):
        for span in split_sentences(text):
            sentence = plain(span.of(text))
            if sentence in ours and len(sentence.split()) >= _LEAST_COPIED:
                yield f"{ours[sentence]} has a sentence of another text: {span.of(text)!r}"


def _kinship_problems(sample: Sample) -> Iterator[str]:
    """Prints of one wire text share most of their words' runs; articles that are merely alike share next to none."""
    for group in sample.key["wire"]:
        for first, second in zip(group["articles"], group["articles"][1:], strict=False):
            if (shared := _shared(sample.articles[first], sample.articles[second])) < _LEAST_WIRE:
                yield f"{first} and {second} are no prints of one text: {shared:.2f}"
    for pair in sample.key["alike"]:
        first, second = pair["articles"]
        if (shared := _shared(sample.articles[first], sample.articles[second])) > _MOST_ALIKE:
            yield f"{first} and {second} are more than alike: {shared:.2f}"


def _date_problems(sample: Sample) -> Iterator[str]:
    for one in sample.key["relative_dates"]:
        published = sample.articles[one["article"]].article.published
        means = date.fromisoformat(one["means"])
        named = [day for day in _DAYS if day in one["says"].lower()]
        if len(named) == 1 and _DAYS[means.weekday()] != named[0]:
            yield f"{one['article']}: {one['says']!r} means {means}, which is no {named[0].title()}"
        if published and abs((published.day - means).days) > 500:
            yield f"{one['article']}: {one['says']!r} means {means}, far from {published.day}"


def _planted_problems(sample: Sample) -> Iterator[str]:
    for one in sample.key["planted"]:
        article, says = sample.articles[one["article"]], reduced(one["says"])
        if says not in article.raw and says not in article.text:
            yield f"{article.name} does not hold the planted {says!r}"
        if one["carrier"] in UNSEEN_CARRIERS and says in article.text:
            yield f"{article.name}: the planted words are read as text, though their carrier is {one['carrier']}"


def _form_problems(sample: Sample) -> Iterator[str]:
    for one in sample.key["languages"]:
        if sample.articles[one["article"]].article.language != one["language"]:
            yield f"{one['article']} is not in {one['language']}"
    for name in sample.key["tables"]:
        if sample.articles[name].path.suffix in (".md", ".html") and not re.search(
            r"\|\s*:?-{3}|<table", sample.articles[name].raw
        ):
            yield f"{name} has no table"
    for one in sample.key["namesakes"]:
        for name in one["articles"]:
            if one["name"].split()[-1] not in sample.articles[name].text:
                yield f"{name} does not name {one['name']}"
    for one in sample.key["follow_ons"]:
        if sample.articles[one["article"]].day < sample.articles[one["needs"]].day:
            yield f"{one['article']} follows on an article that is later: {one['needs']}"


def _statements(key: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything that the key says an article says."""
    for pair in key["disagreements"]:
        yield from pair["reports"]
    for pair in key["corrections"]:
        yield from (pair["before"], pair["after"])
    for claim in key["claims"]:
        yield from (claim, claim["denied"]) if claim["denied"] else (claim,)
    yield from (*key["numbers"], *key["relative_dates"])


def _shared(one: SampleArticle, other: SampleArticle) -> float:
    return len(one.shingles & other.shingles) / min(len(one.shingles), len(other.shingles))


def _texts(shared: Path) -> Iterator[str]:
    for path in sorted(shared.rglob("articles.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
    for path in sorted(shared.rglob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")


def _filled(key: dict[str, Any]) -> set[str]:
    return {name for name, entries in key.items() if entries}

"""A conversation taken along: as Markdown, and as JSON that is checked again without the library."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from assistant.answer import Answer, Citation, Sentence, with_markers
from assistant.assistant import Assistant
from assistant.conversations.conversation import Conversation, Turn
from assistant.conversations.exporting import as_json, as_markdown, removed_citations, text_hash, write_export
from assistant.conversations.feedback import feedback_set, write_feedback_set
from assistant.conversations.markdown import escaped, linked
from assistant.conversations.verifying import Verified, verify, verify_file
from assistant.drafting import written_out
from assistant.errors import UsageError
from assistant.evaluation.questions import find_articles, read_questions
from corpus.article import Article
from corpus.reading import read_paths
from index.sentences import split_sentences
from tests.fake_assistant import cited

TEXT = (
    "The Quay Bridge shut on Friday.\n\n“The Quay Bridge shut because its pins are cracked on Friday,” said Garrowby. "
    "She would not say when the Quay Bridge opens."
)
BRIDGE = Article(
    "bridge", "Quay Bridge shut", TEXT, url="https://post.example/bridge", outlet="Post", authors=("Ann", "Bob")
)
Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def library(small_assistant: Assistant) -> Assistant:
    small_assistant.add_articles(iter([BRIDGE, Article("milk", "Milk", "Milk was poured into the river Orle.")]))
    return small_assistant


def answered(library: Assistant) -> Answer:
    """Two sentences of the article on the bridge, the second with the one before it, which says who speaks."""
    first, second, third = split_sentences(TEXT)
    version = library.article("bridge")
    citations = (
        cited(version, 1, first.start, first.end),
        replace(
            cited(version, 2, third.start, third.end),
            spans=((second.start, second.end), (third.start, third.end)),
        ),
    )
    sentences = Sentence(first.of(TEXT), (1,)), Sentence(written_out(TEXT, [second, third]), (2,))
    return Answer(
        id="bridge", question="Why was the Quay Bridge shut?", query="Why was the Quay Bridge shut?",
        asked_on="2024-09-13", mode="quoting", outcome="answered", answer=with_markers(sentences, citations),
        sentences=sentences, citations=citations,
    )  # fmt: skip


@pytest.fixture
def conversation(library: Assistant) -> str:
    """Two answers with quotes, and a refusal."""
    begun = library.conversations.begin()
    library.conversations.keep(begun.id, answered(library))
    for question in ("Milk poured into the river?", "Whence yoghurt?"):
        library.ask(question, conversation=begun.id)
    return begun.id


def exported(library: Assistant, conversation: str) -> dict[str, Any]:
    kept = library.conversations
    found: dict[str, Any] = json.loads(as_json(kept.get(conversation), kept.turns(conversation), library.article))
    return found


def checked(fields: dict[str, Any]) -> Verified:
    return verify(json.dumps(fields))


def test_what_was_exported_stands_quote_by_quote(library: Assistant, conversation: str) -> None:
    verified = checked(exported(library, conversation))

    assert (verified.problems, verified.answers) == ((), 3)
    assert verified.standing == verified.quotes >= 3


def test_the_export_holds_whole_answers_and_every_cited_version_once(library: Assistant, conversation: str) -> None:
    fields = exported(library, conversation)

    answers = [Answer.from_json(turn["answer"]) for turn in fields["turns"]]
    assert answers == [turn.answer for turn in library.conversations.turns(conversation)]
    assert [(one["article_id"], one["version"], one["text"]) for one in fields["versions"]] == [
        ("bridge", 1, TEXT),
        ("milk", 1, "Milk was poured into the river Orle."),
    ]
    assert fields["versions"][0]["sha256"] == text_hash(TEXT)
    assert (fields["schema"], fields["kind"], fields["removed"]) == (1, "conversation", [])


def test_an_old_version_that_was_cited_is_exported_and_not_the_new_one(library: Assistant, conversation: str) -> None:
    library.add_articles(iter([replace(BRIDGE, text="The Quay Bridge is open again.")]))

    fields = exported(library, conversation)

    assert [(one["version"], one["text"]) for one in fields["versions"] if one["article_id"] == "bridge"] == [(1, TEXT)]
    assert checked(fields).whole


def first(fields: dict[str, Any]) -> Any:
    return fields["turns"][0]["answer"]


def invented(fields: dict[str, Any]) -> None:
    """A sentence that nobody wrote, in the list of sentences and in the answer."""
    first(fields)["answer"] = first(fields)["answer"].replace("shut on Friday", "opens on Monday")
    for sentence in first(fields)["sentences"]:
        sentence["text"] = sentence["text"].replace("shut on Friday", "opens on Monday")


EDITS: dict[str, Edit] = {
    "a sentence and the answer": invented,
    "a quote": lambda fields: first(fields)["citations"][0].update(quote="The Quay Bridge shut on Monday."),
    "a start": lambda fields: first(fields)["citations"][0].update(start=1),
    "an end": lambda fields: first(fields)["citations"][0].update(end=4),
    "offsets beyond the text": lambda fields: first(fields)["citations"][0].update(start=9000, end=9030),
    "negative offsets": lambda fields: first(fields)["citations"][0].update(start=-9, end=-1),
    "spans": lambda fields: first(fields)["citations"][0].update(spans=[[0, 3]]),
    "many spans": lambda fields: first(fields)["citations"][0]["spans"].extend([[0, 1]] * 5000),
    "a span beyond the text": lambda fields: first(fields)["citations"][0]["spans"].append([5, 9000]),
    "the version": lambda fields: first(fields)["citations"][0].update(version=2),
    "the article": lambda fields: first(fields)["citations"][0].update(article_id="milk"),
    "the title": lambda fields: first(fields)["citations"][0].update(title="Quay Bridge open"),
    "the outlet": lambda fields: first(fields)["citations"][0].update(outlet="Times"),
    "the date": lambda fields: first(fields)["citations"][0].update(published="2024-01-01"),
    "a sentence": lambda fields: first(fields)["sentences"][0].update(text="The Quay Bridge is open."),
    "a sentence's citations": lambda fields: first(fields)["sentences"][0].update(citations=[99]),
    "no citation": lambda fields: first(fields)["sentences"][0].update(citations=[]),
    "the answer": lambda fields: first(fields).update(answer="The Quay Bridge is open. [1]"),
    "the text": lambda fields: fields["versions"][0].update(text=TEXT + " It is open."),
    "the text before the quotes": lambda fields: fields["versions"][0].update(text="X" + TEXT),
    "the hash": lambda fields: fields["versions"][0].update(sha256="0" * 64),
    "text and hash, not the quote": lambda fields: fields["versions"][0].update(
        text=TEXT.replace("shut", "open"), sha256=text_hash(TEXT.replace("shut", "open"))
    ),
    "a missing version": lambda fields: fields["versions"].pop(0),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_was_tampered_with_is_noticed(library: Assistant, conversation: str, edit: Edit) -> None:
    fields = exported(library, conversation)
    edit(fields)

    verified = checked(fields)

    assert not verified.whole
    assert all(problem.text for problem in verified.problems)


def test_a_tampered_quote_is_named_by_its_turn_and_number(library: Assistant, conversation: str) -> None:
    fields = exported(library, conversation)
    first(fields)["citations"][1]["quote"] = "Nobody said so."

    verified = checked(fields)

    place = {(problem.turn, problem.citation) for problem in verified.problems if problem.citation}
    assert place == {(1, 2)}
    assert verified.standing == verified.quotes - 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[]",
        "3",
        '{"kind": "conversation"}',
        '{"kind": "conversation", "schema": 2}',
        '{"kind": "conversation", "schema": 1, "versions": [3], "turns": []}',
        '{"kind": "conversation", "schema": 1, "versions": [{}], "turns": []}',
        '{"kind": "conversation", "schema": 1, "versions": [], "turns": [{"number": "one"}]}',
        '{"kind": "conversation", "schema": 1, "versions": [], "turns": [{"number": 1, "answer": null}]}',
        '{"schema": 1, "id": 3}',
        "[" * 100_000,
    ],
)
def test_what_is_no_export_is_wrong_use_in_words(text: str) -> None:
    with pytest.raises(UsageError, match=r"[Ee]xport"):
        verify(text)


def test_a_single_answer_is_checked_by_its_passages(library: Assistant) -> None:
    answer = library.ask("Quay Bridge shut on Friday because pins cracked")
    tampered = replace(answer.citations[0], quote="It never shut.")

    assert checked(answer.to_json()).whole
    assert not checked(replace(answer, citations=(tampered, *answer.citations[1:])).to_json()).whole
    assert not checked(replace(answer, passages=()).to_json()).whole


def test_a_file_that_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "missing", tmp_path / "bytes", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            verify_file(path)


def test_citations_of_a_deleted_article_are_told(library: Assistant, conversation: str) -> None:
    turn = library.conversations.turns(conversation)[0]
    assert removed_citations(turn.answer.citations, library.article) == frozenset()

    library.remove("bridge")
    fields = exported(library, conversation)

    assert removed_citations(turn.answer.citations, library.article) == {one.number for one in turn.answer.citations}
    assert fields["removed"] == [{"article_id": "bridge", "version": 1}]
    assert [problem.text for problem in checked(fields).problems if problem.citation] == [
        "The cited version is not in the file, so its quote cannot be looked up."
    ] * len(turn.answer.citations)


def test_markdown_holds_questions_answers_and_citations(library: Assistant, conversation: str) -> None:
    kept = library.conversations
    written = as_markdown(kept.get(conversation), kept.turns(conversation))

    assert written.startswith("# Why was the Quay Bridge shut?\n\n## Why was the Quay Bridge shut?\n\nThe Quay Bridge")
    assert "The Quay Bridge shut on Friday. [" in written
    assert "- [Quay Bridge shut](https://post.example/bridge) (Post, Ann, Bob), version 1\n  - \\[1\\] [“" in written
    assert "## Whence yoghurt?\n\nThe articles do not say." in written


HOSTILE = [
    "![](http://192.0.2.1/leak)",
    "[click](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "<http://192.0.2.1/>",
    "http://192.0.2.1/ and www.evil.example",
    "# heading",
    "- list",
    "+ list",
    "1. list",
    "1) list",
    "---",
    "===",
    "> quote",
    "```\ncode",
    "a | b\n--- | ---\n1 | 2",
    "&lt;b&gt; &#33;",
    "*bold* __bold__ ~~gone~~ `code`",
    "back\\slash\\",
    "[1]: http://192.0.2.1/",
    "\x1b[31mred\x1b[0m",
    "    indented",
    "two\n\nparagraphs",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_is_quoted_becomes_markup(hostile: str) -> None:
    citation = Citation(1, "a", 1, hostile, hostile, hostile, (hostile,), hostile, hostile, 0, 1, ((0, 1),), hostile)
    sentence = Sentence(hostile, (1,))
    answer = Answer(
        id="1", question=hostile, query=hostile, asked_on=None, mode="quoting", outcome="answered",
        answer=with_markers([sentence], [citation]), sentences=(sentence,), citations=(citation,),
    )  # fmt: skip
    turn = Turn("1", "c", 1, hostile, None, "2026-03-01T12:00:00.000+00:00", answer)

    written = as_markdown(Conversation("c", hostile, "", "", 1), [turn])
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written)
    kinds = {token.type for token in tokens} | {one.type for token in tokens for one in token.children or ()}

    assert not re.search(r"\x1b|http:|www\.", written)
    assert kinds <= {
        *(
            "heading_open",
            "heading_close",
            "inline",
            "text",
            "paragraph_open",
            "paragraph_close",
            "em_open",
            "em_close",
        ),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "softbreak", "text_special"),
    }
    assert sum(token.type == "heading_open" for token in tokens) == 2


@pytest.mark.parametrize("hostile", HOSTILE)
def test_escaped_words_are_shown_as_they_are(hostile: str) -> None:
    [_, inline, _] = MarkdownIt("commonmark").parse(escaped(hostile))
    shown = "".join(token.content for token in inline.children or ())

    assert shown == " ".join(hostile.replace("\x1b", " ").split())


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://post.example/a_(b)", "[t](https://post.example/a_%28b%29)"),
        ("javascript:alert(1)", "t"),
        ("https://post.example/#:~:text=a,b", "[t](https://post.example/#:~:text=a,b)"),
        (None, "t"),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, written: str) -> None:
    assert linked("t", url) == written


def test_an_export_never_overwrites_a_file(tmp_path: Path) -> None:
    write_export(tmp_path / "new.md", "one\r\n")

    with pytest.raises(UsageError, match="nothing is overwritten"):
        write_export(tmp_path / "new.md", "two")
    assert (tmp_path / "new.md").read_bytes() == b"one\r\n"
    with pytest.raises(UsageError, match="cannot be written"):
        write_export(tmp_path / "missing" / "new.md", "two")


def test_rated_answers_become_questions_that_an_evaluation_reads(
    library: Assistant, conversation: str, tmp_path: Path
) -> None:
    bridge, milk, refused = library.conversations.turns(conversation)
    library.conversations.rate(bridge.id, good=True)
    library.conversations.rate(milk.id, good=False, reason="Not that river.")
    library.conversations.rate(refused.id, good=True)

    found = feedback_set(library.conversations.rated(), library.articles())
    write_feedback_set(tmp_path / "set", found, library.articles())
    good, nothing = read_questions(tmp_path / "set")
    [bad] = [json.loads(line) for line in (tmp_path / "set" / "to-complete.jsonl").read_text().splitlines()]

    assert (good.question, good.answerable, set(good.relevant)) == (bridge.question, True, {"bridge"})
    assert set(good.sentences) == {citation.quote for citation in bridge.answer.citations}
    assert (nothing.answerable, nothing.answers) == (False, ())
    assert (bad["typed"], bad["reason"], bad["answers"]) == (milk.question, "Not that river.", [])
    read = [one for one in read_paths([find_articles(tmp_path / "set")]) if isinstance(one, Article)]
    assert {one.id: one.text for one in read} == {"bridge": TEXT, "milk": "Milk was poured into the river Orle."}


def test_a_good_answer_whose_article_changed_measures_nothing(library: Assistant, conversation: str) -> None:
    bridge, *_ = library.conversations.turns(conversation)
    library.conversations.rate(bridge.id, good=True)
    library.add_articles(iter([replace(BRIDGE, text="The Quay Bridge is open again.")]))

    found = feedback_set(library.conversations.rated(), library.articles())

    assert (found.questions, found.outdated) == ((), 1)


def test_a_feedback_set_never_overwrites_a_folder(library: Assistant, tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_text("mine")

    with pytest.raises(UsageError, match="not an empty folder"):
        write_feedback_set(tmp_path, feedback_set([], []), [])
    assert (tmp_path / "questions.jsonl").read_text() == "mine"

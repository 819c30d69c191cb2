"""A conversation as a file for the reader to keep: Markdown to read, JSON that `assistant verify` checks offline.

Knows nothing of where conversations and articles are kept, or where the file goes.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Citation, by_article
from assistant.conversations.conversation import Conversation, Turn
from assistant.conversations.markdown import escaped, linked
from assistant.errors import UsageError
from corpus.errors import ArticleNotFoundError

if TYPE_CHECKING:
    from corpus.library import Version

SCHEMA_VERSION = 1
ReadVersion = Callable[[str, int], "Version"]
"""One version of an article; raises ArticleNotFoundError."""


def as_json(conversation: Conversation, turns: Sequence[Turn], read_version: ReadVersion) -> str:
    """The conversation with whole answers, and with the text of every version that they cite.

    `versions` hold each text with its SHA-256, so that every quote can be looked up without the library. `removed`
    names the cited versions that are no longer in the library: their quotes cannot be looked up any more.
    """
    found, removed = _cited_versions((one for turn in turns for one in turn.answer.citations), read_version)
    exported = {"schema": SCHEMA_VERSION, "kind": "conversation", **conversation_json(conversation, turns)}
    return json.dumps({**exported, "versions": found, "removed": removed}, ensure_ascii=False, indent=2) + "\n"


def conversation_json(conversation: Conversation, turns: Sequence[Turn]) -> dict[str, Any]:
    """A conversation for programs, with its turns."""
    return {"conversation": asdict(conversation), "turns": [turn_json(turn) for turn in turns]}


def turn_json(turn: Turn) -> dict[str, Any]:
    """A turn for programs, with its whole answer."""
    return {
        "id": turn.id,
        "number": turn.number,
        "question": turn.question,
        "asked_on": turn.asked_on,
        "answered_at": turn.answered_at,
        "stopped": turn.stopped,
        "answer": turn.answer.to_json(),
        "feedback": asdict(turn.feedback) if turn.feedback else None,
    }


def removed_citations(citations: Iterable[Citation], read_version: ReadVersion) -> frozenset[int]:
    """The numbers of those citations whose article, or whose version of it, is no longer in the library."""
    cited = list(citations)
    _, removed = _cited_versions(cited, read_version)
    gone = {(one["article_id"], one["version"]) for one in removed}
    return frozenset(one.number for one in cited if (one.article_id, one.version) in gone)


def as_markdown(conversation: Conversation, turns: Sequence[Turn]) -> str:
    """The questions with their answers, each followed by its citations. Nothing in it is loaded or run when shown."""
    parts = [f"# {escaped(conversation.title) or 'Conversation'}"]
    for turn in turns:
        parts += [f"## {escaped(turn.question)}", *_reply(turn), *_sources(turn.answer.citations)]
    return "\n\n".join(parts) + "\n"


def write_export(file: Path, text: str) -> None:
    """Write an exported text into a new file. Raises UsageError where there is one already, or none can be written."""
    try:
        with file.open("x", encoding="utf-8", newline="") as opened:
            opened.write(text)
    except FileExistsError as error:
        raise UsageError(f"{file} is there already. Name a new file: nothing is overwritten.") from error
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}. Name another file.") from error


def text_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _cited_versions(
    citations: Iterable[Citation], read_version: ReadVersion
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Each cited version once, in the order of citing: those that are there, and those that are not."""
    found, removed = [], []
    for article_id, number in dict.fromkeys((one.article_id, one.version) for one in citations):
        try:
            found.append(_version_json(read_version(article_id, number)))
        except ArticleNotFoundError:
            removed.append({"article_id": article_id, "version": number})
    return found, removed


def _version_json(version: "Version") -> dict[str, Any]:
    article = version.article
    return {
        "article_id": article.id,
        "version": version.number,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published.iso if article.published else None,
        "sha256": text_hash(article.text),
        "text": article.text,
    }


def _reply(turn: Turn) -> list[str]:
    """What was answered, paragraph by paragraph, or why not; then when, and what the reader should know of it."""
    answer = turn.answer
    told = answer.refusal.reason if answer.refusal else answer.answer
    paragraphs = [escaped(paragraph, markers=not answer.refusal) for paragraph in told.split("\n\n")]
    asked = f"Answered {turn.answered_at[:10]}" + (f", asked as of {turn.asked_on}" if turn.asked_on else "")
    searched = [f"searched for “{answer.query}”"] if answer.query != answer.question else []
    worded = [f"worded by {answer.model.name}, each sentence checked against its quotes"] if answer.model else []
    about = ". ".join([", ".join([asked, *searched, *worded]), *(notice.text.rstrip(".") for notice in answer.notices)])
    left = [f"The articles leave open: {escaped('; '.join(answer.unanswered))}"] if answer.unanswered else []
    return [*filter(None, paragraphs), *left, f"_{escaped(about)}._"]


def _sources(citations: Sequence[Citation]) -> list[str]:
    """Each cited version once, with its quotes below."""
    return ["\n".join([_source(group[0]), *map(_quote, group)]) for group in by_article(citations)]


def _source(first: Citation) -> str:
    known = [first.outlet, ", ".join(first.authors), first.published[:10] if first.published else None]
    about = ", ".join(escaped(part) for part in known if part)
    return f"- {linked(first.title, first.url)}{f' ({about})' if about else ''}, version {first.version}"


def _quote(citation: Citation) -> str:
    return f"  - \\[{citation.number}\\] {linked(f'“{citation.quote}”', citation.link)}"

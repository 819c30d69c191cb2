"""Examples for the OpenAPI document, as the library of the fictional Orle Valley would give them.

Knows nothing of routes.
"""

from collections.abc import Mapping
from typing import Any

from assistant.api.answer_examples import ANSWER, CHECK, PASSAGE, WRITTEN, Example

Links = Mapping[str, tuple[str, str]]
"""By the id of an operation: its parameter, and the JSON pointer of the value for it in the response."""

SEARCH: Example = {
    "query": "stolen chronometer",
    "passages": [PASSAGE],
    "words_only": False,
}
ARTICLE_LINE: Example = {
    **{key: PASSAGE[key] for key in ("title", "outlet", "published")},
    "id": PASSAGE["article_id"],
    "first_seen": "2024-12-13T08:00:00+00:00",
    "versions": 1,
    "answers": True,
    "retired_at": None,
}
ARTICLES: Example = {"articles": [ARTICLE_LINE], "offset": 0, "total": 1}
VERSION: Example = {
    **{key: PASSAGE[key] for key in ("article_id", "version", "title", "text", "url", "outlet", "published")},
    "authors": ["Ida Quill"],
    "modified": None,
    "language": "en",
    "tags": [],
    "added_at": "2024-12-13T08:00:00+00:00",
}
ARTICLE: Example = {
    **VERSION,
    "answers": True,
    "versions": [
        {
            "number": 1,
            "title": PASSAGE["title"],
            "added_at": "2024-12-13T08:00:00+00:00",
            "published": "2024-12-13",
            "modified": None,
            "characters": 55,
        }
    ],
}
CHANGES: Example = {
    "article_id": PASSAGE["article_id"],
    "old": 1,
    "new": 2,
    "old_title": PASSAGE["title"],
    "new_title": PASSAGE["title"],
    "paragraphs": [[{"kind": "same", "text": "It was found in a "}, {"kind": "added", "text": "biscuit tin."}]],
}
JOB: Example = {
    "id": 7,
    "kind": "update",
    "name": "Harbour Post",
    "state": "running",
    "source_id": "3f9a1c20",
    "begun_at": "2024-12-20T08:00:00+00:00",
    "ended_at": None,
    "message": None,
    "counts": {"added": 0, "changed": 0, "unchanged": 0, "retired": 0, "restored": 0, "skipped": 0},
    "skipped": [],
    "articles": [],
    "sources": [],
    "notes": [],
    "progress": {
        "stage": "indexing",
        "articles": 120,
        "passages": 1400,
        "fraction": 0.6,
        "elapsed_s": 12.0,
        "left_s": 8.0,
    },
}
JOB_DONE: Example = {**JOB, "state": "done", "ended_at": "2024-12-20T08:00:20+00:00", "progress": None}
JOBS: Example = {"jobs": [JOB], "offset": 0, "total": 1}
SOURCE: Example = {
    "id": "3f9a1c20",
    "kind": "feed",
    "address": "https://harbourpost.example/feed.xml",
    "title": "Harbour Post",
    "added_at": "2024-12-01T08:00:00Z",
    "every_s": 1800,
    "next_at": "2024-12-20T08:30:00Z",
    "paused": None,
    "failures": 0,
    "last_at": "2024-12-20T08:00:00Z",
    "last_result": "2 added, 18 unchanged",
    "articles": 140,
    "failed": 0,
    "troubles": [],
}
SOURCES: Example = {"sources": [SOURCE]}
CONVERSATION_LINE: Example = {
    "id": "c0ffee00c0ffee00c0ffee00c0ffee00",
    "title": "The stolen chronometer",
    "created_at": "2024-12-20T08:00:00.000+00:00",
    "updated_at": "2024-12-20T08:01:00.000+00:00",
    "turns": 1,
}
CONVERSATIONS: Example = {"conversations": [CONVERSATION_LINE], "offset": 0, "total": 1}
TURN: Example = {
    "id": ANSWER["id"],
    "number": 1,
    "question": ANSWER["question"],
    "asked_on": ANSWER["asked_on"],
    "answered_at": "2024-12-20T08:01:00.000+00:00",
    "answer": ANSWER,
    "feedback": {"good": True, "reason": "", "given_at": "2024-12-20T08:02:00.000+00:00"},
}
CONVERSATION: Example = {**CONVERSATION_LINE, "turns": [TURN]}
INDEX: Example = {
    "searchable": 1400,
    "total": 1400,
    "rebuilding": False,
    "words_only": False,
    "reason": None,
    "progress": None,
}
STATUS: Example = {
    "version": "0.4.0",
    "articles": 124,
    "versions": 130,
    "newest": "2024-12-20",
    "passages": 1400,
    "waiting_articles": 0,
    "embedding_model": "all-MiniLM-L6-v2",
    "sources": 3,
    "conversations": 12,
    "model": {"name": "ollama:qwen3:4b", "resting": False, "tokens_today": 41250, "tokens_a_day": 200000},
}
FACETS: Example = {
    "articles": 124,
    "outlets": [{"value": "Orle Valley Courier", "label": "Orle Valley Courier", "articles": 80}],
    "authors": [{"value": "Ida Quill", "label": "Ida Quill", "articles": 12}],
    "languages": [{"value": "en", "label": "English", "articles": 124}],
    "tags": [],
    "sources": [{"value": "3f9a1c20", "label": "Harbour Post", "articles": 44}],
    "months": [{"month": "2024-12", "outlet": "Orle Valley Courier", "articles": 31}],
    "undated": 2,
    "oldest": "2024-01-03",
    "newest": "2024-12-20",
}
READY: Example = {"ready": True, "models": True, "library": True, "index": "current"}


NAMED: dict[str, Example] = {
    "Answer": ANSWER,
    "Check": CHECK,
    "Written": WRITTEN,
    "Search": SEARCH,
    "Articles": ARTICLES,
    "Article": ARTICLE,
    "Version": VERSION,
    "Changes": CHANGES,
    "Job": JOB,
    "JobDone": JOB_DONE,
    "Jobs": JOBS,
    "Source": SOURCE,
    "Sources": SOURCES,
    "Conversation": CONVERSATION,
    "ConversationLine": CONVERSATION_LINE,
    "Conversations": CONVERSATIONS,
    "Turn": TURN,
    "Index": INDEX,
    "Status": STATUS,
    "Facets": FACETS,
    "Health": {"status": "ok"},
    "Ready": READY,
    "NotReady": {**READY, "ready": False, "models": False},
}
"""The examples by the names that the document refers to them by; FastAPI would drop what is null in them."""


def shown(name: str, description: str, links: Links | None = None) -> dict[str, Any]:
    """The documented response that looks like the example of this name; `links` say where its ids lead."""
    content = {"application/json": {"examples": {name: {"$ref": f"#/components/examples/{name}"}}}}
    return {"description": description, "content": content, **({"links": _links(links)} if links else {})}


def _links(links: Links) -> dict[str, Any]:
    return {
        operation: {"operationId": operation, "parameters": {name: f"$response.body#{pointer}"}}
        for operation, (name, pointer) in links.items()
    }

"""Examples of answers and of checked texts for the OpenAPI document, from the library of the fictional Orle Valley.

Knows nothing of routes.
"""

from typing import Any

Example = dict[str, Any]

PASSAGE: Example = {
    "article_id": "5f0c1d2e3a4b5c6d",
    "version": 1,
    "title": "Stolen chronometer turns up in a biscuit tin, and it is going",
    "url": "https://valley.example/chronometer",
    "outlet": "Orle Valley Courier",
    "published": "2024-12-13",
    "text": "The Thrale chronometer has been found in a biscuit tin.",
    "start": 0,
    "end": 55,
    "score": 0.81,
}
CITATION: Example = {
    **{key: PASSAGE[key] for key in ("article_id", "version", "title", "url", "outlet", "published", "start", "end")},
    "number": 1,
    "authors": ["Ida Quill"],
    "quote": PASSAGE["text"],
    "spans": [[0, 55]],
    "link": "https://valley.example/chronometer#:~:text=The%20Thrale",
}
FILTERS: Example = {
    **{kind: [] for kind in ("outlets", "authors", "languages", "tags", "articles", "sources")},
    "from": None,
    "to": None,
}
ANSWER: Example = {
    "schema": 1,
    "id": "0b7f6c1e4f0d4c0f9a43f0c1d2e3a4b5",
    "question": "Where was the stolen chronometer found?",
    "query": "Where was the stolen chronometer found?",
    "asked_on": "2024-12-20",
    "mode": "quoting",
    "outcome": "answered",
    "answer": "The Thrale chronometer has been found in a biscuit tin. [1]",
    "sentences": [{"text": PASSAGE["text"], "citations": [1], "support": "quoted"}],
    "citations": [CITATION],
    "passages": [PASSAGE],
    "refusal": None,
    "clarification": None,
    "unanswered": [],
    "disagreements": [],
    "timeline": [],
    "coverage": {
        "articles": 1,
        "outlets": 1,
        "independent": 1,
        "newest": "2024-12-13",
        "library_articles": 124,
        "searched_articles": None,
    },
    "filters": FILTERS,
    "confidence": 0.93,
    "notices": [],
    "model": None,
    "timings_ms": {"understand": 0.1, "retrieve": 20.3, "answer": 12.0, "check": 0.4, "total": 32.8},
}
WRITTEN: Example = {
    **ANSWER,
    "question": "Where was the stolen chronometer found, and who stole it?",
    "query": "Where was the stolen chronometer found, and who stole it?",
    "mode": "writing",
    "outcome": "partial",
    "answer": "The chronometer turned up in a biscuit tin. [1]",
    "sentences": [{"text": "The chronometer turned up in a biscuit tin.", "citations": [1], "support": "supported"}],
    "unanswered": ["who stole it"],
    "confidence": None,
    "notices": [
        {
            "code": "sentence_dropped",
            "text": "1 sentence that the model wrote was left out, as the articles do not support it: "
            "a name that no passage has.",
            "about": ["name"],
        }
    ],
    "model": {"name": "ollama:qwen3:4b", "tokens_in": 1840, "tokens_out": 96, "cached": False},
}
_DOUBTED = "It had been missing for 12 years."
CHECK: Example = {
    "supported": False,
    "judged": 2,
    "unsupported": 1,
    "sentences": [
        {
            "text": "The chronometer was found in a biscuit tin.",
            "supported": True,
            "citations": [1],
            "faults": [],
            "probability": 0.97,
        },
        {
            "text": _DOUBTED,
            "supported": False,
            "citations": [],
            "faults": [{"kind": "meaning", "words": _DOUBTED, "text": "The quotes do not say this."}],
            "probability": 0.04,
        },
    ],
    "citations": [CITATION],
}

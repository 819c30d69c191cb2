"""The objects of a reply in OpenAI's form: a completion, or the chunks of a stream.

Knows nothing of how the text came about. `assistant` is our own field in them: the outcome and the whole citations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Mode
from assistant.json_values import Json
from assistant.openai_api.composing import Linking, Mark, address

MODEL = "articles"
MODELS: Mapping[str, Mode | None] = {MODEL: None, "articles-quoting": "quoting", "articles-writing": "writing"}
"""The models by their names, with how each answers; the first as the library does where nothing is asked for."""

OWNER = "article-assistant"
_OWN_FIELDS = (
    *("id", "mode", "model", "outcome", "query", "citations", "refusal", "clarification", "unanswered", "notices"),
    "filters",
)


@dataclass(frozen=True, slots=True)
class Head:
    """What all chunks of one reply share; `created` is in seconds since 1970."""

    id: str
    created: int
    model: str = MODEL

    def to_json(self, kind: str) -> Json:
        """The fields that every object begins with."""
        return {"id": self.id, "object": kind, "created": self.created, "model": self.model}


def names_of(modes: Sequence[Mode]) -> list[str]:
    """The names of the models that there are: one, or one more for each way of answering where there are several."""
    return list(MODELS) if len(modes) > 1 else [MODEL]


def models_json(names: Sequence[str], created: int) -> Json:
    """The list of models."""
    return {"object": "list", "data": [model_json(name, created) for name in names]}


def model_json(name: str, created: int) -> Json:
    """One model."""
    return {"id": name, "object": "model", "created": created, "owned_by": OWNER}


def completion_json(head: Head, answer: Answer, text: str, annotations: Sequence[Json]) -> Json:
    """The whole reply at once."""
    message = {"role": "assistant", "content": text, "refusal": None, "annotations": list(annotations)}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return {
        **head.to_json("chat.completion"),
        "choices": [choice],
        "usage": usage_json(answer),
        "assistant": own_json(answer),
    }


def chunk_json(head: Head, delta: Json, *, finished: bool = False) -> Json:
    """One piece of a stream."""
    choice = {"index": 0, "delta": delta, "finish_reason": "stop" if finished else None, "logprobs": None}
    return {**head.to_json("chat.completion.chunk"), "choices": [choice]}


def last_chunk_json(head: Head, answer: Answer) -> Json:
    """The piece that ends the text, with our own field."""
    return {**chunk_json(head, {}, finished=True), "assistant": own_json(answer)}


def usage_chunk_json(head: Head, answer: Answer) -> Json:
    """The piece after the text that says what it cost, without a choice."""
    return {**head.to_json("chat.completion.chunk"), "choices": [], "usage": usage_json(answer)}


def usage_json(answer: Answer) -> Json:
    """Tokens that a language model read and wrote; none where none was asked."""
    read, written = (answer.model.tokens_in, answer.model.tokens_out) if answer.model else (0, 0)
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def own_json(answer: Answer) -> Json:
    """Our own field: how it ended, what was searched, and every citation in full."""
    told = answer.to_json()
    return {name: told[name] for name in _OWN_FIELDS}


def annotations_json(marks: Sequence[Mark], link: Linking) -> list[Json]:
    """A `url_citation` for each marker; its indices count characters of the text, the end is exclusive."""
    return [
        {
            "type": "url_citation",
            "url_citation": {
                "start_index": mark.start,
                "end_index": mark.end,
                "title": mark.citation.title,
                "url": address(mark.citation, link),
            },
        }
        for mark in marks
    ]

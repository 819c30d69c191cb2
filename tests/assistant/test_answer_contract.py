"""Every door gives the object that `answer.schema.json` describes."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from assistant.answer import Answer, Filters
from assistant.assistant import Assistant
from assistant.chain import build_chain
from assistant.cli import app

SCHEMA: dict[str, Any] = json.loads(files("assistant").joinpath("answer.schema.json").read_text(encoding="utf-8"))
ANSWERED = "How many North Korean troops does Seoul think are in Kursk?"
REFUSED = "Who is the president of France?"


def check(answer: dict[str, Any]) -> None:
    """The object follows the schema and has no field that the schema does not name."""
    jsonschema.validate(answer, SCHEMA)
    assert set(answer) == set(SCHEMA["properties"])
    for part in ("sentences", "citations", "passages"):
        named = set(SCHEMA["properties"][part]["items"]["properties"])
        assert all(set(item) == named for item in answer[part])


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.model
@pytest.mark.parametrize(("question", "outcome"), [(ANSWERED, "answered"), (REFUSED, "refused")])
def test_the_python_door_keeps_the_contract(sample_assistant: Assistant, question: str, outcome: str) -> None:
    answer = sample_assistant.ask(question).to_json()

    check(answer)
    assert answer["outcome"] == outcome
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.model
def test_the_langchain_door_keeps_the_contract(sample_assistant: Assistant) -> None:
    check(build_chain(sample_assistant.answering).invoke(ANSWERED).to_json())


@pytest.mark.model
@pytest.mark.parametrize(("question", "code"), [(ANSWERED, 0), (REFUSED, 3)])
def test_the_terminal_door_keeps_the_contract(tmp_path: Path, question: str, code: int) -> None:
    source = tmp_path / "kursk.txt"
    source.write_text("Troops\n\nSeoul thinks that 11,000 North Korean troops are in Kursk.", encoding="utf-8")
    data = ["--data", str(tmp_path / "data")]
    CliRunner().invoke(app, ["add", str(source), *data])

    result = CliRunner().invoke(app, ["ask", question, "--json", *data])

    check(json.loads(result.stdout))
    assert result.exit_code == code


@pytest.mark.model
def test_every_quote_stands_at_its_span_of_the_stored_version(sample_assistant: Assistant) -> None:
    questions = [ANSWERED, "How many strikers are there?", "Why was the Quay Bridge shut?", "Who denied walking off?"]

    citations = [citation for question in questions for citation in sample_assistant.ask(question).citations]

    assert len(citations) >= 3
    for citation in citations:
        text = sample_assistant.article(citation.article_id, citation.version).article.text
        assert text[citation.start : citation.end] == citation.quote
        assert [citation.start, citation.end] in [list(span) for span in citation.spans]


def test_a_refusal_without_its_reason_breaks_the_contract() -> None:
    broken = Answer(
        id="1", question="q", query="q", asked_on=None, mode="quoting", outcome="refused", answer=""
    ).to_json()

    with pytest.raises(jsonschema.ValidationError, match="None is not of type 'object'"):
        jsonschema.validate({**broken, "timings_ms": {"total": 1}}, SCHEMA)


def test_filters_are_named_as_the_contract_names_them() -> None:
    filters = Filters(outlets=("Harbour Post",), since=date(2024, 1, 1), sources=("0a1b2c3d",))
    assert (filters.to_json()["from"], filters.to_json()["to"]) == ("2024-01-01", None)
    assert set(Filters().to_json()) == {"outlets", "authors", "from", "to", "languages", "tags", "articles", "sources"}

"""Holds the direction of imports, ui → assistant → index → corpus, and the fences around libraries."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ["corpus", "index", "assistant", "ui"]  # each may import what stands before it
FENCES = {
    "gradio": {"ui.py"},
    "chromadb": {"index/vectors.py"},
    "sentence_transformers": {"index/bulk_encoding.py"},
    "transformers": {"index/bulk_encoding.py"},
    "torch": {"index/bulk_encoding.py"},
    "safetensors": {"index/light_encoding.py", "index/relevance.py"},
    "onnxruntime": {"index/relevance.py"},
    "tokenizers": {"index/light_encoding.py", "index/relevance.py"},
    "sqlite3": {"corpus/database.py"},
    "trafilatura": {"corpus/reading/html.py"},
    "pypdf": {"corpus/reading/pdf.py"},
    "docx": {"corpus/reading/docx.py"},
    "langchain_core": {
        "index/langchain_retriever.py",
        "assistant/chain.py",
        "assistant/models/chat_models.py",
        "assistant/models/asking.py",
        "assistant/models/reading.py",
    },
    "uvicorn": {"assistant/server.py", "assistant/connections.py"},
    "typer": {
        "assistant/cli.py",
        "assistant/cli_access.py",
        "assistant/cli_checking.py",
        "assistant/cli_conversations.py",
        "assistant/cli_index.py",
        "assistant/cli_mcp.py",
        "assistant/cli_models.py",
        "assistant/cli_filters.py",
        "assistant/cli_options.py",
        "assistant/cli_sources.py",
        "assistant/terminal/explaining.py",
    },
    "prometheus_client": {"assistant/api/metrics.py"},
    "opentelemetry": {"assistant/tracing.py"},
    "pydantic_settings": {"assistant/settings.py"},
    "httpcore": {"corpus/connecting.py", "corpus/fetching.py", "corpus/receiving.py"},
    "socket": {"corpus/connecting.py", "assistant/server.py"},
    "babel": {"assistant/window/texts.py"},
    "brotli": {"corpus/content_coding.py"},
    "feedparser": {"corpus/feeds/xml_parsing.py"},
    "w3lib": {"corpus/canonical.py"},
    "text_to_num": {"assistant/support/number_words.py"},
    "english_words": {"assistant/support/dictionary.py"},
    "countryinfo": {"assistant/support/places.py"},
    "tld": {"corpus/canonical.py"},
    "datasketch": {"corpus/signatures.py"},
    "snowballstemmer": {"assistant/support/words.py"},
    "protego": {"corpus/robots.py"},
    "idna": {"corpus/canonical.py", "corpus/web_targets.py"},
    "mcp": {
        "assistant/mcp_server/over_http.py",
        "assistant/mcp_server/over_stdio.py",
        "assistant/mcp_server/server.py",
    },
    # what each speaks HTTP with, so that keys stay with the server they are for; opened by LangChain
    "openai": set(),
    "anthropic": {"assistant/models/chat_models.py"},
    "google": {"assistant/models/chat_models.py"},
    "langchain": {"assistant/models/chat_models.py"},
    # what opens connections of its own, past the one door; our own client speaks to our own server alone
    # and `nearby` to loopback
    "httpx2": {"assistant/client/connection.py", "assistant/models/nearby.py", "assistant/models/chat_models.py"},
    "httpx": {"assistant/models/chat_models.py"},
    "requests": set(),
    "urllib.request": set(),
    "langchain_community": set(),
    "pickle": set(),
}
SOURCES = sorted(
    path
    for layer in LAYERS
    for path in ([ROOT / "ui.py"] if layer == "ui" else (ROOT / layer).rglob("*.py"))
    if "sample" not in path.parts
)


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every module that is imported anywhere in the file, with its node."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or "", node


def layer_of(module: str) -> int | None:
    top = module.split(".")[0]
    return LAYERS.index(top) if top in LAYERS else None


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_import_points_upward(path: Path) -> None:
    own = LAYERS.index(path.relative_to(ROOT).parts[0].removesuffix(".py"))
    upward = [
        module
        for module, _ in imports(ast.parse(path.read_text()))
        if (layer := layer_of(module)) is not None and layer > own
    ]
    assert upward == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_library_is_used_only_where_it_is_at_home(path: Path) -> None:
    strangers = [
        module
        for module, _ in imports(ast.parse(path.read_text()))
        for library, homes in FENCES.items()
        if (module == library or module.startswith(library + ".")) and name_of(path) not in homes
    ]
    assert strangers == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_our_own_modules_are_never_imported_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    hidden = [module for function in functions for module, _ in imports(function) if layer_of(module) is not None]
    assert hidden == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_environment_variables_are_touched_only_by_the_settings(path: Path) -> None:
    touches = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "putenv")
    ]
    assert not touches or name_of(path) == "assistant/settings.py"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_deserialises_code(path: Path) -> None:
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("eval", "exec", "compile", "yaml.load", "__import__")
    ]
    assert calls == []


def test_the_fences_name_files_that_exist() -> None:
    missing = [home for homes in FENCES.values() for home in homes if not (ROOT / home).exists()]
    assert missing == []

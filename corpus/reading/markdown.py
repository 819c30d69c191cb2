"""Markdown with or without front matter, as plain text and what the front matter says.

Knows nothing of files. The only place that uses markdown-it-py, python-frontmatter and YAML.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import UnreadableError
from corpus.normalising import normalise, one_line
from corpus.reading.draft import Draft, shortened, split_names
from corpus.tags import tags_of

MOST_FRONT_MATTER_CHARS = 64 * 1024

_PARAGRAPH_ENDS = frozenset(("paragraph_close", "heading_close", "bullet_list_close", "ordered_list_close", "hr"))
_PARTS = {"tr_open": "\n", "th_close": " | ", "td_close": " | ", "table_open": "\n\n", "table_close": "\n\n"}
_INLINE = {"softbreak": " ", "hardbreak": "\n", "image": "", "html_inline": ""}
_ROW_END = re.compile(r"(?: \|)+ *$", re.MULTILINE)


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown file; its title is that of the front matter, else the first heading, else its beginning.

    Keys read: id, title, url, outlet (or site, source, publisher), author or authors (string or list), date or
    published, language; tags, keywords and categories (string or list) together are its tags. Links keep their text,
    images and raw HTML go, a table row is a line "a | b", code stays.
    Raises UnreadableError where the front matter is broken.
    """
    facts, body = _front_matter(normalise(text))
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    plain = _plain(tokens)
    return Draft(
        text=plain,
        title=_fact(facts, "title") or _first_heading(tokens) or shortened(plain.partition("\n")[0]),
        id=_fact(facts, "id"),
        url=_fact(facts, "url"),
        outlet=_fact(facts, "outlet", "site", "source", "publisher"),
        authors=_authors(facts.get("authors") or facts.get("author")),
        dates=tuple(filter(None, (_fact(facts, "published"), _fact(facts, "date")))),
        language=_fact(facts, "language"),
        tags=tuple(tag for key in ("tags", "keywords", "categories") for tag in tags_of(facts.get(key))),
    )


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """What the front matter says, and the text below it; nothing and all of it where there is none."""
    handler = YAMLHandler()
    if not text.startswith("---") or len(re.findall(handler.FM_BOUNDARY or "", text)) < 2:
        return {}, text
    header, body = handler.split(text)
    facts = _yaml(handler, header)
    if facts and not isinstance(facts, dict):
        return {}, text  # prose between two rules
    return {str(key).lower(): value for key, value in (facts or {}).items()}, body


def _yaml(handler: YAMLHandler, header: str) -> Any:
    """The header as strings, lists and mappings: a date keeps its wording, an id its leading zeros."""
    if len(header) > MOST_FRONT_MATTER_CHARS:
        raise UnreadableError("its front matter is too long")
    try:
        return handler.load(header, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnreadableError(f"its front matter is not valid YAML: {_where(error)}") from error


def _where(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"{error.problem} in line {error.problem_mark.line + 1}"
    return "it cannot be parsed"


def _fact(facts: Mapping[str, object], *keys: str) -> str | None:
    """The first of `keys` that holds a string, else None."""
    values = (facts.get(key) for key in keys)
    return next((value for value in values if isinstance(value, str) and value.strip()), None)


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return split_names(value)
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, list) else ()


def _first_heading(tokens: Sequence[Token]) -> str | None:
    after = (tokens[at + 1] for at, token in enumerate(tokens) if token.type == "heading_open")
    return next((one_line(_inline(token)) for token in after), None)


def _plain(tokens: Sequence[Token]) -> str:
    """The document as plain text, paragraphs parted by blank lines, a list or a table as one block of lines."""
    parts: list[str] = []
    list_depth = 0
    for token in tokens:
        if token.type.endswith(("list_open", "list_close")):
            list_depth += token.nesting
        parts.append(_piece(token, in_list=list_depth > 0))
    return normalise(_ROW_END.sub("", "".join(parts)))


def _piece(token: Token, *, in_list: bool) -> str:
    """What one token adds to the plain text; inside a list, paragraphs stay on the line of their item."""
    if token.type == "inline":
        return _inline(token)
    if token.type in ("fence", "code_block"):
        return f"\n\n{token.content.rstrip()}\n\n"
    if token.type == "list_item_open":
        return f"\n{token.info}{token.markup} " if token.info else "\n- "
    if token.type in _PARTS:
        return _PARTS[token.type]
    return (" " if in_list else "\n\n") if token.type in _PARAGRAPH_ENDS else ""


def _inline(token: Token) -> str:
    text = "".join(_INLINE.get(child.type, child.content) for child in token.children or ())
    return re.sub(" {2,}", " ", text)

"""The chat window: wires the page's requests to an assistant. The only file that uses gradio.

Gradio brings the queue, the streams and the uploads; the page itself is drawn by `assistant.window`. Knows nothing of
how answers are made or drawn.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.access.scopes import Scope, may, signed_in_as
from assistant.inbox import HandedIn
from assistant.window import looks
from assistant.window.asked import Asked
from assistant.window.asking import Picture
from assistant.window.desk import Desk, Filed, Shown
from assistant.window.error_html import error_html, signed_out_html
from assistant.window.library_html import refused_html
from assistant.window.own_files import routes
from assistant.window.texts import LANGUAGES, texts_in

FILE_TYPES = [".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".epub", ".jsonl", ".gz", ".zip"]
WAITING_QUESTIONS = 32
QUESTIONS_AT_ONCE = 4
UPLOADS_KEPT_S = 3600
"""Uploads are deleted as soon as they are read; this clears away those whose reading never began."""

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def build(assistant: Asked) -> gr.Blocks:
    """The window: one element for the page, one that takes files, and one for what came of them."""
    desk = Desk(assistant)
    kept = (UPLOADS_KEPT_S, UPLOADS_KEPT_S)
    title = texts_in("en")("title")
    blocks = gr.Blocks(title=title, analytics_enabled=False, fill_width=True, delete_cache=kept)
    with blocks:
        page = _page(desk)
        files = gr.UploadButton(
            elem_id="aa-files", label=title, file_count="multiple", file_types=FILE_TYPES, visible="hidden"
        )
        filed = _wire("aa-filed", looks.FILED_SCRIPT)

        def answer(event: gr.EventData) -> Iterator[Picture]:
            yield from desk.answer(event._data if isinstance(event._data, dict) else {})

        def add(uploaded: list[dict[str, Any]] | None, request: gr.Request) -> Iterator[Filed]:
            if uploaded and may(request, Scope.WRITE):
                yield from desk.add(_uploads(uploaded), request.cookies.get("aa-language", ""))

        asked = page.submit(answer, None, page, trigger_mode="multiple", **PRIVATE)
        asked.failure(None, None, None, js=looks.ASKING_FAILED)
        uploaded = files.upload(add, [files], filed, preprocess=False, trigger_mode="multiple", **PRIVATE)
        uploaded.failure(None, None, None, js=looks.ADDING_FAILED)
    blocks.queue(max_size=WAITING_QUESTIONS, default_concurrency_limit=QUESTIONS_AT_ONCE)
    return blocks


def mount(app: FastAPI, assistant: Asked) -> FastAPI:
    """Put the window at the root of `app`; routes that `app` has already go before it."""
    app.include_router(routes(assistant))
    theme = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    blocks = build(assistant)
    # Gradio checks that a file was uploaded here, and not named by the browser, only in an app that has "launched"; a
    # mounted one never does.
    blocks.has_launched = True
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        theme=theme,
        head=looks.head_html(),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size=None,  # the gate before it limits every upload, by what is set
    )
    return app


def _page(desk: Desk) -> gr.HTML:
    """The element that the page is drawn in. Each request names what it wants, then the page's language."""

    def see(asked: list[Any], request: gr.Request) -> Shown:
        return desk.see(*_read(asked), reader=signed_in_as(request))

    def act(asked: list[Any], request: gr.Request) -> Shown:
        return desk.act(*_read(asked)) if may(request, Scope.ASK) else _not_allowed(asked)

    def change(asked: list[Any], request: gr.Request) -> Shown:
        return desk.change(*_read(asked)) if may(request, Scope.WRITE) else _not_allowed(asked)

    unreachable = {code: error_html(texts_in(code), texts_in(code)("error.unreachable")) for code in LANGUAGES}
    signed_out = {code: signed_out_html(texts_in(code)) for code in LANGUAGES}
    return gr.HTML(
        "",
        elem_id="aa-page",
        html_template="",  # the page's own script draws it, and gradio never draws over it
        js_on_load=looks.start_script(),
        apply_default_css=False,
        server_functions=[see, act, change],
        unreachable=unreachable,
        signed_out=signed_out,
    )


def _wire(name: str, script: str) -> gr.HTML:
    """An element that is never seen: what is put into it is handed to the page."""
    return gr.HTML("", elem_id=name, html_template="", js_on_load=script, apply_default_css=False)


def _read(asked: object) -> tuple[str, str, Sequence[object]]:
    """What a page wants, its language, and what it sent along."""
    found = asked if isinstance(asked, list) else []
    name, language = (str(one) for one in [*found, "", ""][:2])
    return name, language, found[2:]


def _not_allowed(asked: object) -> Mapping[str, object]:
    _, language, _ = _read(asked)
    return {"error": refused_html(texts_in(language)("error.foreign_page"))}


def _uploads(files: Sequence[dict[str, Any]]) -> list[HandedIn]:
    """Each place once: gradio gives files of the same bytes one place where it calls them the same."""
    named = {file["path"]: file.get("orig_name") or Path(file["path"]).name for file in files}
    return [HandedIn(Path(path), name) for path, name in named.items()]

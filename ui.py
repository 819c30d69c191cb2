"""The chat window: wires the page's events to an assistant. The only file that uses gradio.

Knows nothing of how answers are made or drawn: `assistant.window` draws them.
"""

import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import gradio as gr
from fastapi import FastAPI

from assistant.errors import AssistantError
from assistant.introduction import Introduction
from assistant.window import looks, texts
from assistant.window.adding import Inbox, News, Upload
from assistant.window.answer_html import question_html, working_html
from assistant.window.asked import Asked
from assistant.window.conversation import Conversation, Message
from assistant.window.error_html import error_html
from assistant.window.library_html import adding_html, lists_html, refused_html
from assistant.window.library_tab import LibraryTab, Parts
from assistant.window.markup import escaped
from assistant.window.opening import open_view
from assistant.window.own_page import is_own_page
from assistant.window.panel_html import note_html
from assistant.window.replying import pictures
from assistant.window.report_html import report_html
from assistant.window.shelf import Shelf
from assistant.window.welcome_html import welcome_html
from corpus.errors import CorpusError
from index.errors import IndexingError

_log = logging.getLogger(__name__)

FILE_TYPES = [".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".epub", ".jsonl", ".gz", ".zip"]
LARGEST_UPLOAD = "500mb"
WAITING_QUESTIONS = 32
QUESTIONS_AT_ONCE = 4
UPLOADS_KEPT_S = 3600
"""Uploads are deleted as soon as they are read; this clears away those whose reading never began."""

T = TypeVar("T")

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class Window:
    """What the page's events do. One for all sessions; what a session said is in its `Conversation`."""

    def __init__(self, assistant: Asked) -> None:
        self._assistant = assistant
        self._shelf = Shelf()
        self._inbox = Inbox(assistant)
        self._library = LibraryTab(assistant)

    def library_line(self) -> str:
        """How much there is to ask."""
        return _guarded(lambda: f"<p>{escaped(texts.library_line(self._assistant.status()))}</p>")

    def ask(self, question: str, conversation: Conversation) -> Iterator[tuple[Any, Any]]:
        """The box, emptied once, and the conversation as the reply comes about."""
        if not question.strip():
            yield gr.skip(), gr.skip()
            return
        conversation.ask(question_html(question))
        entry = conversation.reply()
        entry.html = working_html(texts.SEARCHING)
        yield "", conversation.messages()
        for entry.html in _watched(lambda: self._replies(question)):
            yield gr.skip(), conversation.messages()

    def ask_example(self, conversation: Conversation, chosen: gr.SelectData) -> Iterator[tuple[Any, Any]]:
        """The same for an example that was clicked."""
        yield from self.ask(str(chosen.value["text"]), conversation)

    def add(self, files: list[dict[str, Any]] | None, conversation: Conversation) -> Iterator[list[Message]]:
        """The conversation as the update goes on, then with its report."""
        if not files:
            return
        entry = conversation.reply()
        for entry.html in _watched(lambda: self._additions(_uploads(files))):
            yield conversation.messages()

    def add_to_library(self, files: list[dict[str, Any]] | None) -> Iterator[str]:
        """The same outside a conversation: how far the update is, then its report."""
        yield from _watched(lambda: self._additions(_uploads(files or [])))

    def look(self, search: str, offset: int) -> Parts | str:
        """The lists of the Library tab, or an alert in their place."""
        return next(_watched(lambda: iter([self._library.look(search, offset)])))

    def act(self, deed: str, subject: str) -> str:
        """What came of a button of the Library tab."""
        return _guarded(lambda: self._library.do(deed, subject))

    def open_view(self, fragment: object) -> str:
        """The panel for the link with this fragment."""
        return _guarded(lambda: open_view(str(fragment), self._assistant, self._shelf))

    def _replies(self, question: str) -> Iterator[str]:
        return pictures(self._assistant.stream(question), uuid.uuid4().hex, self._shelf)

    def _additions(self, uploads: Sequence[Upload]) -> Iterator[str]:
        for item in self._inbox.add(uploads):
            if isinstance(item, News):
                line = texts.update_line(item.progress, item.elapsed_s) if item.progress else texts.UPLOADING
                yield working_html(line)
            else:
                yield report_html(item, self._title)

    def _title(self, article_id: str) -> str:
        return self._assistant.article(article_id).article.title


def _uploads(files: Sequence[dict[str, Any]]) -> list[Upload]:
    return [Upload(Path(file["path"]), file.get("orig_name") or Path(file["path"]).name) for file in files]


def build(assistant: Asked) -> gr.Blocks:
    """The window's components and events; the library's introduction is shown while nothing was asked yet."""
    window = Window(assistant)
    kept = (UPLOADS_KEPT_S, UPLOADS_KEPT_S)
    blocks = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True, delete_cache=kept)
    with blocks:
        conversation = gr.State(Conversation())
        with gr.Row(elem_id="aa-room"):
            with gr.Column(elem_id="aa-talk"):
                library = _header()
                with gr.Tabs(elem_id="aa-tabs", overflow_behavior="wrap"):
                    with gr.Tab(texts.ASK_TAB, elem_id="aa-asking"):
                        chat = _chat(assistant.introduction)
                        upload, box = _composer()
                    with gr.Tab(texts.LIBRARY_TAB, elem_id="aa-keeping"):
                        files, report, lists = _library(window)
            with gr.Column(elem_id="aa-panel"):
                _panel(window)
        blocks.load(window.library_line, None, library, **PRIVATE)
        lists.click(window.library_line, None, library, **PRIVATE)
        box.submit(window.ask, [box, conversation], [box, chat], **PRIVATE)
        chat.example_select(window.ask_example, [conversation], [box, chat], **PRIVATE)
        added = upload.upload(window.add, [upload, conversation], chat, preprocess=False, **PRIVATE)
        added.then(lambda: (window.library_line(), None), None, [library, upload], **PRIVATE)
        kept_files = files.upload(window.add_to_library, [files], report, preprocess=False, **PRIVATE)
        shown = kept_files.then(lambda: (window.library_line(), None), None, [library, files], **PRIVATE)
        shown.then(None, None, None, js=looks.LIBRARY_CHANGED)
    blocks.queue(max_size=WAITING_QUESTIONS, default_concurrency_limit=QUESTIONS_AT_ONCE)
    return blocks


def mount(app: FastAPI, assistant: Asked) -> FastAPI:
    """Put the window at the root of `app`; routes that `app` has already go before it."""
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
        max_file_size=LARGEST_UPLOAD,
    )
    return app


def _header() -> gr.HTML:
    """Title and library line; gives the line."""
    with gr.Row(elem_id="aa-header"):
        gr.HTML(f"<h1>{escaped(texts.TITLE)}</h1>", elem_id="aa-title", js_on_load=None)
        return gr.HTML("", elem_id="aa-library", js_on_load=None)


def _chat(introduction: Introduction) -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="aa-chat",
        label=texts.CONVERSATION_LABEL,
        show_label=False,
        container=False,
        height=None,
        layout="panel",
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        buttons=[],
        feedback_options=None,
        placeholder=welcome_html(introduction),
        examples=[{"text": question} for question in introduction.questions],
    )


def _composer() -> tuple[gr.UploadButton, gr.Textbox]:
    with gr.Row(elem_id="aa-composer"):
        upload = gr.UploadButton(
            texts.ADD_ARTICLES, elem_id="aa-add", file_count="multiple", file_types=FILE_TYPES, size="sm", scale=0
        )
        box = gr.Textbox(
            elem_id="aa-box",
            label=texts.QUESTION_LABEL,
            show_label=False,
            container=False,
            placeholder=texts.QUESTION_PLACEHOLDER,
            lines=1,
            max_lines=6,
            max_length=texts.QUESTION_MAX_CHARACTERS,
            autofocus=True,
            submit_btn=True,
        )
    return upload, box


def _library(window: Window) -> tuple[gr.UploadButton, gr.HTML, gr.HTML]:
    """The Library tab; gives its upload button, the place for the report of an upload, and the lists."""

    def look(asked: list[Any]) -> Parts | str:
        return window.look(str(asked[0]), int(asked[1]))

    def act(asked: list[Any], request: gr.Request) -> str:
        if not is_own_page(request.headers.get("origin"), request.headers.get("host")):
            return refused_html(texts.FOREIGN_PAGE)
        return window.act(str(asked[0]), str(asked[1]))

    with gr.Row(elem_id="aa-intake"):
        gr.HTML(adding_html(), elem_id="aa-address", js_on_load=None)
        files = gr.UploadButton(
            texts.ADD_FILES, elem_id="aa-add-files", file_count="multiple", file_types=FILE_TYPES, size="sm", scale=0
        )
    report = gr.HTML("", elem_id="aa-filed", js_on_load=None)
    lists = gr.HTML(
        lists_html(),
        elem_id="aa-lists",
        js_on_load=looks.library_script(),
        server_functions=[look, act],
        unreachable=refused_html(texts.UNREACHABLE),
    )
    return files, report, lists


def _panel(window: Window) -> gr.HTML:
    def open_view(fragment: object) -> str:
        return window.open_view(fragment)

    return gr.HTML(
        "",
        elem_id="aa-source",
        js_on_load=looks.panel_script(),
        server_functions=[open_view],
        unreachable=note_html(texts.UNREACHABLE),
        copied=texts.COPIED,
        question=texts.QUESTION_LABEL,
        ask=texts.ASK,
        name=texts.PANEL_LABEL,
    )


def _guarded(draw: Callable[[], str]) -> str:
    """The HTML, or an alert where drawing it failed: one of the window's doors for errors, with `_watched`."""
    return "".join(_watched(lambda: iter([draw()])))


def _watched(begin: Callable[[], Iterator[T]]) -> Iterator[T | str]:
    """The pictures, and an alert in their place where something broke; the log gets the whole error."""
    try:
        yield from begin()
    except Exception as error:  # noqa: BLE001 - the window's one broad handler
        _log.exception("The window could not show this.")
        told = isinstance(error, (AssistantError, CorpusError, IndexingError))
        yield error_html(str(error) if told else texts.BROKE_UNKNOWN)

"""The window's style sheets and scripts, as the page takes them. All ship with the package; nothing is fetched.

Knows nothing of what they do, nor of how they are served.
"""

import hashlib
from functools import cache
from importlib.resources import files

STYLES = ("base.css", "side.css", "chat.css", "panel.css", "library.css", "overlays.css", "checking.css")
SCRIPTS = (
    *("main.js", "page.js", "chat.js", "composer.js", "conversations.js", "filters.js", "panel.js", "card.js"),
    *("library.js", "dropping.js", "settings.js", "turns.js", "mode.js", "checking.js"),
)
TYPES = {".css": "text/css", ".js": "text/javascript"}

_PACKAGE = files(__package__) / "page"


@cache
def read(name: str) -> bytes | None:
    """One of the files; None for a name that is none of them."""
    return (_PACKAGE / name).read_bytes() if name in (*STYLES, *SCRIPTS) else None


@cache
def edition() -> str:
    """A name for these very files, so that a browser never mixes those of two versions."""
    digest = hashlib.sha256()
    for name in (*STYLES, *SCRIPTS):
        digest.update(read(name) or b"")
    return digest.hexdigest()[:12]


def head_html() -> str:
    """What the page's head loads: the style sheets, and the scripts before they are asked for."""
    place = f"/window/{edition()}"
    theme = "try{document.documentElement.dataset.theme=localStorage.getItem('aa-theme')||'auto'}catch{}"
    styles = "".join(f'<link rel="stylesheet" href="{place}/{name}">' for name in STYLES)
    scripts = "".join(f'<link rel="modulepreload" href="{place}/{name}">' for name in SCRIPTS)
    return f"<script>{theme}</script>{styles}{scripts}"


def start_script() -> str:
    """What starts the page: runs once, with `element`, `trigger`, `props`, `server` and `watch` in its scope."""
    call = "page.start({ element, trigger, props, server, watch })"
    return f"import('/window/{edition()}/main.js').then((page) => {call});"


FILED_SCRIPT = """watch("value", () => {
  document.dispatchEvent(new CustomEvent("aa-filed", { detail: props.value }));
});"""
"""Hands what came of an upload to the page."""

ASKING_FAILED = "() => { document.dispatchEvent(new Event('aa-asking-failed')); }"
"""Tells the page that its question was not taken: too many wait, or the program is gone."""

ADDING_FAILED = "() => { document.dispatchEvent(new Event('aa-adding-failed')); }"
"""Tells the page that files were uploaded and nobody can say what came of them: too many wait, or the stream broke."""

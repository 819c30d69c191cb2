"""The window's style sheets and scripts, as the page takes them. All ship with the package; nothing is fetched.

Knows nothing of what they do.
"""

from importlib.resources import files

LIBRARY_CHANGED = "() => { document.dispatchEvent(new Event('aa-library-changed')); }"
"""Lets the Library tab draw its lists anew."""

_PACKAGE = files(__package__)


def head_html() -> str:
    """The style sheets, for the page's head."""
    return "".join(f"<style>{_read(name)}</style>" for name in ("styles.css", "library.css"))


def panel_script() -> str:
    """What the panel does on clicks and keys; runs with `element` and `server` in its scope."""
    return _read("script.js")


def library_script() -> str:
    """What the Library tab does; runs with `element` and `server` in its scope."""
    return _read("library.js")


def _read(name: str) -> str:
    return (_PACKAGE / name).read_text(encoding="utf-8")

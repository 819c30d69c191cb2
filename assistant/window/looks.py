"""The window's style sheet and script, as the page takes them. Both ship with the package; nothing is fetched.

Knows nothing of what they do.
"""

from importlib.resources import files

_PACKAGE = files(__package__)


def head_html() -> str:
    """The style sheet, for the page's head."""
    return f"<style>{(_PACKAGE / 'styles.css').read_text(encoding='utf-8')}</style>"


def panel_script() -> str:
    """What the panel does on clicks and keys; runs with `element` and `server` in its scope."""
    return (_PACKAGE / "script.js").read_text(encoding="utf-8")

"""What the HTML of a page shows beside its article: its visible words, scripts, forms, and what it says of itself.

Knows nothing of walls, and looks for no article.
"""

import re
from dataclasses import dataclass

from lxml import html

from corpus.decoding import declared_charset, decode
from corpus.errors import UnreadableError
from corpus.normalising import one_line
from corpus.reading.markup import body_text, parse_html

_NOT_FREE = re.compile(r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false\b", re.IGNORECASE)
"""schema.org's mark of an article behind a paywall (developers.google.com, "Subscription and paywalled content")."""

# What the protection services name their checks (Cloudflare, DataDome, PerimeterX, Imperva, AWS, Akamai).
_CHALLENGE = re.compile(
    r"challenges\.cloudflare\.com|cdn-cgi/challenge-platform|cf-(?:challenge|turnstile)|captcha-delivery\.com|px-captcha"
    r"|_Incapsula_Resource|awswaf|bm-verify|sec-if-cpt-container",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageSigns:
    """`words` are the visible text, "" where there is none; `unscripted` what is shown where scripts do not run."""

    words: str = ""
    title: str = ""
    unscripted: str = ""
    script_chars: int = 0
    has_scripts: bool = False
    asks_password: bool = False
    is_not_free: bool = False
    has_challenge: bool = False


def page_signs(data: bytes) -> PageSigns:
    """The signs of a page. Raises UnreadableError where its characters cannot be read."""
    text = decode(data, declared=declared_charset(data))
    try:
        root = parse_html(text)
    except UnreadableError:
        return PageSigns(words=text.strip())
    scripts = list(root.iter("script"))
    return PageSigns(
        words=body_text(root),
        title=one_line(" ".join(element.text_content() for element in root.iter("title"))[:500]),
        unscripted=one_line(" ".join(element.text_content() for element in root.iter("noscript"))[:2000]),
        script_chars=sum(len(script.text or "") for script in scripts),
        has_scripts=bool(scripts),
        asks_password=any(_asks_password(field) for field in root.iter("input")),
        is_not_free=_NOT_FREE.search(text) is not None,
        has_challenge=_CHALLENGE.search(text) is not None,
    )


def _asks_password(field: html.HtmlElement) -> bool:
    return (field.get("type") or "").strip().lower() == "password"

"""The page to sign in on: our own HTML, which loads nothing and works without JavaScript.

Knows nothing of tokens, beyond that one is typed in.
"""

from html import escape

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse

from assistant.window.texts import Texts, texts_for

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_STYLE = """
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { width: min(24rem, 90vw); }
h1 { font-size: 1.4rem; }
label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
input, button { margin-top: .4rem; padding: .7rem; border: 1px solid; border-radius: .5rem; }
button { margin-top: 1rem; cursor: pointer; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
p { overflow-wrap: anywhere; }
"""


def asking(headers: Headers, path: str, query: str = "", *, is_wrong: bool = False) -> HTMLResponse:
    """The form, which leads on to `path`; with what was wrong, after a token that is none.

    A link from elsewhere comes without the cookie (SameSite=Strict), also where the reader has signed in: the page then
    opens itself again, and that time it is our own link.
    """
    say, onward = _texts(headers), f"{path}?{query}" if query else path
    from_elsewhere = headers.get("sec-fetch-site") in ("cross-site", "same-site") and "cookie" not in headers
    again = '<meta http-equiv="refresh" content="0">' if from_elsewhere else ""
    alert = f'<p role="alert">{escape(say("sign_in.wrong"))}</p>' if is_wrong else ""
    form = f"""<h1>{escape(say("sign_in.heading"))}</h1>{alert}
<form method="post" action="{SIGN_IN}">
<label for="token">{escape(say("sign_in.token"))}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<input name="next" type="hidden" value="{escape(onward)}">
<button>{escape(say("sign_in.button"))}</button>
</form>
<p>{escape(say("sign_in.tokens", command="assistant tokens add NAME"))}</p>"""
    return _page(say, form, head=again, status=401)


def signed_in(headers: Headers, name: str) -> HTMLResponse:
    """Who one is signed in as, with the button to sign out."""
    say = _texts(headers)
    form = f"""<h1>{escape(say("sign_in.done"))}</h1><p>{escape(say("sign_in.with", name=name))}</p>
<p><a href="/">{escape(say("sign_in.open"))}</a></p>
<form method="post" action="{SIGN_OUT}"><button>{escape(say("sign_in.out"))}</button></form>"""
    return _page(say, form, head="", status=200)


def safe_path(wanted: str) -> str:
    """Where to go on to after signing in: a path of this server, never another site."""
    is_path = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted
    return wanted if is_path and wanted.isprintable() and len(wanted) < 2000 else "/"


def _texts(headers: Headers) -> Texts:
    """In the language that the window was last set to, else in what the browser asks for."""
    chosen = cookie_parser(headers.get("cookie", "")).get("aa-language", "")
    return texts_for(f"{chosen},{headers.get('accept-language', '')}")


def _page(say: Texts, content: str, *, head: str, status: int) -> HTMLResponse:
    title = escape(say("sign_in.title"))
    html = f"""<!doctype html><html lang="{say.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} · Article assistant</title>{head}
<style>{_STYLE}</style></head><body><main>{content}</main></body></html>"""
    return HTMLResponse(html, status, {"Content-Security-Policy": _POLICY})

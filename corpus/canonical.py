"""Addresses of one article made one: what a link carries for trackers, caches and phones is taken off.

Knows nothing of pages: it asks nobody where a link leads. The only place that uses w3lib, idna and tld. In doubt, a
part stays: two addresses of one article are found later by its content, but two articles made one are lost.

What stays, and why: the order of path segments, `index.html`, a slash at the end, empty segments (some servers tell
them apart); `m.` and `mobile.` hosts (their paths are often others; the page's own canonical link knows better);
parameters that name a page or choose it, known trackers aside; fragments that lead to a page inside an application
(`#!/…`, `#/…`). courlan, which trafilatura brings, takes off too much for this: `?cid=`, `?eid=`, `?reference=`,
`?uid=` are articles on some sites. url-normalize joins empty segments, w3lib alone reads `straße.de` as `strasse.de`,
which is another site, by the rules of 2003.
"""

import re
from urllib.parse import SplitResult, parse_qsl, urlsplit, urlunsplit

import idna
from tld import is_tld
from w3lib.url import canonicalize_url

from corpus.addresses import web_address

_MOST_ROUNDS = 8
_DEFAULT_PORTS = {"http": 80, "https": 443}

# Taken from the lists of Firefox (query-stripping), ClearURLs and AdGuard, where they hold for all sites, and from the
# documentation of the news sites and analytics that use the others (AT Internet, Matomo, comScore, Piano).
_TRACKERS = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid yclid ymclid igshid igsh li_fat_id epik srsltid"
    " mc_cid mc_eid _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok __s vero_id vero_conv oly_anon_id"
    " oly_enc_id rb_clickid s_cid s_kwcid ef_id wickedid _openstat _ga _gl guccounter guce_referrer guce_referrer_sig"
    " fb_action_ids fb_action_types fb_source fb_ref action_object_map action_type_map action_ref_map"
    " __twitter_impression twsrc cmpid ncid ocid icid xtor smid smtyp mbid sr_share trk wt_mc wt.mc_id ml_subscriber"
    " ml_subscriber_hash ck_subscriber_id inf_contact_key elqtrackid elqtrack dm_i emci emdi ceid"
    " ga_source ga_medium ga_term ga_content ga_campaign ga_place amp_js_v amp_gsa usqp CMP"
    " ns_mchannel ns_source ns_campaign ns_linkname ns_fee at_medium at_campaign at_campaign_type at_bbc_team at_format"
    " pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid piwik_campaign piwik_kwd".split()
)
_TRACKER_FAMILIES = ("utm_", "mtm_", "matomo_", "hsa_", "at_custom", "at_link_", "at_ptr_", "stm_")
_ORIGINS = frozenset(("source", "src", "ref", "from", "via", "partner", "emc", "cid", "feed"))
_FEED_VALUE = re.compile(r"(?:rss|feed|atom)(?:[^a-z].*|nyt|\d*)?", re.IGNORECASE)
"""Parameters that say where a reader came from, where they say that it was a feed."""

_AMP_VIEWS = frozenset(("output", "outputtype", "view", "mode", "format"))
_AMP_FILE = re.compile(r"\.amp(\.html?)?$", re.IGNORECASE)
_SLUG = re.compile(r"\d{4}|-[^/]*-|\.html?$")
"""What the path of an article has: a year or a longer number, words joined by hyphens, or an ending. A page about
amplifiers, /guitars/amp, is no AMP page."""

_VIEWER_HOST = re.compile(r"(?:www\.)?(?:google\.(?:[a-z]{2,3})(?:\.[a-z]{2})?|bing\.com)")
_VIEWER_PATH = re.compile(r"/amp/(s/)?([^/]+\.[^/]+/.*)")
_CACHE_HOST = re.compile(r"(?:.+\.)?(?:cdn\.ampproject\.org|bing-amp\.com)")
_CACHE_PATH = re.compile(r"/[cv]/(s/)?([^/]+\.[^/]+/.*)")
"""https://developers.google.com/amp/cache/overview: content type, "s" where the original is https, the original."""


def canonical_url(url: str) -> str:
    """The one form of an address of an article; what is no web address comes back as it is.

    Tells articles apart; the address as it was given is the one to fetch and to show, since a server may know only
    that. Applying it again changes nothing. The host stays the same but for its spelling (case, IDNA by UTS 46, a dot
    at the end), the copies that AMP caches hold, and `amp.` before a site's own name.
    """
    address = web_address(url)
    if address is None:
        return url
    for _ in range(_MOST_ROUNDS):
        try:
            simpler = _simplified(address)
        except ValueError:  # a port of no port, brackets that hold no IPv6 address
            return url
        if simpler == address:
            break
        address = simpler
    return address


def url_key(url: str) -> str:
    """What all addresses of one article have in common: the canonical one without its scheme and `www.`.

    A site that moves to https, or drops its www, keeps its articles.
    """
    canonical = canonical_url(url)
    return re.sub(r"^https?://(?:www\.)?", "", canonical) if web_address(canonical) else canonical


def _simplified(address: str) -> str:
    """One round: a part taken off may leave another to be taken off."""
    parts = urlsplit(_spelled(urlsplit(address)))
    if original := _behind_cache(parts):
        return original
    query = "&".join(piece for piece in parts.query.split("&") if piece and not _is_tracking(piece))
    return urlunsplit((parts.scheme, _without_amp_host(parts.netloc), _without_amp(parts.path), query, parts.fragment))


def _spelled(parts: SplitResult) -> str:
    """Case, escapes, dots in the path, the order of parameters: each spelled in one way, and without a user's name."""
    host = _host(parts.hostname or "")
    port = f":{parts.port}" if parts.port not in (None, _DEFAULT_PORTS[parts.scheme]) else ""
    fragment = parts.fragment if re.match(r"!?/.|!.", parts.fragment) else ""
    plain = urlunsplit((parts.scheme, f"[{host}]{port}" if ":" in host else host + port, *parts[2:4], fragment))
    return canonicalize_url(plain, keep_fragments=True)


def _host(name: str) -> str:
    bare = name.rstrip(".\u3002\uff0e\uff61") or name
    if bare.isascii():
        return bare.lower()
    try:
        return idna.encode(bare, uts46=True).decode("ascii")
    except idna.IDNAError:  # not allowed since 2008 (emoji), but in use: left to w3lib
        return bare.lower()


def _behind_cache(parts: SplitResult) -> str | None:
    """The original of a page that an AMP cache or viewer shows, None for any other address."""
    found = None
    if _VIEWER_HOST.fullmatch(parts.netloc):
        found = _VIEWER_PATH.fullmatch(parts.path)
    elif _CACHE_HOST.fullmatch(parts.netloc):
        found = _CACHE_PATH.fullmatch(parts.path)
    if found is None:
        return None
    return web_address(f"{'https' if found[1] else 'http'}://{found[2]}{'?' if parts.query else ''}{parts.query}")


def _without_amp_host(netloc: str) -> str:
    """`amp.example.com` is example.com's; `amp.dev` and `amp.co.uk` are sites of that name."""
    rest = netloc.removeprefix("amp.")
    return netloc if rest == netloc or "." not in rest or is_tld(rest, search_private=True) else rest


def _without_amp(path: str) -> str:
    """The path without the first or last segment that asks for the AMP form of an article."""
    segments = path.split("/")  # the first is empty: a path begins with a slash
    end = "/" if segments[-1] == "" else ""
    named = segments[1:-1] if end else segments[1:]
    if named[-1:] and named[-1].lower() == "amp" and _SLUG.search("/".join(named[:-1])):
        named = named[:-1]
    elif named and named[0].lower() == "amp" and _SLUG.search("/".join(named[1:])):
        named = named[1:]
    else:
        return _AMP_FILE.sub(r"\1", path)
    return "/" + "/".join(named) + end


def _is_tracking(piece: str) -> bool:
    (name, value), *_ = parse_qsl(piece, keep_blank_values=True) or [("", "")]
    lower = name.lower()
    if name in _TRACKERS or lower in _TRACKERS or lower.startswith(_TRACKER_FAMILIES):
        return True
    if lower in ("amp", "noamp"):
        return value.lower() in ("", "1", "true", "mobile", "available")
    return (lower in _AMP_VIEWS and value.lower() == "amp") or (
        lower in _ORIGINS and _FEED_VALUE.fullmatch(value) is not None
    )

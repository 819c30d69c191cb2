"""Bytes made into text: which charset they are in, and whether they are text at all.

Knows nothing of articles. The order of belief is byte order mark, declared charset, UTF-8, charset-normalizer.
"""

import codecs
import re

from charset_normalizer import from_bytes

from corpus.errors import UnreadableError

MOST_UNKNOWN = 0.01
"""Share of U+FFFD above which text is held to be in the wrong charset."""

DETECTION_BYTES = 256 * 1024
_BINARY_SAMPLE_BYTES = 8192
_MOST_CONTROLS = 0.02
_FEW_CONTROLS = 8
"""Share and number of control bytes above which data is binary: compressed data has 10 %, UTF-16 about 50 %, and text
next to none, but a stray one or two weigh heavily in a short one."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_DECLARED_IN = 4096
_DECLARED = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
# https://encoding.spec.whatwg.org/#names-and-labels: what browsers read under names that say something narrower
_WIDER = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "utf-16": "utf-8",  # a page whose declaration could be read as ASCII is not UTF-16
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}

# What a page can be in (https://encoding.spec.whatwg.org/#names-and-labels); left to all that Python knows, detection
# answers with code pages of DOS, old Macintoshes and mainframes.
_CHARSETS = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp866"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_15", "iso8859_16", "koi8_r", "koi8_u"),
    *("gb18030", "big5", "cp950", "cp932", "shift_jis", "euc_jp", "iso2022_jp", "cp949", "euc_kr"),
]
_NOT_CHARSETS = ("utf-7", "utf-16", "utf-32", "idna", "punycode", "unicode-escape", "raw-unicode-escape")


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the charset that the file itself names, where it does.

    Raises UnreadableError where the data is binary or in no charset that can be told.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return check_readable(data[len(mark) :].decode(marked, "replace"))
    if is_binary(data):
        raise UnreadableError("it is not text but binary data")
    for charset in (_known(declared), "utf-8"):
        text = _strictly(data, charset)
        if text is not None:
            return check_readable(text)
    return check_readable(_damaged_utf8(data) or _detected(data))


def declared_charset(head: bytes) -> str | None:
    """The charset that a page's <meta> or an XML declaration names, from its first 4 KB; None where there is none."""
    found = _DECLARED.search(head[:_DECLARED_IN])
    return (found[1] or found[2]).decode("ascii", "replace").lower() if found else None


def is_binary(data: bytes) -> bool:
    """Whether the data holds more control bytes than text in any charset of single bytes or UTF-8 does."""
    sample = data[:_BINARY_SAMPLE_BYTES]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > max(_FEW_CONTROLS, _MOST_CONTROLS * len(sample))


def check_readable(text: str) -> str:
    """The text itself. Raises UnreadableError where more than 1 % of it are characters that could not be read."""
    if text.count("\ufffd") > MOST_UNKNOWN * len(text):
        raise UnreadableError("its characters cannot be read: it is damaged or in an unknown charset; save it as UTF-8")
    return text


def _known(declared: str | None) -> str | None:
    """The codec for a declared charset; None for names that Python lacks and for codecs that no page is written in."""
    label = (declared or "").strip().lower()
    try:
        name = codecs.lookup(_WIDER.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return None if name.replace("_", "-").startswith(_NOT_CHARSETS) else name


def _strictly(data: bytes, charset: str | None) -> str | None:
    try:
        return data.decode(charset) if charset else None
    except (UnicodeError, LookupError):  # LookupError: "hex" and its like are codecs, but not of text
        return None


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes: in other charsets, hardly any byte above 127 is by chance part of valid UTF-8."""
    text = data.decode("utf-8", "replace")
    read = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    return text if read > 4 * text.count("\ufffd") else None


def _detected(data: bytes) -> str:
    sample = data[:DETECTION_BYTES]
    matches = from_bytes(sample, cp_isolation=_CHARSETS)
    best = matches.best()
    if best is None:
        raise UnreadableError("its charset cannot be told; save it as UTF-8")
    # In a tie, the charset of Western Europe, as browsers have it: cp1250 reads most of its texts as well.
    western = any("cp1252" in (m.encoding, *m.could_be_from_charset) and m.chaos <= best.chaos for m in matches)
    return data.decode("cp1252" if western else best.encoding, "replace")

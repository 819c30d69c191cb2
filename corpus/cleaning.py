"""Taking away what a page leaves around an article: captions, credits, share bars, tags, advertising, sign-ups.

Knows nothing of HTML or files: text in, text out. A line goes only where its whole wording says what it is; a sentence
of news that mentions cookies, a newsletter or Getty stays. When in doubt, it stays.
"""

import re

LONGEST_CAPTION = 600
LONGEST_NOTICE = 240
LONGEST_LABEL = 60
"""Characters. Captions of news agencies name everyone in the picture; notices are one or two sentences; tags are words.
A longer paragraph is never taken for one."""


def _whole_line(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})", re.IGNORECASE)


_NETWORK = (
    r"(?:facebook|twitter|x|x \(twitter\)|linkedin|whats\s?app|reddit|pinterest|telegram|e-?mail|messenger|bluesky)"
)
_SHARE_WORD = rf"(?:share|tweet|post|pin|print|save|copy link|copied!?|link copied!?|comments?|{_NETWORK})"
_SHARE = _whole_line(
    rf"(?:share|post|tweet|pin|send) (?:this |the )?(?:\w+ )?(?:on|via|to|by|with) {_NETWORK}",
    r"(?:share|e-?mail|print|save|bookmark) this (?:article|story|page|post|video|on.{0,30})",
    r"copy (?:the )?(?:link|url)(?: to (?:the )?clipboard)?|link copied(?: to clipboard)?[!.]?",
    r"follow us on .{1,40}|click to share on .{1,60}",
    rf"{_SHARE_WORD}(?:[\s,|/·•]+{_SHARE_WORD})+",
)
_SHARE_BUTTON = _whole_line(_SHARE_WORD)
_ADVERTISING = _whole_line(
    r"advertis(?:e?ment|ing)s?(?: -? ?continue reading below)?|sponsored(?: content)?|promoted(?: content)?",
    r"(?:story|article|content) continues below(?: (?:this )?ad(?:vertisement)?)?|continue reading below",
    r"scroll (?:down )?to continue(?: (?:reading|with content))?|skip (?:past|to) .{1,40}",
    r"this copy is for your personal, non-commercial use only\..*|order reprints",
    r"copyright .{0,80}\ball rights reserved\.?",
    r"real[- ]time analytics|loading\.\.\.|(?:listen|watch) (?:to this article|now)",
)
_LINK_LINE = _whole_line(
    r"read more(?: (?:at|on|from|about)\b.{0,80})?[.:»>…]*",
    r"(?:read(?: more| also| next| this)?|also read|more on this(?: story)?"
    r"|related(?: (?:articles?|stor(?:y|ies)|content))?"
    r"|see also|don't miss|watch(?: now| more)?|listen(?: now| more)?) ?[:»>|]\s*\S.*",
    r"related (?:articles?|stories|content|topics|posts)|more on this story|recommended (?:stories|for you)",
)
_CREDIT_LINE = _whole_line(
    r"(?:image|photo|video|media|picture) (?:source|caption|credit)s?\s?[,:] ?.*",
    r"(?:photo(?:graph)?s?|pictures?|images?|illustration|credit|image credits?|photo credits?) ?: ?\S.{0,100}",
    r"(?:(?:afp|ap|epa|reuters|pa|nurphoto|anadolu)(?: photo)?[ /]*(?:via )?)?getty images?(?:/.{1,40})?",
    r"© ?.{1,60}",
)
_AGENCY = (
    r"(?:AFP|AP|EPA(?:-EFE)?|EFE|PA|Reuters|REUTERS|TASS|Sputnik|Xinhua|Bloomberg"
    r"|Shutterstock|Alamy|iStock|Getty Images?)"
)
# At the very end, as captions have it; a sentence would have a full stop after it.
_CREDIT_END = re.compile(
    rf"\bvia (?:Getty Images?|AP|AFP|Reuters|REUTERS|Shutterstock|Storyful)\)?$"
    rf"|[\w.)]/{_AGENCY}\)?$|\((?:AP|AFP|Reuters|REUTERS|EPA)(?: Photo| Images?)?/[^()]{{1,80}}\)$"
    rf"|\((?:AP|AFP) Photo\)$|\bREUTERS/[\w .'-]{{1,50}}$"
    rf"|\b(?:Photo|Photograph|Picture|Image) by [^.]{{1,60}}/[^.]{{1,40}}$"
)
_FILE_PICTURE = re.compile(r"FILE(?: PHOTO| PICTURE| IMAGE)?(?: ?[-\u2013\u2014:] )")
_PHOTO_BY = re.compile(r"(?:Photo|Photograph|Photos|Image|Picture|Illustration) by [A-Z][^.!?]{1,80}")
_NEWSLETTER = re.compile(
    r"(?:sign up|subscribe|join|register)\b.{0,80}"
    r"\b(?:newsletters?|mailing list|inbox|e-?mail alerts?|daily briefing)\b"
    r"|(?:get|receive)\b.{0,80}\b(?:in|to|into) your (?:inbox|e-?mail)\b|enter your e-?mail(?: address)?\b"
    r"|keep an eye on your inbox\b|there was an error processing your subscription"
    r"|(?:thank you|thanks) for (?:subscribing|signing up)"
    r"|by (?:signing up|subscribing|clicking).{0,60}\byou (?:agree|accept)"
    r"|(?:sign up|subscribe|log in|sign in)(?: (?:here|now|today))?[.!]?$",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"(?:we|our (?:site|website|partners)|this (?:site|website|page)|we and our .{0,30}partners) uses? cookies\b"
    r"|by (?:continuing|using|clicking|browsing)\b.{0,80}\b(?:cookies|cookie policy|privacy policy|terms)"
    r"|(?:accept|reject|allow|manage)(?: all)?(?: cookies| cookie settings| preferences)$"
    r"|(?:cookie (?:policy|settings|preferences|notice)|privacy policy)(?: (?:and|\|) [\w ]{1,30})?$",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:said|says|told|wrote|according to|reported|announced|added)\b|[“”\"]")
_TAGS_HEAD = re.compile(r"(?:tags|topics|filed under|related topics|more about|in this article)\s*:?", re.IGNORECASE)
_TAGS_LINE = re.compile(r"(?:tags|filed under|related topics)\s?: ?\S.{0,300}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"\u201d\u2019')\]]*$")


def clean(text: str) -> str:
    """The paragraphs of `text` (parted by blank lines) without the page's leftovers; "" where nothing else was there.

    Each leftover is judged by itself, line by line; only a trailer of tags is judged by its place, the end.
    """
    blocks = (_clean_block(block.split("\n")) for block in text.split("\n\n"))
    return "\n\n".join("\n".join(lines) for lines in _without_tags([lines for lines in blocks if lines]))


def is_leftover(line: str) -> bool:
    """Whether a whole line is something that the page put around the article."""
    line = line.strip()
    return (
        any(kind.fullmatch(line) for kind in (_SHARE, _ADVERTISING))
        or _is_link_line(line)
        or is_caption(line)
        or _is_notice(line)
    )


def is_caption(line: str) -> bool:
    """Whether a line describes a picture or credits it: a caption ends in a credit, not in a full stop."""
    if len(line) > LONGEST_CAPTION:
        return False
    if _CREDIT_END.search(line) or _FILE_PICTURE.match(line):
        return True
    short = len(line) <= LONGEST_NOTICE and not _REPORTED.search(line)
    return short and bool(_CREDIT_LINE.fullmatch(line) or _PHOTO_BY.fullmatch(line))


def _is_link_line(line: str) -> bool:
    """A pointer to another article: one title after the words, not sentences."""
    single = len(line) <= LONGEST_NOTICE and not re.search(r"[.!?] +\S", line) and not line.endswith(".")
    return (single or line.lower() == "read more.") and bool(_LINK_LINE.fullmatch(line))


def _is_notice(line: str) -> bool:
    """The site speaking of its newsletter or its cookies. A notice reports nobody's words."""
    if len(line) > LONGEST_NOTICE or _REPORTED.search(line):
        return False
    return bool(_NEWSLETTER.match(line) or _COOKIES.match(line))


def _clean_block(lines: list[str]) -> list[str]:
    """The lines of one paragraph that are the article's; [] where none is."""
    if len(lines) == 2 and is_caption(lines[1]) and _is_label(lines[0]):
        return []  # a picture's title above its caption
    if all(_SHARE_BUTTON.fullmatch(line.strip()) for line in lines) and len(lines) > 1:
        return []
    return [line for line in lines if line.strip() and not is_leftover(line)]


def _is_label(line: str) -> bool:
    return len(line) <= LONGEST_LABEL and not _SENTENCE_END.search(line.strip())


def _without_tags(blocks: list[list[str]]) -> list[list[str]]:
    """Cuts the trailer that begins with "Tags", where only short labels follow, and lines that list tags."""
    blocks = [[line for line in block if not _TAGS_LINE.fullmatch(line.strip())] for block in blocks]
    end = len(blocks)
    for at in range(len(blocks) - 1, 0, -1):
        if not all(_is_label(line) for line in blocks[at]):
            break
        if blocks[at] and _TAGS_HEAD.fullmatch(blocks[at][0].strip()):
            end = at
    return [block for block in blocks[:end] if block]

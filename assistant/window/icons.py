"""The window's icons as SVG: drawn for it, in one line width, in the colour of the text around them.

Knows nothing of what they stand for; whoever uses one gives it a name in words.
"""

_PATHS = {
    "new": "M12 5v14M5 12h14",
    "side": "M4 5h16v14H4zM9.5 5v14",
    "menu": "M4 7h16M4 12h16M4 17h10",
    "close": "M6 6l12 12M18 6L6 18",
    "send": "M12 19V5M6 11l6-6 6 6",
    "stop": "M8 8h8v8H8z",
    "copy": "M9 9h11v11H9zM15 9V4H4v11h5",
    "again": "M19 5v5h-5M19 10a7.5 7.5 0 1 0 .8 4",
    "link": "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
    "good": "M7 11v9H4v-9zM7 11l4-7c1.5 0 2.4 1 2.2 2.4L12.6 10H18a2 2 0 0 1 2 2.3l-1 6A2 2 0 0 1 17 20H7",
    "bad": "M7 13V4H4v9zM7 13l4 7c1.5 0 2.4-1 2.2-2.4L12.6 14H18a2 2 0 0 0 2-2.3l-1-6A2 2 0 0 0 17 4H7",
    "edit": "M5 19h3L19 8l-3-3L5 16zM13.5 7.5l3 3",
    "more": "M6 12h.01M12 12h.01M18 12h.01",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "attach": "M12 5v14M5 12h14",
    "library": "M5 4h4v16H5zM9 4h4v16H9zM14.5 5.2l3.4-.9 3.8 14.9-3.4.9z",
    "check": "M4 5h16M4 10h8M4 15h6M13 16l3 3 5-6",
    "search": "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5",
    "before": "M15 6l-6 6 6 6",
    "after": "M9 6l6 6-6 6",
    "out": "M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9",
    "remove": "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
    "save": "M12 4v11M7 11l5 5 5-5M5 20h14",
}


def icon(name: str) -> str:
    """The icon as it stands in a button; it is not read aloud."""
    return (
        '<svg class="aa-icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"'
        ' stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
        f'<path d="{_PATHS[name]}"/></svg>'
    )

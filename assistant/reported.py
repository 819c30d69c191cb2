"""What a question is about that asks how many report it: "How many papers say that the bridge is shut?".

No sentence says how many. Those that say the same answer it, and how many of their sources are independent is told
beside them. Knows nothing of models or articles.
"""

import re

_TELLING = (
    r"(?:says?|said|reports?|reported|reporting|claim|claimed|confirm|confirmed|states?|stated|writes?|wrote|tells?|told"
    r"|story|ha(?:s|ve) it|found out)"
)
_OF_ITS_OWN = r"(?:independent|separate|different)"
_REPORTS = rf"how many (?:{_OF_ITS_OWN} )?(?:reports|sources|outlets|papers|newspapers)"
_SURELY_REPORTS = rf"how many (?:(?:{_OF_ITS_OWN} )?(?:reports|papers|newspapers)|{_OF_ITS_OWN} (?:sources|outlets))"
_QUESTION = re.compile(
    rf"(?:in )?{_REPORTS}\b.*?\b{_TELLING}\b.*?\bthat (.+)"
    rf"|{_REPORTS} say (.+)"
    rf"|{_REPORTS} are there (?:of|that) (.+)"
    rf"|{_SURELY_REPORTS} (?:give|gave|confirm(?:ed)?|report(?:ed)?) (.+)",
    re.IGNORECASE,
)


def reported(query: str) -> str | None:
    """What is said to be reported; None for a question that does not ask how many report something."""
    found = _QUESTION.fullmatch(query.rstrip(" ?."))
    return found and next(claim for claim in found.groups() if claim)

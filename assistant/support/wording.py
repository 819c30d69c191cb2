"""What is wrong with a sentence, in words for people.

Knows nothing of how it was found out. The window says the same in the reader's language.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it brings numpy along, and `assistant --help` needs none
    from assistant.support.verdict import Fault, FaultKind

_TOLD: Mapping["FaultKind", str] = {
    "number": "No quote has the number “{words}”.",
    "date": "No quote has the date “{words}”.",
    "name": "No quote names “{words}”.",
    "quotation": "Nobody is quoted with “{words}”.",
    "negation": "The quotes say the opposite of “{words}”.",
    "direction": "In the quotes it goes the other way: “{words}”.",
    "speaker": "In the quotes it is not “{words}” who says so.",
    "meaning": "The quotes do not say this.",
    "foreign": "A link, an image or markup proves nothing: “{words}”.",
}


def told(fault: "Fault") -> str:
    """One sentence, in English."""
    return _TOLD[fault.kind].format(words=" ".join(fault.words.split()))


def fault_json(fault: "Fault") -> dict[str, str]:
    """Its kind, the words, and what is said of them: ready for json.dumps."""
    return {"kind": fault.kind, "words": fault.words, "text": told(fault)}

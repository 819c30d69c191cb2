"""What others report of an outlet's words: the sentences of their passages that name it and tell what it said.

Knows nothing of questions or searches.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.named_outlets import mentioned
from index.retrieving import RetrievedPassage
from index.sentences import split_sentences

_SAYING = re.compile(
    r"\b(?:said|says|saying|reported|reports|reporting|wrote|writes|told|tells|announced|announces|claimed|claims|stated"
    r"|states|published|confirmed|confirms|according to|counted|counts|put|puts|gave|gives)\b",
    re.IGNORECASE,
)


def reported_words(retrieved: RetrievedPassage, outlets: Sequence[str]) -> Iterator[RetrievedPassage]:
    """Each sentence of a passage that reports what one of the outlets said, as a passage that stands alone.

    None of a passage that one of them prints itself.
    """
    passage = retrieved.passage
    own = {outlet.casefold() for outlet in outlets}
    if passage.outlet and passage.outlet.casefold() in own:
        return
    for span in split_sentences(passage.text):
        text = span.of(passage.text)
        if _SAYING.search(text) and mentioned(text, outlets):
            start = passage.start + span.start
            place = replace(passage, text=text, start=start, end=start + len(text))
            yield replace(retrieved, passage=place, alone=True)

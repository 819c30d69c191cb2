"""Which article an entry is: one that is known, under whatever name, or a new one.

The order: what the entry gave before (found by its guid, else its address), then who is known by one of its addresses,
then the same title and text in an entry that is gone from its source. Knows nothing of tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus.article import Article, article_id
from corpus.gathering.visit import KnownAs
from corpus.source import Entry, digest


def text_hash(article: Article) -> str:
    """Equal for equal title and text."""
    return digest(article.title, article.text)


@dataclass(slots=True)
class Identity:
    """The articles of one source while it is looked at; `current` are the keys of what stands in it now.

    Two entries that stand there side by side are two articles, whatever addresses their pages claim. Changes as entries
    are named.
    """

    source_id: str
    known: Mapping[str, Entry]
    known_as: KnownAs
    current: frozenset[str] = frozenset()
    _holders: dict[str, str] = field(default_factory=dict)
    _by_text: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, entry in self.known.items():
            for id in (*entry.article_ids, *entry.unwanted_ids):
                self._holders[id] = key
                if entry.text_hash:
                    self._by_text[entry.text_hash] = id

    def name(self, key: str, article: Article, addresses: tuple[str, ...]) -> Article:
        """The article of the entry with this key, under its id."""
        id = self._known(key, article, addresses) or self._new(key, article, addresses)
        self._holders[id] = key
        return replace(article, id=id)

    def _known(self, key: str, article: Article, addresses: tuple[str, ...]) -> str | None:
        entry = self.known.get(key)
        if entry and (entry.article_ids or entry.unwanted_ids):
            return (*entry.article_ids, *sorted(entry.unwanted_ids))[0]
        same_text = self._by_text.get(text_hash(article))
        for id in (*self.known_as(addresses), *([same_text] if same_text else [])):
            if self._is_free(id, key):
                return id
        return None

    def _new(self, key: str, article: Article, addresses: tuple[str, ...]) -> str:
        """From the address, as files that hold pages have it; where another entry has that, from the entry's key."""
        if article.url and addresses and self._is_free(id := article_id(article.url), key):
            return id
        return article_id(f"{self.source_id} {key}")

    def _is_free(self, id: str, key: str) -> bool:
        holder = self._holders.get(id)
        return holder is None or holder == key or holder not in self.current

"""What can go wrong with articles.

CorpusError
├── UnreadableError       one file or record holds no article text; the rest goes on
├── ArticleNotFoundError  no article has this id
└── DatabaseError         the library file cannot be opened, read or written
    └── NewerSchemaError  the library was written by a newer version of this program
"""


class CorpusError(Exception):
    """Anything that went wrong in this package; the message says what to do next."""


class UnreadableError(CorpusError):
    """One file or record cannot be read as an article; `str(error)` is the reason to show."""


class ArticleNotFoundError(CorpusError):
    """No article in the library has this id."""


class DatabaseError(CorpusError):
    """The library file cannot be opened, read or written."""


class NewerSchemaError(DatabaseError):
    """The library was written by a newer version of this program; nothing was changed."""

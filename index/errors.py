"""What can go wrong with the index.

IndexingError
├── BackupError   a backup cannot be written, or is not one, or is damaged
├── ModelError    the embedding model or the cross-encoder is missing, damaged or not the one the index was built with
└── VectorError   the vector store cannot be opened, read or written
"""


class IndexingError(Exception):
    """Anything that went wrong in this package; the message says what to do next."""


class BackupError(IndexingError):
    """A backup cannot be written, or a file is not one or is damaged."""


class ModelError(IndexingError):
    """A model is missing, damaged, or not the one that the index was built with."""


class VectorError(IndexingError):
    """The vector store cannot be opened, read or written."""

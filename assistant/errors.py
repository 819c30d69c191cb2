"""What can go wrong around a question.

AssistantError
├── HeldError        the data directory is held by another process
├── UncheckedError   a quote does not stand where its citation says: a fault of ours, never shown as an answer
└── UsageError       a setting, a path or an option is wrong
"""


class AssistantError(Exception):
    """Anything that went wrong in this package; the message says what to do next."""


class HeldError(AssistantError):
    """Another process holds the data directory."""


class UncheckedError(AssistantError):
    """A quote does not stand where its citation says it stands."""


class UsageError(AssistantError):
    """A setting, a path or an option is wrong."""

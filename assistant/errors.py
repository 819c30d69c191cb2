"""What can go wrong around a question.

AssistantError
├── AccessDeniedError       the server wants a token, or one that may do more
├── ServerUnreachableError  no server of ours answers at an address
├── BusyError        too much waits to be done already
├── JobNotFoundError  no job has this id
├── ConversationNotFoundError  no conversation has this id
├── TurnNotFoundError          no turn of any conversation has this id
├── HeldError        the data directory is held by another process
├── LanguageModelError     a language model did not write
│   ├── ModelUnavailableError  nothing came of it at all: unreachable, busy, refused, nonsense
│   │   └── TokensSpentError   it was not asked: the day's tokens are spent
│   │       └── TokensReservedError  or what is left of them is set aside for questions under way
│   └── ModelBrokeOffError     it stopped after it had begun
├── UncheckedError   a quote does not stand where its citation says: a fault of ours, never shown as an answer
└── UsageError       a setting, a path or an option is wrong
    ├── NoModelError      writing is asked for, and no language model is set
    └── WrongFilterError  a filter names what no article has, or a range of dates that is none
"""


class AssistantError(Exception):
    """Anything that went wrong in this package; the message says what to do next."""


class AccessDeniedError(AssistantError):
    """The server wants a token, or one that may do more."""


class ServerUnreachableError(AssistantError):
    """No server of ours answers at an address."""


class BusyError(AssistantError):
    """Too much waits to be done already; it can be asked for again later."""


class JobNotFoundError(AssistantError):
    """No job has this id, or it was long ago."""


class ConversationNotFoundError(AssistantError):
    """No conversation has this id."""


class TurnNotFoundError(AssistantError):
    """No turn has this id, in any conversation."""


class HeldError(AssistantError):
    """Another process holds the data directory."""


class LanguageModelError(AssistantError):
    """A language model did not write; the message says why, without its key, and what to do."""


class ModelUnavailableError(LanguageModelError):
    """Nothing came of a call at all, however often it was tried."""


class TokensSpentError(ModelUnavailableError):
    """A model was not asked, because the day's tokens are spent."""


class TokensReservedError(TokensSpentError):
    """A model was not asked, because questions under way may spend what is left of the day's tokens."""


class ModelBrokeOffError(LanguageModelError):
    """A model stopped after it had begun to write."""


class UncheckedError(AssistantError):
    """A quote does not stand where its citation says it stands."""


class UsageError(AssistantError):
    """A setting, a path or an option is wrong."""


class NoModelError(UsageError):
    """Writing is asked for, and no language model is set."""


class WrongFilterError(UsageError):
    """A filter names what no article has, or a range of dates that ends before it begins."""

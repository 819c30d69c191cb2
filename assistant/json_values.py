"""Values as JSON objects and back, with what is wrong with one told in words.

Knows nothing of what the values are.
"""

from typing import TYPE_CHECKING, Any, TypeVar

from assistant.errors import UsageError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Json = dict[str, Any]
T = TypeVar("T")


def plain(value: Any) -> Any:
    """Tuples as lists, all the way down, so that the object equals its own JSON read back."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def read_value(adapter: "TypeAdapter[T]", fields: Json, name: str, mend: str) -> T:
    """The value of which these are the fields, each checked against its type.

    Raises UsageError that calls it no `name`, says where the first fault lies, and ends with how to `mend` it.
    """
    from pydantic import ValidationError

    try:
        return adapter.validate_python(fields)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"This is no {name}: {place}: {first['msg']}. {mend}") from error

"""What every body of a request is: its fields are those that are named, of the types that are named.

Knows nothing of any route.
"""

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Body(BaseModel):
    """A body of a request. A field that is not known is refused, so that a slip of the pen is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _day(value: object) -> object:
    """An ISO day as a date; pydantic would also take numbers, as seconds since 1970."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("give a day as YYYY-MM-DD")
    return date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]

"""The parameters of lists that come a page at a time.

Knows nothing of what is listed.
"""

from typing import Annotated

from fastapi import Query

Offset = Annotated[int, Query(ge=0, le=10**9, description="How many lines to pass over.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many lines to give at most.")]
Words = Annotated[str, Query(max_length=500, description="Words that must be found, in any case.")]

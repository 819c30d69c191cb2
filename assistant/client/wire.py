"""Where calls go and by what they are known, for both sides.

Knows nothing of what is sent.
"""

PREFIX = "/client"
CALL_ID = "X-Call-Id"
"""The header by which a call that runs is told to stop."""

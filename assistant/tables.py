"""The tables of every package in the one library file, in the order in which they are made.

Knows nothing of what stands in them.
"""

from assistant import jobs
from assistant.access import tokens
from assistant.api import kept_replies
from assistant.conversations import tables as conversations
from assistant.writing import caching, spending
from corpus import duplicates, library_tables, source_tables
from index import ledger

MIGRATIONS = (
    *library_tables.MIGRATIONS,
    *duplicates.MIGRATIONS,
    *ledger.MIGRATIONS,
    *source_tables.MIGRATIONS,
    *jobs.MIGRATIONS,
    *conversations.MIGRATIONS,
    *kept_replies.MIGRATIONS,
    *tokens.MIGRATIONS,
    *caching.MIGRATIONS,
    *spending.MIGRATIONS,
)

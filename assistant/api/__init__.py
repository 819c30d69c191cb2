"""The REST API under /v1, and what watches over every request: ids, logs and counts.

Knows nothing of how questions are answered; it turns requests into calls of the `Assistant` and values into JSON.
"""

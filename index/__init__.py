"""Articles made searchable: passages, their vectors and words, and the ranking of both.

Knows nothing of questions, answers or windows.
"""

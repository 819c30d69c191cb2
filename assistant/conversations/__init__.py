"""Conversations that are kept: questions with their whole answers, what was thought of them, and what is taken along.

Knows nothing of how questions are answered, or of windows, terminals and HTTP.
"""

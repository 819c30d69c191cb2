"""Answers that a language model writes: prompts, drafts, and what is left of them once every sentence is checked.

Knows nothing of providers, and nothing of doors.
"""

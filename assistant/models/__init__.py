"""Language models: which one is set, how it is reached, and what happens where it fails.

Knows nothing of articles, questions or answers.
"""

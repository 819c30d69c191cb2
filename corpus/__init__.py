"""Articles: what one is, how it is read from files, and the library that keeps it.

Knows nothing of passages, vectors, questions or windows.
"""

"""Measures how well questions are answered over a folder of articles with questions.

Knows nothing of how answers are made: it asks like any reader.
"""

"""Whether sentences are supported by articles: the facts that they state, and what they mean.

Knows nothing of questions, of language models or of who wrote the sentences.
"""
